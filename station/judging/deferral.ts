import { addDays, type CivilDate } from '../../shared/domain/civil-date.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { isDeferralActive } from '../../shared/domain/screening/assess-deferrals.ts';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import type { StationTransaction } from '../store/database.ts';
import { chinaDay, dayMs } from './china-day.ts';
import { type KnownDonation, donationsOf } from './past-donations.ts';
import { indexed, type PeopleFacts } from './people-facts.ts';
import { linkedKeys } from './people.ts';
import type { JudgingSettings } from './settings.ts';
import type { LocatedVerdict } from './verdict.ts';

/** A donation that has just arrived, with the donor's own key; its age does not matter. */
export interface Arrived {
  readonly vehicle: string;
  /** The chain that holds the entry `preparedSeq`. */
  readonly preparedIn: string;
  readonly preparedSeq: number;
  readonly donationId: string;
  readonly donorKey: string;
  readonly day: CivilDate;
}

const barsBlood = ({ bars }: HeldDeferral): boolean =>
  bars === 'all' || bars.includes('whole-blood');

const causeOf = ({ reason, until }: Pick<HeldDeferral, 'reason' | 'until'>): string =>
  `${reason}|${until ?? ''}`;

/** One verdict for each deferral, so that lifting the hold of one does not lift that of another. */
const verdictOf = (
  donation: Omit<Arrived, 'day' | 'donorKey'>,
  deferral: HeldDeferral,
): LocatedVerdict => ({
  ...{ vehicle: donation.vehicle, epoch: donation.preparedIn, seq: donation.preparedSeq },
  ...{ reason: 'donor-deferred', donationId: donation.donationId },
  cause: causeOf(deferral),
  facts: deferral.until === null ? {} : { until: deferral.until },
});

/** The newest list wins: donations that arrive are judged by their donor's deferrals under every document confirmed to be theirs. */
export const judgeArrived = (
  arrived: readonly Arrived[],
  { linked, donors }: Pick<PeopleFacts, 'linked' | 'donors'>,
): readonly LocatedVerdict[] =>
  arrived.flatMap((donation) =>
    [...(linked.get(donation.donorKey) ?? [])]
      .flatMap((key) => donors.get(key)?.deferrals ?? [])
      .filter((deferral) => barsBlood(deferral) && isDeferralActive(deferral, donation.day))
      .map((deferral) => verdictOf(donation, deferral)),
  );

/** A deferral that somebody has just placed on the list, whether or not the same stood there before. */
export interface JustPlaced {
  readonly donorKey: string;
  readonly deferral: Pick<HeldDeferral, 'reason' | 'until'>;
}

/** How many people are looked up at once when a whole list changes. */
const peopleAtOnce = 500;

/**
 * A deferral that comes after the donation: what these people gave within the look-back is judged again. A deferral does not say
 * since when its ground was there, so that the look-back and its end decide which donations it tells against. What was just placed
 * tells against a unit again that was released before.
 */
export async function judgeEarlier(
  trx: StationTransaction,
  donorKeys: readonly string[],
  { lookBackDays }: JudgingSettings,
  nowMs: number,
  justPlaced: readonly JustPlaced[] = [],
): Promise<readonly LocatedVerdict[]> {
  const found: LocatedVerdict[] = [];
  const findings = new Set(
    justPlaced.map(({ donorKey, deferral }) => `${donorKey} ${causeOf(deferral)}`),
  );
  const longest = Math.max(lookBackDays.permanent, lookBackDays.temporary);
  const today = chinaDay(nowMs);
  for (let from = 0; from < donorKeys.length; from += peopleAtOnce) {
    const some = donorKeys.slice(from, from + peopleAtOnce);
    // The list may name them by another document, or by a hash key that came after the one they were recorded with.
    const linked = await linkedKeys(trx, some);
    const all = [...new Set([...linked.values()].flatMap((keys) => [...keys]))];
    const deferrals = deferralsOf(await indexed(trx, all));
    if (deferrals.size === 0) continue;
    // A day more than asked for: days are China's, the bound is a moment.
    const donations = await donationsOf(trx, all, nowMs - (longest + 1) * dayMs);
    const tells = (donation: KnownDonation, deferral: HeldDeferral): boolean => {
      const day = chinaDay(donation.preparedAtMs);
      const days = deferral.permanent ? lookBackDays.permanent : lookBackDays.temporary;
      return day >= addDays(today, -days) && isDeferralActive(deferral, day);
    };
    for (const [asked, keys] of linked) {
      const own = donations.filter(({ donorKey }) => keys.has(donorKey));
      for (const deferral of [...keys].flatMap((key) => deferrals.get(key) ?? [])) {
        const against = own.filter((donation) => tells(donation, deferral));
        const isNewFinding = findings.has(`${asked} ${causeOf(deferral)}`);
        found.push(
          ...against.map((donation) => ({ ...verdictOf(donation, deferral), isNewFinding })),
        );
      }
    }
  }
  return found;
}

const deferralsOf = (donors: ReadonlyMap<string, IndexedDonor>) =>
  new Map(
    [...donors].flatMap(([key, { deferrals }]): [string, HeldDeferral[]][] => {
      const barring = deferrals.filter(barsBlood);
      return barring.length > 0 ? [[key, barring]] : [];
    }),
  );
