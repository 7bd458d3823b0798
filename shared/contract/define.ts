import type { z } from 'zod';
import type { Role } from '../roles.ts';

interface Declaration<Kind extends string, I extends z.ZodType, O extends z.ZodType> {
  readonly kind: Kind;
  /** Anyone signed in may ask when empty; otherwise one of these roles is needed. */
  readonly roles: readonly Role[];
  readonly input: I;
  readonly output: O;
}

/** Reads; changes nothing. */
export type Query<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Declaration<
  'query',
  I,
  O
>;
/** Changes the store in one transaction, with its journal entries and its reply; carries a command id. */
export type Command<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Declaration<
  'command',
  I,
  O
>;
/** Works on the world outside (a device, the network) and stores nothing by itself. */
export type Action<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Declaration<
  'action',
  I,
  O
>;

export type AnyCall = Query | Command | Action;

export const query = <I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  roles: readonly Role[] = [],
): Query<I, O> => ({ kind: 'query', roles, input, output });

export const command = <I extends z.ZodType, O extends z.ZodType>(
  roles: readonly Role[],
  input: I,
  output: O,
): Command<I, O> => ({ kind: 'command', roles, input, output });

export const action = <I extends z.ZodType, O extends z.ZodType>(
  roles: readonly Role[],
  input: I,
  output: O,
): Action<I, O> => ({ kind: 'action', roles, input, output });

export type InputOf<C extends AnyCall> = z.output<C['input']>;
export type OutputOf<C extends AnyCall> = z.output<C['output']>;
