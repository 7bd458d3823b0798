import type { DonorKey } from '../../../shared/ids.ts';
import type { Visit } from '../store/reads/visit.ts';
import type { Context } from './context.ts';
import type { DonorRecord } from './donor-facts.ts';

/**
 * The records a visit counts: its own document's, and those the registrar confirmed to be the same person's. Each as the newest index
 * has it: a deferral that reached the vehicle after the registration counts at the decision. Where the index no longer knows the key
 * (it was made anew meanwhile), what was known at the registration stands.
 */
export function recordsOf(
  { donorIndex }: Pick<Context, 'donorIndex'>,
  { donorKey, samePersonAs, answer }: Visit,
): readonly DonorRecord[] {
  const newest = (key: DonorKey) => donorIndex()?.find(key);
  return [
    { key: donorKey, indexed: newest(donorKey) ?? answer.indexed },
    ...samePersonAs.map((key) => ({
      key,
      indexed: newest(key) ?? answer.others.find((other) => other.donorKey === key) ?? null,
    })),
  ];
}
