import { z } from 'zod';
import { sessionId } from '../../shared/ids.ts';
import type { QueryName } from '../contract/index.ts';
import { completionBy } from '../contract/plans.ts';
import type { StationDeps } from '../http/app.ts';
import { readCompletion } from '../plan/completion.ts';
import { dinFates } from '../reference/din-fates.ts';
import { completionSheet } from '../reports/completion-table.ts';
import { toFateLine } from '../reports/fate-line.ts';
import { fateSheet } from '../reports/fate-sheet.ts';
import { readSessionNumbers } from '../reports/session-numbers.ts';
import { sessionPlace } from '../reports/sessions.ts';
import type { Sheet } from '../reports/sheet.ts';
import { yearInChina } from '../reports/today.ts';
import { holdsList, holdsSheet } from '../set-aside/holds.ts';

/** A table that is also a file: who may see the call on the page may take it away. */
export interface SheetFile {
  readonly call: QueryName;
  /** What stands behind the ? of its address. */
  readonly wanted: z.ZodType;
  /** undefined: there is no such thing. */
  readonly read: (deps: StationDeps, query: unknown, nowMs: number) => Promise<Sheet | undefined>;
}

const file = <W extends z.ZodType>(
  call: QueryName,
  wanted: W,
  read: (deps: StationDeps, query: z.output<W>, nowMs: number) => Promise<Sheet | undefined>,
): SheetFile => ({
  call,
  wanted,
  read: (deps, query, nowMs) => read(deps, wanted.parse(query), nowMs),
});

/** By the name of the file, without what it ends in. */
export const sheetFiles: Readonly<Record<string, SheetFile>> = {
  holds: file('hold.list', z.object({}), async ({ db }) => holdsSheet(await holdsList(db))),
  completion: file(
    'completion.get',
    z.object({
      year: z.coerce.number().int().min(2000).max(2200).optional(),
      by: completionBy.default('unit'),
    }),
    async ({ db }, { year, by }, nowMs) =>
      completionSheet(await readCompletion(db, year ?? yearInChina(nowMs)), by),
  ),
  'din-fates': file(
    'din-range.fates',
    z.object({ range: z.string().max(64) }),
    async ({ db }, { range }) => {
      const fates = await dinFates(db, range);
      return fates && fateSheet(fates.runs.map(toFateLine));
    },
  ),
  'session-numbers': file(
    'session.numbers',
    z.object({ session: sessionId }),
    async ({ db }, { session }) => {
      const place = await sessionPlace(db, session);
      return place && fateSheet((await readSessionNumbers(db, place)).lines);
    },
  ),
};
