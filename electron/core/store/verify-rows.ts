import { type Connection, isUnreadable, sql } from './connection.ts';
import { type ProjectedTable, rowNames } from './tables.ts';

export interface DifferentRow {
  readonly kind: 'different-row';
  readonly table: string;
  /** What names the row: its identifiers; empty when the table cannot be read at all. */
  readonly row: string;
  readonly what: 'missing' | 'changed' | 'not in the journal' | 'unreadable';
}

type Rows = ReadonlyMap<string, string>;

function rowsOf(db: Connection, table: ProjectedTable): Rows {
  const rows: readonly object[] = db.all(
    sql.selectFrom(table).selectAll().orderBy(sql.dynamic.ref('rowid')),
  );
  return new Map(
    rows.map((row) => {
      const columns = new Map<string, unknown>(Object.entries(row));
      const name = rowNames[table].map((column) => String(columns.get(column))).join(' ');
      return [name, JSON.stringify(row)];
    }),
  );
}

/** Compares a table with the same table of a replay, row by row under the row's name; the first that differs is answered. */
export function differentRow(
  db: Connection,
  replayed: Connection,
  table: ProjectedTable,
): { readonly rows: number } | DifferentRow {
  const different = (row: string, what: DifferentRow['what']): DifferentRow => ({
    kind: 'different-row',
    table,
    row,
    what,
  });
  let held: Rows;
  try {
    held = rowsOf(db, table);
  } catch (fault) {
    if (isUnreadable(fault)) return different('', 'unreadable');
    throw fault;
  }
  const made = rowsOf(replayed, table);
  for (const [name, row] of made) {
    const here = held.get(name);
    if (here === undefined) return different(name, 'missing');
    if (here !== row) return different(name, 'changed');
  }
  for (const name of held.keys()) if (!made.has(name)) return different(name, 'not in the journal');
  return { rows: held.size };
}
