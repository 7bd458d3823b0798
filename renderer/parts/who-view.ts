import type { Identity } from '../../shared/journal/bodies/donor.ts';

/** `3406 **** **** 0030`: enough to compare with the card, not enough to copy. */
export function maskDocument(number: string): string {
  if (number.length < 9) return `${number.slice(0, 2)}****${number.slice(-2)}`;
  const hidden = number.length - 8;
  const stars = '*'.repeat(hidden).match(/.{1,4}/g) ?? [];
  return [number.slice(0, 4), ...stars, number.slice(-4)].join(' ');
}

/** True when the document had run out on that day. */
export const isExpired = (identity: Identity, today: string): boolean =>
  identity.validTo !== null && identity.validTo < today;
