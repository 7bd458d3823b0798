import type { Board } from '../board/view-model.ts';
import type { Sentence } from '../../text/index.ts';

/** What may be a box's code: letters, digits and hyphens. */
export const boxCode = /^[A-Za-z0-9-]{2,32}$/;

type DonationOnCard = NonNullable<Board['cards'][number]['donation']>;

export interface ToTakeOut {
  readonly donationId: DonationOnCard['donationId'];
  readonly din: string;
  readonly box: string;
}

/** Units the station held after they were packed, still in a box among others. */
export const toTakeOut = ({ cards }: Pick<Board, 'cards'>): readonly ToTakeOut[] =>
  cards.flatMap(({ donation }) =>
    donation?.toTakeOut === true && donation.box !== null
      ? [{ donationId: donation.donationId, din: donation.din, box: donation.box }]
      : [],
  );

export type BagScan =
  | { readonly kind: 'take-out'; readonly reason: 'held' | 'wrong-box' }
  | { readonly kind: 'pack' }
  | { readonly kind: 'refuse'; readonly sentence: Sentence };

/** What a bag's label means here: a held unit among others comes out first, whatever else is being done. */
export function bagScan(
  board: Pick<Board, 'cards'>,
  din: string,
  { box, isTakingOut }: { readonly box: string; readonly isTakingOut: boolean },
): BagScan {
  if (toTakeOut(board).some((unit) => unit.din === din))
    return { kind: 'take-out', reason: 'held' };
  if (isTakingOut) return { kind: 'take-out', reason: 'wrong-box' };
  return box === '' ? { kind: 'refuse', sentence: { key: 'pack.box-first' } } : { kind: 'pack' };
}
