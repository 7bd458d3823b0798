import { err, ok, type Result } from '../result.ts';
import { canonicalJson } from './canonical.ts';
import { type Entry, type EntryHeader, noHash } from './entry.ts';

/** Hash functions are passed in, so that this folder stays pure. Text is hashed as UTF-8; results are lower-case hex. */
export interface Hashing {
  readonly sha256: (text: string) => string;
  readonly hmacSha256: (keyHex: string, text: string) => string;
}

/** The day's random key, 32 bytes as hex; undefined once retention has ended and it was destroyed. */
export type DayKey = (day: string) => string | undefined;

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export const emptyHead: Head = { seq: 0, hash: noHash };

export type ChainFault =
  | 'gap'
  | 'wrong-previous-hash'
  | 'wrong-hash'
  | 'wrong-body-hash'
  | 'wrong-epoch'
  | 'no-day-key';

export interface ChainBreak {
  readonly fault: ChainFault;
  readonly seq: number;
}

export const bodyHashOf = (hashing: Hashing, dayKeyHex: string, body: Entry['body']): string =>
  hashing.hmacSha256(dayKeyHex, canonicalJson(body));

export function headerHash(hashing: Hashing, header: EntryHeader): string {
  return hashing.sha256(canonicalJson(header));
}

/** Closes a header over its body and the entry before it. */
export const sealEntry = (
  hashing: Hashing,
  dayKeyHex: string,
  head: Head,
  open: Omit<EntryHeader, 'seq' | 'bodyHash' | 'prevHash'>,
  body: Entry['body'],
): Entry => ({ ...sealText(hashing, dayKeyHex, head, open, canonicalJson(body)), body });

/** The same over the body's canonical text, for who has it already. */
export function sealText(
  hashing: Hashing,
  dayKeyHex: string,
  head: Head,
  open: Omit<EntryHeader, 'seq' | 'bodyHash' | 'prevHash'>,
  bodyText: string,
): Omit<Entry, 'body'> {
  // In the order in which it is hashed: canonical JSON then has nothing to sort.
  const header: EntryHeader = {
    atMs: open.atMs,
    bodyHash: hashing.hmacSha256(dayKeyHex, bodyText),
    clockOffsetMs: open.clockOffsetMs,
    day: open.day,
    epoch: open.epoch,
    operator: open.operator,
    prevHash: head.hash,
    seq: head.seq + 1,
    session: open.session,
    subject: open.subject,
    type: open.type,
    version: open.version,
  };
  return { ...header, hash: headerHash(hashing, header) };
}

/** Checks that `entry` follows `head` in `epoch` and that nothing in it was changed. The answer names the first fault. */
export function checkLink(
  hashing: Hashing,
  dayKey: DayKey,
  epoch: string,
  head: Head,
  entry: Entry,
): Result<Head, ChainBreak> {
  const broken = (fault: ChainFault) => err({ fault, seq: entry.seq });
  if (entry.epoch !== epoch) return broken('wrong-epoch');
  if (entry.seq !== head.seq + 1) return broken('gap');
  if (entry.prevHash !== head.hash) return broken('wrong-previous-hash');
  const { hash, body, ...header } = entry;
  if (madeHash(() => headerHash(hashing, header)) !== hash) return broken('wrong-hash');
  const key = dayKey(entry.day);
  if (key === undefined) return broken('no-day-key');
  if (madeHash(() => bodyHashOf(hashing, key, body)) !== entry.bodyHash) {
    return broken('wrong-body-hash');
  }
  return ok({ seq: entry.seq, hash });
}

/** What canonical JSON cannot carry (half of a surrogate pair) was never hashed: it is a changed entry, not a fault of ours. */
function madeHash(make: () => string): string | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
