import { createHash, createHmac } from 'node:crypto';
import type { Hashing } from '../shared/journal/chain.ts';

/** Node's hash functions for the journal's chain. */
export const nodeHashing: Hashing = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  hmacSha256: (keyHex, text) =>
    createHmac('sha256', Buffer.from(keyHex, 'hex')).update(text, 'utf8').digest('hex'),
};
