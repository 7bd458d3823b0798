/** How an attempt ended: `answered` is final, `unanswered` may be asked again and must then be the same command. */
export type AttemptEnd = 'answered' | 'unanswered';

export interface Intents {
  /** The command id for this input: a new one, or the one of an attempt that was never answered. */
  readonly idFor: (input: unknown) => string;
  readonly ended: (input: unknown, end: AttemptEnd) => void;
}

const openMax = 16;

/**
 * Gives one id to one intent. A person who presses again after a lost reply means the same thing once:
 * the core recognises the id and returns its first reply.
 */
export function createIntents(newId: () => string): Intents {
  const open = new Map<string, string>();
  return {
    idFor: (input) => {
      const key = JSON.stringify(input);
      const known = open.get(key);
      if (known !== undefined) return known;
      const oldest = open.keys().next();
      if (open.size >= openMax && oldest.done !== true) open.delete(oldest.value);
      const id = newId();
      open.set(key, id);
      return id;
    },
    ended: (input, end) => {
      if (end === 'answered') open.delete(JSON.stringify(input));
    },
  };
}
