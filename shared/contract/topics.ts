import { z } from 'zod';

/** What a scan means, wherever it happens. The screen on top takes it or says aloud that it did not. */
export const scanMeaning = z.discriminatedUnion('kind', [
  /** `known` names the donation the number belongs to in this session, if any. */
  z.strictObject({
    kind: z.literal('din'),
    din: z.string(),
    flags: z.string(),
    dinText: z.string(),
    visitId: z.uuid().nullable(),
    ticket: z.int().nullable(),
  }),
  /** The number of a document that a donor in this session was registered with. */
  z.strictObject({ kind: z.literal('donor'), visitId: z.uuid(), ticket: z.int() }),
  /** `shown` is the text for the screen that wants it; `said` describes a code that nobody wanted, and holds no document's number. */
  z.strictObject({
    kind: z.literal('other'),
    what: z.enum(['bag-lot', 'box', 'badge', 'document', 'isbt', 'unknown']),
    shown: z.string(),
    said: z.string(),
  }),
  /** Not to be used. `shown`: the code as it came, null when only bytes came that are no text. */
  z.strictObject({
    kind: z.literal('garbage'),
    problem: z.string(),
    shown: z.string().nullable(),
  }),
]);

/** Messages pushed to the page. `changed` says which queries to ask again; the rest happen once. */
export const topics = {
  changed: z.strictObject({
    areas: z.array(z.enum(['app', 'session', 'devices', 'sync'])).min(1),
  }),
  'scan.received': z.strictObject({
    scanId: z.uuid(),
    /** The id of the scanner it came from, as in `device.list`. */
    origin: z.string(),
    raw: z.string(),
    meaning: scanMeaning,
  }),
  'id-card.read': z.strictObject({ cardReadId: z.uuid() }),
  /** The card was taken off the reader, as far as the reader can tell. */
  'id-card.removed': z.strictObject({}),
  /** Key of a sentence that says what to do: put the card back, wait, type the number. */
  'id-card.problem': z.strictObject({ problem: z.string() }),
  'scale.weighed': z.strictObject({
    grams: z.number(),
    stable: z.boolean(),
    volumeMl: z.int(),
    /** The device's own serial number, or what it is plugged in as. */
    device: z.string(),
    frame: z.string(),
    atMs: z.int(),
  }),
  'blood-pressure.measured': z.strictObject({
    systolicMmHg: z.int(),
    diastolicMmHg: z.int(),
    pulsePerMin: z.int(),
    device: z.string(),
    frame: z.string(),
    atMs: z.int(),
  }),
} as const;

export type Topic = keyof typeof topics;
/** What devices say: each is told to one machine. */
export type DeviceTopic = Exclude<Topic, 'changed'>;
export type TopicMessage<T extends Topic> = z.output<(typeof topics)[T]>;
export const isTopic = (name: string): name is Topic => Object.hasOwn(topics, name);
