import { z } from 'zod';
import { asciiToBytes } from './bytes.ts';
import { linesFeed, linesInitial, type LinesState } from './lines.ts';
import { CARD_PHOTO_BYTES, CARD_TEXT_BYTES } from './sam-id-card.ts';
import type { Step } from './step.ts';

/**
 * The contract between this program and a sidecar: a program of its own that has a card reader's vendor library, or PC/SC,
 * and gives what the reader read. One JSON object a line, ASCII, either direction. `docs/id-reader-sidecar.md` is its prose.
 */
export const SIDECAR_PROTOCOL = 1;

// A card is 512 + 2048 hexadecimal digits and some words.
export const SIDECAR_LINE_BYTES_MAX = 8192;

const hex = (bytes: number) =>
  z
    .string()
    .length(bytes * 2)
    .regex(/^[0-9A-Fa-f]+$/u);
const name = z.string().min(1).max(80);
const samId = z.string().min(1).max(64).nullable();

/** What a sidecar sends. Properties that are not listed are left for later versions and ignored. */
export const sidecarMessage = z.discriminatedUnion('type', [
  /** Answers ours; nothing else is listened to before it. */
  z.object({
    type: z.literal('hello'),
    protocol: z.int().min(1).max(999),
    /** Name and version of the sidecar. */
    program: name,
    reader: z.object({ model: name.nullable(), samId }).nullable(),
  }),
  z.object({ type: z.literal('state'), state: z.enum(['ready', 'busy', 'absent']) }),
  z.object({
    type: z.literal('card'),
    /** The card's text block as the reader gave it: 256 bytes, UTF-16LE fields. */
    text: hex(CARD_TEXT_BYTES),
    /** The photo as on the card: 1024 bytes, WLT. Null when the library keeps it to itself. */
    photo: hex(CARD_PHOTO_BYTES).nullable(),
    samId,
  }),
  z.object({ type: z.literal('removed') }),
  z.object({
    type: z.literal('problem'),
    problem: z.enum(['card-lifted', 'bad-checksum', 'no-reply', 'card-refused']),
    /** The library's own code, for the log. */
    status: z.string().max(60).nullable(),
  }),
  z.object({ type: z.literal('beat') }),
]);
export type SidecarMessage = Readonly<z.infer<typeof sidecarMessage>>;

/** What this program sends. */
export type SidecarRequest =
  | { readonly type: 'hello'; readonly protocols: readonly number[]; readonly app: string }
  /** Reset the reader, if the library can. */
  | { readonly type: 'reset' }
  | { readonly type: 'beat' };

export type SidecarEvent =
  | { readonly kind: 'message'; readonly message: SidecarMessage }
  /** A type this version does not know: passed over. */
  | { readonly kind: 'unknown-message' }
  | {
      readonly kind: 'bad-line';
      readonly reason: 'too-long' | 'not-ascii' | 'not-json' | 'not-the-contract';
    };

export interface SidecarState {
  readonly lines: LinesState;
}
export const sidecarInitial: SidecarState = { lines: linesInitial };

const KNOWN_TYPES = new Set<unknown>(sidecarMessage.options.map((each) => each.shape.type.value));

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is named below; the text itself may be a card's and goes nowhere.
    return undefined;
  }
};

const eventOf = (line: string): SidecarEvent => {
  if (!/^[\t\x20-\x7e]*$/u.test(line)) return { kind: 'bad-line', reason: 'not-ascii' };
  const json = parseJson(line);
  if (typeof json !== 'object' || json === null) return { kind: 'bad-line', reason: 'not-json' };
  const read = sidecarMessage.safeParse(json);
  if (read.success) return { kind: 'message', message: read.data };
  const type = 'type' in json ? json.type : undefined;
  return typeof type === 'string' && !KNOWN_TYPES.has(type)
    ? { kind: 'unknown-message' }
    : { kind: 'bad-line', reason: 'not-the-contract' };
};

export const sidecarFeed = (
  state: SidecarState,
  bytes: Uint8Array,
): Step<SidecarState, SidecarEvent> => {
  const step = linesFeed({ lineBytesMax: SIDECAR_LINE_BYTES_MAX }, state.lines, bytes);
  const events = step.events.map(
    (event): SidecarEvent =>
      event.kind === 'line' ? eventOf(event.text) : { kind: 'bad-line', reason: 'too-long' },
  );
  return { state: { lines: step.state }, events };
};

export const sidecarRequestBytes = (request: SidecarRequest): Uint8Array =>
  asciiToBytes(`${JSON.stringify(request)}\n`);
