import { foldTyped } from '../../codes/fold.ts';
import { type PersonKey, personKey } from '../../ids.ts';
import type { KeyedHash } from './donor-key.ts';

/** Changes when the folding changes, because every key in the index would then be another. */
const SCHEME = 'person/1';

/**
 * The key under which the same person is found again with another document or a renewed card: name, birth date and sex. Twins of
 * one name and strangers of one name share it, so it only ever proposes; a person decides. Middle dots of names (·) are folded.
 */
export const personKeyOf = (
  person: { readonly name: string; readonly birthDate: string; readonly sex: string },
  keyedHash: KeyedHash,
): PersonKey => {
  const name = foldTyped(person.name).replace(/[·•‧・.]/gu, '');
  return personKey.parse(keyedHash(`${SCHEME}|${name}|${person.birthDate}|${person.sex}`));
};
