import { checkLink, emptyHead, type Hashing } from '../../../shared/journal/chain.ts';
import { type Connection, openConnection, readable, sql } from './connection.ts';
import { dayKeys, epochStates, readEntries } from './journal.ts';
import { migrate } from './migrate.ts';
import { project } from './projections/index.ts';
import { projectedTables } from './tables.ts';
import { type DifferentRow, differentRow } from './verify-rows.ts';

const pageEntries = 500;

export type Verdict =
  | {
      readonly kind: 'equal';
      readonly epochs: number;
      readonly entries: number;
      readonly rows: Readonly<Record<string, number>>;
    }
  | {
      readonly kind: 'broken-entry';
      readonly epoch: string;
      readonly seq: number;
      readonly fault: string;
    }
  | DifferentRow;

/**
 * Walks every chain of a database, replays its entries into an empty one and compares all projected tables.
 * The first thing that differs is named. Reads only. Throws DatabaseUnreadable where the file gives nothing to name.
 */
export function verifyStore(path: string, keyHex: string, hashing: Hashing): Verdict {
  const db = openConnection(path, keyHex, 'read');
  const replayed = openConnection(':memory:', keyHex, 'memory');
  try {
    // One snapshot: the app may be writing meanwhile.
    db.exec('BEGIN');
    migrate(replayed);
    return readable(() => compare(db, replayed, hashing));
  } finally {
    db.close();
    replayed.close();
  }
}

function compare(db: Connection, replayed: Connection, hashing: Hashing): Verdict {
  const walked = walk(db, replayed, hashing);
  if ('kind' in walked) return walked;
  const rows: Record<string, number> = {};
  for (const table of projectedTables) {
    const compared = differentRow(db, replayed, table);
    if ('kind' in compared) return compared;
    rows[table] = compared.rows;
  }
  return { kind: 'equal', ...walked, rows };
}

function walk(
  db: Connection,
  replayed: Connection,
  hashing: Hashing,
): { readonly epochs: number; readonly entries: number } | Verdict {
  const epochs = epochStates(db);
  let entries = 0;
  const dayKey = (day: string) => dayKeys(db, [day])[0]?.keyHex;
  for (const { epoch, head, heldThroughSeq } of epochs) {
    if (heldThroughSeq > head.seq)
      return broken(epoch, head.seq + 1, 'missing, but the station holds it');
    let at = emptyHead;
    while (at.seq < head.seq) {
      const page = readPage(db, epoch, at.seq + 1);
      if ('kind' in page) return page;
      // A hole in the numbers: the rows after it exist, so the head is beyond what can be read in order.
      if (page.entries.length === 0) return broken(epoch, at.seq + 1, 'gap');
      for (const entry of page.entries) {
        const link = checkLink(hashing, dayKey, epoch, at, entry);
        if (!link.ok) return broken(epoch, at.seq + 1, link.error.fault);
        try {
          project(replayed, entry);
        } catch (fault) {
          return broken(epoch, entry.seq, `cannot be replayed: ${String(fault)}`);
        }
        at = link.value;
        entries += 1;
      }
    }
  }
  const last = epochs.at(-1);
  if (entries !== entriesEver(db)) {
    return broken(last?.epoch ?? 'unknown', (last?.head.seq ?? 0) + 1, 'missing at the end');
  }
  return { epochs: epochs.length, entries };
}

/** Counted by SQLite as entries were appended: without it, an end that was cut off would leave a shorter chain in good order. */
const entriesEver = (db: Connection): number =>
  db.first(sql.selectFrom('sqlite_sequence').select('seq').where('name', '=', 'journal'))?.seq ?? 0;

function readPage(db: Connection, epoch: string, fromSeq: number) {
  try {
    return { entries: readEntries(db, epoch, fromSeq, pageEntries) };
  } catch {
    return firstUnreadable(db, epoch, fromSeq);
  }
}

/** A row that is no entry, or a page of the file that fails its authentication: entry by entry until the first that cannot be read. */
function firstUnreadable(db: Connection, epoch: string, fromSeq: number): Verdict {
  for (let seq = fromSeq; seq < fromSeq + pageEntries; seq += 1) {
    try {
      readEntries(db, epoch, seq, 1);
    } catch {
      return broken(epoch, seq, 'unreadable');
    }
  }
  return broken(epoch, fromSeq, 'unreadable');
}

const broken = (epoch: string, seq: number, fault: string): Verdict => ({
  kind: 'broken-entry',
  epoch,
  seq,
  fault,
});
