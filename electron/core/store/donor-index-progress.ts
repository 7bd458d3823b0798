import { z } from 'zod';
import { type ChangesPlace, changesPlace } from '../../../shared/sync/donor-changes.ts';
import { type Connection, createCompiler } from './connection.ts';

interface ProgressTable {
  progress: {
    one: 1;
    next_cursor: string | null;
    rows_done: number;
    version: number;
    after_key: string | null;
    donors: number;
  };
}

const sql = createCompiler<ProgressTable>();

export const progressSchema = `
CREATE TABLE IF NOT EXISTS progress (
  one INTEGER PRIMARY KEY CHECK (one = 1), next_cursor TEXT, rows_done INTEGER NOT NULL CHECK (rows_done IN (0, 1)),
  version INTEGER NOT NULL, after_key TEXT, donors INTEGER NOT NULL
) STRICT;`;

/** How far an index file has come. Whole: all rows, and nothing of a version begun. */
export interface Progress {
  /** Of the pages in the order of the keys; null at the beginning. */
  readonly cursor: string | null;
  readonly rowsDone: boolean;
  /** Changes up to here are in it; version 0 before the first page. */
  readonly place: ChangesPlace;
  readonly donors: number;
}

const progressRow = z.object({
  next_cursor: z.string().nullable(),
  rows_done: z.int(),
  version: z.int(),
  after_key: z.string().nullable(),
  donors: z.int(),
});

const nothing: Progress = {
  ...{ cursor: null, rowsDone: false, donors: 0 },
  place: { version: 0, donorKey: null },
};

export function progressOf(db: Connection): Progress {
  const found = db.first(sql.selectFrom('progress').selectAll());
  if (!found) return nothing;
  const row = progressRow.parse(found);
  return {
    ...{ cursor: row.next_cursor, rowsDone: row.rows_done === 1, donors: row.donors },
    place: changesPlace.parse({ version: row.version, donorKey: row.after_key }),
  };
}

export function keepProgress(db: Connection, { cursor, rowsDone, place, donors }: Progress): void {
  const row = {
    ...{ next_cursor: cursor, rows_done: rowsDone ? 1 : 0, donors },
    ...{ version: place.version, after_key: place.donorKey },
  };
  db.run(
    sql
      .insertInto('progress')
      .values({ one: 1, ...row })
      .onConflict((oc) => oc.column('one').doUpdateSet(row)),
  );
}
