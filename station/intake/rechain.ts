import { err, ok, type Result } from '../../shared/result.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { type Hashing, type Head, sealText } from '../../shared/journal/chain.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import type { Batch, SentEntry } from '../../shared/sync/station-api.ts';

/** An entry whole again, with the canonical text of its body that was hashed: it is what the journal keeps. */
export type ReceivedEntry = Entry & { readonly bodyText: string };

/**
 * Makes the entries of a batch whole again: numbers, hashes and the chain follow from what was sent. Refuses when the result does
 * not end in the head that was sent, so that a batch changed on the way is never kept.
 */
export function rechain(
  hashing: Hashing,
  batch: Batch,
): Result<readonly ReceivedEntry[], 'broken-chain' | 'not-a-batch'> {
  const keys = new Map(batch.dayKeys.map(({ day, keyHex }) => [day, keyHex]));
  const entries: ReceivedEntry[] = [];
  let head: Head = { seq: batch.fromSeq - 1, hash: batch.prevHash };
  for (const { body, ...open } of batch.entries) {
    const key = keys.get(open.day);
    if (key === undefined) return err('broken-chain');
    if (!isStorable(batch.epoch, open)) return err('not-a-batch');
    let bodyText: string;
    let sealed: Omit<Entry, 'body'>;
    try {
      bodyText = canonicalJson(body);
      sealed = sealText(hashing, key, head, { ...open, epoch: batch.epoch }, bodyText);
    } catch {
      // No vehicle can have hashed an entry that canonical JSON cannot carry.
      return err('not-a-batch');
    }
    entries.push({ ...sealed, body, bodyText });
    head = sealed;
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
