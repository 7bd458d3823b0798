import type { PrintState } from '../session/reconcile.ts';

export type PrintedDonation = {
  readonly state: 'prepared' | 'started' | 'stopped' | 'packed' | 'spoiled';
  readonly labels: readonly { readonly scanned: boolean }[];
};

/**
 * Whether only a person can say what became of a print job: nobody knows how much of it left, or its labels can be scanned back no
 * more, because those of an earlier copy were, or the bag is packed.
 */
export function isPrintInDoubt(
  job: { readonly state: PrintState; readonly prints: 'set' | 'bag-label' },
  { state, labels }: PrintedDonation,
): boolean {
  if (job.state === 'uncertain') return true;
  if (job.state !== 'sent') return false;
  return job.prints === 'set'
    ? state !== 'prepared' || labels.every(({ scanned }) => scanned)
    : state === 'packed';
}
