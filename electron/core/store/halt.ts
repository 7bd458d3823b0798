import { sql, written } from './connection.ts';
import type { Reader, Writer } from './writer.ts';

/** Why this laptop binds no number: the station holds other entries of `epoch`, or has revoked the laptop. */
export interface Halt {
  readonly kind: 'restored' | 'revoked';
  readonly epoch: string;
}

export const haltOf = (db: Reader): Halt | undefined => db.first(haltRow);

const haltRow = written(sql.selectFrom('laptop_halt').select(['kind', 'epoch']));

/** Keeps what the station said until it says otherwise; the first word of a kind stays. */
export function keepHalt(tx: Writer, halt: Halt, atMs: number): void {
  const row = { ...halt, since_ms: atMs };
  tx.keep(
    sql
      .insertInto('laptop_halt')
      .values({ one: 1, ...row })
      .onConflict((oc) => oc.column('one').doUpdateSet(row)),
  );
}

export const endHalt = (tx: Writer): void => tx.keep(sql.deleteFrom('laptop_halt'));
