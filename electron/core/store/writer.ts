import { z } from 'zod';
import { type CommandId, commandId as commandIdSchema } from '../../../shared/ids.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { EntryType } from '../../../shared/journal/types.ts';
import type { Head } from '../../../shared/journal/chain.ts';
import type { Entry } from '../../../shared/journal/entry.ts';
import { type AppendPorts, append, currentEpoch, headOf, type NewEntry } from './append.ts';
import { type Compilable, type Connection, sql } from './connection.ts';
import { fromJson, toJson } from './json.ts';

/** Reads typed rows; cannot change anything. */
export interface Reader {
  readonly all: <Row>(query: Compilable<Row>) => readonly Row[];
  readonly first: <Row>(query: Compilable<Row>) => Row | undefined;
}

/** Exists only inside one `write`; it changes the store by appending entries, never by touching the projected tables. */
export interface Writer extends Reader {
  readonly append: <T extends EntryType>(entry: NewEntry<T>) => Entry;
  /** The last entry of the chain, as the next one will follow it. */
  readonly head: () => Head;
  /** Tables the journal does not project: replies, what the station holds, what it sent, drafts. */
  readonly keep: (query: Compilable<unknown>) => void;
}

export type Write = <T, E>(work: (tx: Writer) => Result<T, E>) => Result<T, E>;

/** What `keep` may touch, in the only forms it takes: the rows of all other tables change by entries alone. */
const keepable =
  /^(insert into|update|delete from) "(epoch|reply|station_data|held|set_aside|questionnaire_draft|turned_screen|laptop_halt|known_din|verdict|verdict_mark|former_key)"(?= |$)/;

interface ShortLived {
  readonly tx: Writer;
  readonly end: () => void;
}

function writerOver(db: Connection, ports: AppendPorts): ShortLived {
  // Asked each time: a write may begin an epoch of its own.
  const epoch = (): string => {
    const current = currentEpoch(db);
    if (current === undefined) throw new Error('an entry before the first epoch');
    return current;
  };
  let isOver = false;
  // A writer that outlives its write (an async body does) would change the store outside of any transaction.
  const during = <T>(work: () => T): T => {
    if (isOver) throw new Error('a writer was used after its write');
    return work();
  };
  return {
    tx: {
      all: db.all,
      first: db.first,
      append: (entry) => during(() => append(db, ports, epoch(), entry)),
      head: () => during(() => headOf(db, epoch())),
      keep: (query) => {
        if (!keepable.test(query.compile().sql))
          throw new Error('only an entry changes this table');
        during(() => db.run(query));
      },
    },
    end: () => {
      isOver = true;
    },
  };
}

/**
 * One BEGIN IMMEDIATE around synchronous `work`: commits when it answers ok, rolls back when it answers err or throws.
 * An async `work` is a fault: its later half would run outside the transaction.
 */
export function createWrite(db: Connection, ports: AppendPorts, committed: () => void): Write {
  const inTransaction: Write = (work) => {
    if (db.inTransaction()) throw new Error('a write inside a write');
    db.exec('BEGIN IMMEDIATE');
    const { tx, end } = writerOver(db, ports);
    try {
      const result = work(tx);
      if (result instanceof Promise) throw new Error('a write must not be async');
      db.exec(result.ok ? 'COMMIT' : 'ROLLBACK');
      return result;
    } catch (fault) {
      // A failed COMMIT (disk full) may have rolled back by itself already.
      if (db.inTransaction()) db.exec('ROLLBACK');
      throw fault;
    } finally {
      end();
    }
  };
  return (work) => {
    const result = inTransaction(work);
    // Outside of the transaction: who listens may write.
    if (result.ok) committed();
    return result;
  };
}

/** The hash stands for the input, which may name a donor: a reply outlives the retention of bodies. */
const keptReply = z.strictObject({ inputSha256: z.string(), value: z.unknown() });

/** Runs a command once: its reply is kept with its rows, and a repeat of the id with the same input returns that reply. */
export function createOnce(db: Connection, write: Write, nowMs: () => number) {
  return <E>(
    id: CommandId,
    name: string,
    operator: string,
    work: (tx: Writer) => Result<unknown, E>,
    inputSha256 = '',
  ): Result<unknown, E> => {
    commandIdSchema.parse(id);
    const known = db.first(
      sql.selectFrom('reply').select(['name', 'operator', 'reply']).where('command_id', '=', id),
    );
    if (known) {
      if (known.name !== name) throw new Error('a command id was used for two commands');
      if (known.operator !== operator) throw new Error('a command id was used by two people');
      const kept = fromJson(keptReply, known.reply);
      if (kept.inputSha256 !== inputSha256) throw new Error('a command id was used for two inputs');
      return ok(kept.value);
    }
    return write<unknown, E>((tx) => {
      const result = work(tx);
      if (!result.ok) return err(result.error);
      const reply = toJson({ inputSha256, value: result.value });
      const row = { command_id: id, name, operator, at_ms: nowMs(), reply };
      tx.keep(sql.insertInto('reply').values(row));
      return result;
    });
  };
}
