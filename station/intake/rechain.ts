import { err, ok, type Result } from '../../shared/result.ts';
import { type Hashing, type Head, sealEntry } from '../../shared/journal/chain.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import type { Batch, SentEntry } from '../../shared/sync/station-api.ts';

/**
 * Makes the entries of a batch whole again: numbers, hashes and the chain follow from what was sent. Refuses when the result does
 * not end in the head that was sent, so that a batch changed on the way is never kept.
 */
export function rechain(
  hashing: Hashing,
  batch: Batch,
): Result<readonly Entry[], 'broken-chain' | 'not-a-batch'> {
  const keys = new Map(batch.dayKeys.map(({ day, keyHex }) => [day, keyHex]));
  const entries: Entry[] = [];
  let head: Head = { seq: batch.fromSeq - 1, hash: batch.prevHash };
  for (const { body, ...open } of batch.entries) {
    const key = keys.get(open.day);
    if (key === undefined) return err('broken-chain');
    if (!isStorable(batch.epoch, open)) return err('not-a-batch');
    let entry: Entry;
    try {
      entry = sealEntry(hashing, key, head, { ...open, epoch: batch.epoch }, body);
    } catch {
      // No vehicle can have hashed a body that canonical JSON cannot carry.
      return err('not-a-batch');
    }
    entries.push(entry);
    head = { seq: entry.seq, hash: entry.hash };
  }
  return head.hash === batch.headHash ? ok(entries) : err('broken-chain');
}

// PostgreSQL has no U+0000 in text (bodies are kept as JSON, where it is written out), and its UUIDs forget their case: either
// would change a header that was hashed.
const isStorable = (epoch: string, { type, subject, session }: Omit<SentEntry, 'body'>): boolean =>
  !type.includes('\0') &&
  !(subject ?? '').includes('\0') &&
  epoch === epoch.toLowerCase() &&
  session === (session?.toLowerCase() ?? null);
