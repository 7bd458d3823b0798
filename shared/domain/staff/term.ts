import { z } from 'zod';

/** From when until when somebody of the staff may act, milliseconds; `untilMs` is the first moment after it, null: without end. */
export const staffTerm = z.strictObject({ sinceMs: z.int(), untilMs: z.int().nullable() });
export type StaffTerm = Readonly<z.infer<typeof staffTerm>>;

export type TermState = 'in-force' | 'not-begun' | 'ended';

/** Whether a term holds at a moment. Without a term somebody on the list always may act. */
export function termState(term: StaffTerm | undefined, atMs: number): TermState {
  if (term === undefined) return 'in-force';
  if (atMs < term.sinceMs) return 'not-begun';
  return term.untilMs !== null && atMs >= term.untilMs ? 'ended' : 'in-force';
}
