import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Hashing } from '../shared/journal/chain.ts';

/** Node's hash functions for the journal's chain. */
export const nodeHashing: Hashing = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  hmacSha256: createHmacSha256(),
};

// Making a key costs as much as ten hashes, and entries come in runs of one day, which has one key.
function createHmacSha256(): Hashing['hmacSha256'] {
  let last: { readonly keyHex: string; readonly key: KeyObject } | undefined;
  return (keyHex, text) => {
    if (last?.keyHex !== keyHex) last = { keyHex, key: createSecretKey(keyHex, 'hex') };
    return createHmac('sha256', last.key).update(text, 'utf8').digest('hex');
  };
}
