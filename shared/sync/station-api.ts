/**
 * The station's interface, declared once: the station serves it (and its OpenAPI document), the vehicle checks replies with it.
 *
 * Up: a batch is a run of journal entries without gaps. The station keeps whole batches in one transaction, ignores repeats, and
 * answers for exactly the entries sent. Its verdict never decides whether an entry is kept: what its rules reject is kept and set
 * aside with a reason. Hashes of entries do not travel (they do not compress): the receiver recomputes them and compares the head.
 *
 * Down: the small tables in one document, the donor index in pages by cursor.
 */
import { z } from 'zod';
import { entry, hash } from '../journal/entry.ts';
import { epochId, vehicleId } from '../ids.ts';
import { indexedDonor } from '../domain/donor/indexed-donor.ts';
import { stationData } from './station-data.ts';

export const entriesPerBatchMax = 500;
export const batchBytesMax = 4 * 1024 * 1024;

/** An entry as sent: what follows from the rest (epoch, sequence, hashes) is left out. */
export const sentEntry = entry.omit({
  epoch: true,
  seq: true,
  prevHash: true,
  hash: true,
  bodyHash: true,
});
export type SentEntry = Readonly<z.infer<typeof sentEntry>>;

export const batch = z.strictObject({
  vehicle: vehicleId,
  epoch: epochId,
  fromSeq: z.int().min(1),
  /** Hash of the entry before `fromSeq`. */
  prevHash: hash,
  entries: z.array(sentEntry).min(1).max(entriesPerBatchMax),
  /** Hash of the last entry sent: equal after recomputing, or the batch was changed on the way. */
  headHash: hash,
  /** Keys of the days the batch touches, 32 bytes as hex. */
  dayKeys: z.array(z.strictObject({ day: z.iso.date(), keyHex: hash })).max(31),
  /**
   * Entries of a laptop that was restored and went on: they share the beginning of `epoch` and part from what the station holds of it.
   * The station keeps what is beyond the last common entry as a chain of its own under this name.
   */
  branch: epochId.optional(),
});
export type Batch = Readonly<z.infer<typeof batch>>;

/** Why a kept entry waits for a person at the station. */
export const setAsideReason = z.enum([
  'donor-deferred',
  'din-seen-before',
  'din-outside-range',
  'interval-broken',
  'time-impossible',
  'operator-unknown',
  'rule-set-not-in-force',
  'registered-elsewhere',
  'seal-not-valid',
  'unknown-entry',
]);

export const batchReply = z.strictObject({
  /** The entries it answers for, first and last: an old answer about others has not their verdicts. */
  fromSeq: z.int().min(1),
  throughSeq: z.int().min(1),
  /** Every entry up to and including this one is on the station's disk. */
  heldThroughSeq: z.int().min(0),
  headHash: hash,
  setAside: z.array(z.strictObject({ seq: z.int().min(1), reason: setAsideReason })),
  stationNowMs: z.int(),
});
export type BatchReply = Readonly<z.infer<typeof batchReply>>;

export const refusalKinds = [
  'gap',
  'fork',
  'broken-chain',
  'wrong-vehicle',
  'not-a-batch',
  'too-large',
] as const;

/** Refusals of a batch; nothing of it was kept. */
export const batchRefusal = z.strictObject({
  error: z.enum(refusalKinds),
  /** What the station holds of this epoch, so that the vehicle can go on from there. */
  heldThroughSeq: z.int().min(0),
  sentence: z.string(),
});
export type BatchRefusal = Readonly<z.infer<typeof batchRefusal>>;

export const donorPage = z.strictObject({
  indexVersion: z.int().min(1),
  donors: z.array(indexedDonor).max(5000),
  /** null on the last page. */
  nextCursor: z.string().max(128).nullable(),
});
export type DonorPage = Readonly<z.infer<typeof donorPage>>;

/** Numbers as runs: `count` consecutive ones from `firstDin`. */
export const dinRun = z.strictObject({
  firstDin: z.string().length(13),
  count: z.int().min(1),
});
export type DinRun = Readonly<z.infer<typeof dinRun>>;

/** No range has more gaps than numbers, and no laptop more than this; beyond it the station sends what covers them. */
export const dinRunsMax = 5000;

/** `data`, what it takes to find a donor in the index (the key of the keyed hash), and which of the laptop's numbers are used up. */
export const vehicleReference = z.strictObject({
  data: stationData,
  /** Of this laptop's ranges: what the station knows as used, so that an older copy of the laptop uses none of them again. */
  dinsUsed: z.array(dinRun).max(dinRunsMax),
  donorHashKeyHex: hash,
  indexVersion: z.int().min(1),
  indexDonors: z.int().min(0),
  stationNowMs: z.int(),
});
export type VehicleReference = Readonly<z.infer<typeof vehicleReference>>;

export const holding = z.strictObject({ heldThroughSeq: z.int().min(0), headHash: hash });

/** What the laptop has of the epoch it asks about: a station that holds more, or other entries, knows that this is an older copy. */
export const holdingQuery = z.object({
  seq: z.coerce.number().int().min(1).optional(),
  hash: hash.optional(),
});

/**
 * Open to anybody: its header carries a nonce, so that a batch need not be sent to be told that one is missing. `dictionaries`: SHA-256
 * of those the station unpacks with (dictionary.ts).
 */
export const greeting = z.object({
  stationNowMs: z.int(),
  dictionaries: z.array(hash).max(32).default([]),
});

export const paths = {
  greeting: '/v1/greeting',
  enrol: '/v1/enrol',
  entries: '/v1/vehicle/entries',
  reference: '/v1/vehicle/reference',
  donors: '/v1/vehicle/donors',
  verdicts: '/v1/vehicle/verdicts',
  holding: '/v1/vehicle/epochs/:epoch',
} as const;
