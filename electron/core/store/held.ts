import { noHash } from '../../../shared/journal/entry.ts';
import { sql } from './connection.ts';
import type { Reader, Writer } from './writer.ts';

/** Keeps what the station says it holds of an epoch. */
export function keepHeld(
  tx: Writer,
  epoch: string,
  throughSeq: number,
  headHash: string | null,
  atMs: number,
): void {
  const row = { through_seq: throughSeq, head_hash: headHash ?? noHash, at_ms: atMs };
  tx.keep(
    sql
      .insertInto('held')
      .values({ epoch, ...row })
      .onConflict((oc) => oc.column('epoch').doUpdateSet(row)),
  );
}

/** Keeps the station's verdict on one entry; a repeat of the verdict changes nothing. */
export function keepSetAside(
  tx: Writer,
  epoch: string,
  { seq, reason }: { readonly seq: number; readonly reason: string },
  atMs: number,
): void {
  tx.keep(
    sql
      .insertInto('set_aside')
      .values({ epoch, seq, reason, at_ms: atMs })
      .onConflict((oc) => oc.doNothing()),
  );
}

export interface SetAside {
  readonly seq: number;
  readonly reason: string;
  readonly subject: string | null;
}

const listedMax = 500;

/** What waits for a person at the station, newest first. */
export const setAsideList = (db: Reader): readonly SetAside[] =>
  db.all(
    sql
      .selectFrom('set_aside')
      .leftJoin('journal', (join) =>
        join
          .onRef('journal.epoch', '=', 'set_aside.epoch')
          .onRef('journal.seq', '=', 'set_aside.seq'),
      )
      .select(['set_aside.seq', 'set_aside.reason', 'journal.subject'])
      .orderBy('set_aside.at_ms', 'desc')
      .limit(listedMax),
  );
