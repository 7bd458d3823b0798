import { z } from 'zod';
import { epochId, operatorId, sessionId } from '../ids.ts';

/** SHA-256 or HMAC-SHA-256 as 64 lower-case hexadecimal digits. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Before the first entry of an epoch there is nothing to chain to. */
export const noHash = '0'.repeat(64);

const headerFields = {
  /** New whenever a database is created or restored, so that a restored backup is never taken for a repeat. */
  epoch: epochId,
  /** 1, 2, 3 … without gaps within an epoch. Order is by this number, never by the clock. */
  seq: z.int().min(1),
  atMs: z.int(),
  /** Station clock minus vehicle clock when last compared, milliseconds; 0 before the first comparison. */
  clockOffsetMs: z.int(),
  /** The day (China standard time) whose key made `bodyHash`. */
  day: z.iso.date(),
  operator: operatorId,
  session: sessionId.nullable(),
  type: z.string().max(64),
  version: z.int().min(1),
  /** What the entry is about: a visit, a donation, a print job, a box. */
  subject: z.string().max(64).nullable(),
  bodyHash: hash,
  prevHash: hash,
};

export const entryHeader = z.strictObject(headerFields);
export type EntryHeader = Readonly<z.infer<typeof entryHeader>>;

/** A journal entry as the vehicle and the station keep it. `hash` covers the header, `bodyHash` covers `body`. */
export const entry = z.strictObject({
  ...headerFields,
  hash,
  body: z.record(z.string(), z.unknown()),
});
export type Entry = Readonly<z.infer<typeof entry>>;
