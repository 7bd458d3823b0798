import type { Identity } from '../../shared/journal/bodies/donor.ts';

/** `3406 **** **** 0030`: enough to compare with the card, not enough to copy. The stars do not tell the length. */
export const maskDocument = (number: string): string =>
  number.length < 12
    ? `${number.slice(0, 1)}**** ****${number.slice(-2)}`
    : `${number.slice(0, 4)} **** **** ${number.slice(-4)}`;

/** True when the document had run out on that day. */
export const isExpired = (identity: Identity, today: string): boolean =>
  identity.validTo !== null && identity.validTo < today;
