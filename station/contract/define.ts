import type { z } from 'zod';
import type { StationRole } from './roles.ts';

interface Declaration<Kind extends string, I extends z.ZodType, O extends z.ZodType> {
  readonly kind: Kind;
  /** `open`: needs no sign-in. Otherwise who is signed in must hold one of these. */
  readonly who: 'open' | readonly StationRole[];
  readonly input: I;
  readonly output: O;
  /** What a request of this call may weigh. */
  readonly bytesMax: number;
}

/** Reads; changes nothing. */
export type Query<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Declaration<
  'query',
  I,
  O
>;
/** Changes something; who did it, when and to what is kept in `station_act`. */
export type Command<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Declaration<
  'command',
  I,
  O
>;
export type AnyCall = Query | Command;

/** Enough for every form of the page; a file says its own. */
const formBytesMax = 16 * 1024;

export const query = <I extends z.ZodType, O extends z.ZodType>(
  who: Query['who'],
  input: I,
  output: O,
  bytesMax = formBytesMax,
): Query<I, O> => ({ kind: 'query', who, input, output, bytesMax });

export const command = <I extends z.ZodType, O extends z.ZodType>(
  who: Command['who'],
  input: I,
  output: O,
  bytesMax = formBytesMax,
): Command<I, O> => ({ kind: 'command', who, input, output, bytesMax });

/** What the page sends. */
export type InputOf<C extends AnyCall> = z.input<C['input']>;
/** What a handler is given. */
export type ReadInputOf<C extends AnyCall> = z.output<C['input']>;
export type OutputOf<C extends AnyCall> = z.output<C['output']>;
