import type { CivilDate } from '../../shared/domain/civil-date.ts';
import { assessIntervals } from '../../shared/domain/screening/assess-history.ts';
import type { PastDonation, RuleSet } from '../../shared/domain/screening/schema.ts';
import type { StationTransaction } from '../store/database.ts';
import { chinaDay, dayMs } from './china-day.ts';
import { asOther, type KnownDonation } from './past-donations.ts';
import type { PeopleFacts } from './people-facts.ts';
import { ruleSetOn } from './rule-sets.ts';
import type { LocatedVerdict } from './verdict.ts';

/** The rule sets' longest interval is six months; what lies further back than this breaks none. */
export const horizonMs = 3 * 366 * dayMs;

interface Drawn extends KnownDonation {
  readonly startedAtMs: number;
  readonly startedSeq: number;
}

const isDrawn = (donation: KnownDonation): donation is Drawn =>
  donation.startedAtMs !== null && donation.startedSeq !== null;

const nameOf = ({ vehicle, donationId }: KnownDonation): string => `${vehicle}/${donationId}`;

/** By the clocks of their vehicles; who came first when they say the same is settled once and for all by name. */
const isBefore = (one: Drawn, other: Drawn): boolean =>
  one.startedAtMs === other.startedAtMs
    ? nameOf(one) < nameOf(other)
    : one.startedAtMs < other.startedAtMs;

const past = ({ startedAtMs, volumeMl }: Drawn): PastDonation => ({
  ...{ date: chinaDay(startedAtMs), type: 'whole-blood', volumeMl },
});

/** The day from which the donor might have given again; null: nothing was broken. */
function brokenUntil(
  ruleSets: readonly RuleSet[],
  earlier: PastDonation,
  day: CivilDate,
): string | null {
  const rules = ruleSetOn(ruleSets, day);
  if (!rules) return null;
  const visit = { ruleSet: rules.ruleSet, now: { date: day, time: null } };
  const found = assessIntervals([earlier], false, visit)
    .map(({ reason }) => reason)
    .find(
      ({ code, bars }) =>
        code === 'interval-too-short' && (bars as readonly string[]).includes('whole-blood'),
    );
  return found?.until ?? null;
}

/**
 * Draws that came too soon after another one, wherever that was: of this batch against everything known, and what is known against
 * this batch, because the earlier draw may arrive last. It is always the later draw that is set aside, and it names the earlier one.
 */
export async function judgeIntervals(
  trx: StationTransaction,
  started: readonly Pick<KnownDonation, 'vehicle' | 'donationId' | 'donorKey'>[],
  { linked, donations, donors }: PeopleFacts,
  ruleSets: readonly RuleSet[],
): Promise<readonly LocatedVerdict[]> {
  const known = donations.filter(isDrawn);
  const found = new Map<string, LocatedVerdict>();
  const add = (later: Drawn, verdict: Pick<LocatedVerdict, 'cause' | 'other' | 'facts'>) =>
    found.set(`${nameOf(later)} ${verdict.cause ?? ''}`, {
      ...{ vehicle: later.vehicle, epoch: later.startedIn, seq: later.startedSeq },
      ...{ reason: 'interval-broken', donationId: later.donationId, ...verdict },
    });
  for (const { vehicle, donationId, donorKey } of started) {
    const mine = known.find((each) => each.donationId === donationId && each.vehicle === vehicle);
    if (!mine) continue;
    const own = linked.get(donorKey) ?? new Set([donorKey]);
    const others = known.filter(
      (each) => own.has(each.donorKey) && each.donationId !== mine.donationId,
    );
    for (const other of others) {
      const [earlier, later] = isBefore(other, mine) ? [other, mine] : [mine, other];
      const earliest = brokenUntil(ruleSets, past(earlier), chinaDay(later.startedAtMs));
      if (earliest === null) continue;
      const facts = { earliest, donatedOn: chinaDay(earlier.startedAtMs) };
      add(later, { cause: earlier.donationId, other: await asOther(trx, earlier), facts });
    }
    const day = chinaDay(mine.startedAtMs);
    // What the central record says of this very day is this donation, or one that a vehicle sends.
    const recorded = [...own]
      .flatMap((key) => donors.get(key)?.history ?? [])
      .filter(
        ({ date }) => date < day && !others.some((other) => chinaDay(other.startedAtMs) === date),
      );
    for (const each of recorded) {
      const earliest = brokenUntil(ruleSets, each, day);
      if (earliest !== null) {
        add(mine, { cause: `record ${each.date}`, facts: { earliest, donatedOn: each.date } });
      }
    }
  }
  return [...found.values()];
}
