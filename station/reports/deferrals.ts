import { sql } from 'kysely';
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { isDeferralActive } from '../../shared/domain/screening/assess-deferrals.ts';
import { ruleReasonsByCode } from '../../shared/domain/screening/rule-reasons.ts';
import type { HeldDeferral, RuleSet } from '../../shared/domain/screening/schema.ts';
import type { DeferralLine } from '../contract/deferrals.ts';
import type { InBoth } from '../contract/in-both.ts';
import type { CallOutput, CallReadInput } from '../contract/index.ts';
import { generationInUse } from '../reference/donor-keys.ts';
import { ruleSetsOf } from '../judging/rule-sets.ts';
import type { StationDb } from '../store/database.ts';

/** Donors looked at for one answer: a rare reason comes in several pages, some of them empty, and no request takes long. */
const donorsMax = 2000;

/** The deferral list by donors' keys: no names, no numbers of documents. */
export async function readDeferrals(
  db: StationDb,
  wanted: CallReadInput<'deferral.list'>,
  today: CivilDate,
): Promise<CallOutput<'deferral.list'>> {
  const { size, after, donorKey } = wanted;
  const names = reasonNames(await ruleSetsOf(db));
  const donors = await db
    .selectFrom('donor_index')
    .select('donor')
    .where(sql<boolean>`json_array_length(donor -> 'deferrals') > 0`)
    .where('generation', '=', await generationInUse(db))
    .$if(donorKey !== undefined, (q) => q.where('donor_key', '=', bytes(donorKey ?? '')))
    .$if(after !== undefined, (q) => q.where('donor_key', '>', bytes(after ?? '')))
    .orderBy('donor_key')
    .limit(donorsMax)
    .execute();
  const rows: DeferralLine[] = [];
  let seen = 0;
  let next: string | null = null;
  for (const { donor } of donors) {
    const known = indexedDonor.parse(donor);
    seen += 1;
    for (const deferral of known.deferrals) {
      const active = isDeferralActive(deferral, today);
      const words = names.get(deferral.reason) ?? null;
      if (!isWanted(deferral, words, active, wanted)) continue;
      rows.push({ ...toLine(known.donorKey, deferral, active), words: words && { ...words } });
    }
    // A donor's deferrals stay together.
    if (rows.length >= size || seen === donorsMax) {
      const isLast = seen === donors.length && donors.length < donorsMax;
      next = isLast ? null : known.donorKey;
      break;
    }
  }
  return { rows, next };
}

const bytes = (key: string): Buffer => Buffer.from(key, 'hex');

/** Every reason a rule set names, the newest set's words for it. */
const reasonNames = (sets: readonly RuleSet[]): ReadonlyMap<string, InBoth> =>
  new Map(
    sets.flatMap((set) => [
      ...set.limits.map(({ code, text }) => [code, text] as const),
      ...[...ruleReasonsByCode(set).values()].map(({ code, text }) => [code, text] as const),
    ]),
  );

function isWanted(
  { reason, until }: HeldDeferral,
  words: InBoth | null,
  active: boolean,
  wanted: CallReadInput<'deferral.list'>,
): boolean {
  if (wanted.show !== 'all' && active !== (wanted.show === 'active')) return false;
  const named = [reason, words?.zh, words?.en].join(' ').toLowerCase();
  if (wanted.reason && !named.includes(wanted.reason.toLowerCase())) return false;
  if (wanted.untilFrom !== undefined && (until === null || until < wanted.untilFrom)) return false;
  return wanted.untilTo === undefined || (until !== null && until <= wanted.untilTo);
}

const toLine = (
  donorKey: string,
  deferral: HeldDeferral,
  active: boolean,
): Omit<DeferralLine, 'words'> => ({
  ...{ donorKey, reason: deferral.reason, clause: deferral.clause },
  ...{ permanent: deferral.permanent, until: deferral.until, endedOn: deferral.endedOn, active },
  bars: deferral.bars === 'all' ? 'all' : [...deferral.bars],
});
