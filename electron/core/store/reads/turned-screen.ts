import type { VisitId } from '../../../../shared/ids.ts';
import { sql } from '../connection.ts';
import type { Reader, Writer } from '../writer.ts';

/** A machine's screen while it is a donor's. */
export interface TurnedScreen {
  readonly visitId: VisitId;
  readonly pinHash: string;
  readonly tries: number;
  readonly blockedUntilMs: number;
}

export function turnedScreen(db: Reader, machine: string): TurnedScreen | null {
  const row = db.first(sql.selectFrom('turned_screen').selectAll().where('machine', '=', machine));
  if (!row) return null;
  return {
    // The column refers to visits, whose ids are VisitIds.
    visitId: row.visit_id as VisitId,
    pinHash: row.pin_hash,
    tries: row.tries,
    blockedUntilMs: row.blocked_until_ms,
  };
}

export const turnedScreenCount = (db: Reader): number =>
  db.first(sql.selectFrom('turned_screen').select(sql.fn.countAll<number>().as('n')))?.n ?? 0;

export function keepTurnedScreen(tx: Writer, machine: string, screen: TurnedScreen): void {
  const row = {
    ...{ visit_id: screen.visitId, pin_hash: screen.pinHash, tries: screen.tries },
    blocked_until_ms: screen.blockedUntilMs,
  };
  tx.keep(
    sql
      .insertInto('turned_screen')
      .values({ machine, ...row })
      .onConflict((oc) => oc.column('machine').doUpdateSet(row)),
  );
}

export const dropTurnedScreen = (tx: Writer, machine: string): void =>
  tx.keep(sql.deleteFrom('turned_screen').where('machine', '=', machine));

export const isTurnedTo = (db: Reader, visit: VisitId): boolean =>
  db.first(sql.selectFrom('turned_screen').select('machine').where('visit_id', '=', visit)) !==
  undefined;

export const dropTurnedScreensOf = (tx: Writer, visit: VisitId): void =>
  tx.keep(sql.deleteFrom('turned_screen').where('visit_id', '=', visit));

export const dropAllTurnedScreens = (tx: Writer): void => tx.keep(sql.deleteFrom('turned_screen'));
