import { foldTyped } from '../../codes/fold.ts';
import { idNumberCheckCharacter } from '../../codes/id-number.ts';
import { donorKey, type DonorKey } from '../../ids.ts';
import { err, ok, type Result } from '../../result.ts';

export type DocumentType = 'resident-id' | 'hmt-permit' | 'foreigner-id' | 'other';

/** HMAC-SHA-256 of the UTF-8 text under the station's key, 64 lower-case hex digits. */
export type KeyedHash = (text: string) => string;

export type DocumentRefusal = 'document-number-empty' | 'document-number-unreadable';

/** Changes when the folding below changes, because every key in the index would then be another. */
const SCHEME = 'donor-document/1';

const NUMBER = /^[0-9A-Z]{5,32}$/u;

/** A 15-digit number of before 1999 is the 18-digit one without century and check character (GB 11643). */
const lengthenOldNumber = (number: string): string => {
  const first17 = `${number.slice(0, 6)}19${number.slice(6)}`;
  return `${first17}${idNumberCheckCharacter(first17) ?? ''}`;
};

/**
 * The one text for a document number however it was typed, scanned or read: full-width forms, case, spaces and
 * hyphens folded, old resident numbers lengthened. Two kinds of document never share a text.
 */
export const canonicalDocument = (
  type: DocumentType,
  number: string,
): Result<string, DocumentRefusal> => {
  const folded = foldTyped(number).replace(/[-‐–—()]/gu, '');
  if (folded.length === 0) return err('document-number-empty');
  if (!NUMBER.test(folded)) return err('document-number-unreadable');
  const isOld = type === 'resident-id' && /^[0-9]{15}$/u.test(folded);
  return ok(`${SCHEME}|${type}|${isOld ? lengthenOldNumber(folded) : folded}`);
};

/** The key a donor is known by outside his or her own entries. A hash that is not 64 hex digits is our bug. */
export const donorKeyOf = (
  type: DocumentType,
  number: string,
  keyedHash: KeyedHash,
): Result<DonorKey, DocumentRefusal> => {
  const text = canonicalDocument(type, number);
  return text.ok ? ok(donorKey.parse(keyedHash(text.value))) : text;
};
