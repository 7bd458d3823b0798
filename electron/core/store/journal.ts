import { entry as entrySchema, type Entry } from '../../../shared/journal/entry.ts';
import { emptyHead, type Head } from '../../../shared/journal/chain.ts';
import type { EntryType } from '../../../shared/journal/types.ts';
import type { Selectable } from 'kysely';
import { sql, written } from './connection.ts';
import type { Tables } from './tables.ts';
import type { Reader } from './writer.ts';

const columns = [
  'epoch',
  'seq',
  'at_ms',
  'clock_offset_ms',
  'day',
  'operator',
  'session',
  'type',
  'version',
  'subject',
  'body_hash',
  'prev_hash',
  'hash',
  'body',
] as const;

/** Entries `fromSeq` … of an epoch in order, at most `limit`. A row that is no entry any more is a fault naming its number. */
export const readEntries = (
  db: Reader,
  epoch: string,
  fromSeq: number,
  limit: number,
): readonly Entry[] => db.all(entriesFrom(epoch, fromSeq, limit)).map(entryOf);

/** Those of one kind among them. */
export const readEntriesOf = (
  db: Reader,
  epoch: string,
  type: EntryType,
  fromSeq: number,
  limit: number,
): readonly Entry[] =>
  db.all(entriesFrom(epoch, fromSeq, limit).where('type', '=', type)).map(entryOf);

const entriesFrom = (epoch: string, fromSeq: number, limit: number) =>
  sql
    .selectFrom('journal')
    .select(columns)
    .where('epoch', '=', epoch)
    .where('seq', '>=', fromSeq)
    .orderBy('seq')
    .limit(limit);

function entryOf(row: Pick<Selectable<Tables['journal']>, (typeof columns)[number]>): Entry {
  const read = entrySchema.safeParse({
    epoch: row.epoch,
    seq: row.seq,
    atMs: row.at_ms,
    clockOffsetMs: row.clock_offset_ms,
    day: row.day,
    operator: row.operator,
    session: row.session,
    type: row.type,
    version: row.version,
    subject: row.subject,
    bodyHash: row.body_hash,
    prevHash: row.prev_hash,
    hash: row.hash,
    body: parsed(row.body),
  });
  if (!read.success) throw new EntryUnreadable(row.epoch, row.seq);
  return read.data;
}

/** A row of the journal that no longer reads as an entry. */
export class EntryUnreadable extends Error {
  readonly epoch: string;
  readonly seq: number;
  constructor(epoch: string, seq: number) {
    super(`entry ${seq} of epoch ${epoch} cannot be read`);
    this.epoch = epoch;
    this.seq = seq;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface EpochState {
  readonly epoch: string;
  readonly head: Head;
  /** What the station answered it holds. */
  readonly heldThroughSeq: number;
  /** It was left after a restore: its entries beyond `fromSeq` go to the station under this name. */
  readonly branch: { readonly id: string; readonly fromSeq: number } | null;
}

// Asked at every commit: one statement, written once.
const epochsNow = written(
  sql
    .selectFrom('epoch')
    .leftJoin('held', 'held.epoch', 'epoch.epoch')
    .leftJoin('journal', (join) =>
      join.onRef('journal.epoch', '=', 'epoch.epoch').on('journal.seq', '=', (last) =>
        last
          .selectFrom('journal as own')
          .select((q) => q.fn.max('own.seq').as('seq'))
          .whereRef('own.epoch', '=', 'epoch.epoch'),
      ),
    )
    .select(['epoch.epoch', 'epoch.branch', 'epoch.branch_seq', 'held.through_seq'])
    .select(['journal.seq', 'journal.hash'])
    .orderBy(sql.dynamic.ref('epoch.rowid')),
);

/** Every epoch of this database, oldest first, with its head and what the station holds of it. */
export function epochStates(db: Reader): readonly EpochState[] {
  return db.all(epochsNow).map(({ epoch, seq, hash, through_seq, branch, branch_seq }) => ({
    epoch,
    head: seq === null || hash === null ? emptyHead : { seq, hash },
    heldThroughSeq: through_seq ?? 0,
    branch: branch === null ? null : { id: branch, fromSeq: branch_seq ?? 0 },
  }));
}

/** Keys of the days named, for the station. */
export function dayKeys(
  db: Reader,
  days: readonly string[],
): readonly { day: string; keyHex: string }[] {
  return days.flatMap((day) => {
    const row = db.first(sql.selectFrom('day_key').select('key_hex').where('day', '=', day));
    return row ? [{ day, keyHex: row.key_hex }] : [];
  });
}
