import type { RuleSet } from '../../shared/domain/screening/schema.ts';
import { horizonMs, judgeIntervals } from '../judging/interval.ts';
import { donationsOf } from '../judging/past-donations.ts';
import { linkedKeys } from '../judging/people.ts';
import { indexed } from '../judging/people-facts.ts';
import type { LocatedVerdict } from '../judging/verdict.ts';
import type { StationTransaction } from '../store/database.ts';
import type { KnownEntry } from './known-entry.ts';

/** Donors of whom a registrar confirmed another document. */
export const linkedIn = (understood: readonly KnownEntry[]): readonly string[] =>
  understood.flatMap(({ type, body }) =>
    type === 'donor.registered' && body.samePersonAs.length > 0 ? [body.donorKey] : [],
  );

/** What these people gave before it was known which documents are theirs: the draws under one are judged against those under the others. */
export async function judgeLinked(
  trx: StationTransaction,
  donorKeys: readonly string[],
  ruleSets: readonly RuleSet[],
  nowMs: number,
): Promise<readonly LocatedVerdict[]> {
  if (donorKeys.length === 0) return [];
  const people = [...(await linkedKeys(trx, donorKeys)).values()];
  const linked = new Map(people.flatMap((keys) => [...keys].map((key) => [key, keys] as const)));
  const donations = await donationsOf(trx, [...linked.keys()], nowMs - horizonMs);
  const donors = await indexed(trx, [...linked.keys()]);
  return judgeIntervals(trx, donations, { linked, donations, donors }, ruleSets);
}
