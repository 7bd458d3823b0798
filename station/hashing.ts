import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { Hashing } from '../shared/journal/chain.ts';

/** Node's hash functions for the journal's chain. The entries of a batch share a day's key, so the last one is kept imported. */
export const nodeHashing: Hashing = {
  sha256: (text) => hash('sha256', text),
  hmacSha256: (keyHex, text) => createHmac('sha256', imported(keyHex)).update(text).digest('hex'),
};

let last: { readonly keyHex: string; readonly key: KeyObject } | undefined;

function imported(keyHex: string): KeyObject {
  if (last?.keyHex !== keyHex) {
    last = { keyHex, key: createSecretKey(Buffer.from(keyHex, 'hex')) };
  }
  return last.key;
}
