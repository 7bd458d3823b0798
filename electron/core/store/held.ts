import { noHash } from '../../../shared/journal/entry.ts';
import { sql } from './connection.ts';
import type { Writer } from './writer.ts';

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
