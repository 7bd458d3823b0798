import { z } from 'zod';
import { type SessionId, sessionId } from '../../../../shared/ids.ts';
import {
  bagLot,
  dinRange,
  drive,
  sessionBodies,
} from '../../../../shared/journal/bodies/session.ts';
import { sql, written } from '../connection.ts';
import { fromJson } from '../json.ts';
import type { SessionTable } from '../tables.ts';
import type { Reader } from '../writer.ts';

const opened = sessionBodies['session.opened'].shape;
const sealed = sessionBodies['session.sealed'];
const bagLots = z.array(bagLot);
const dinRanges = z.array(dinRange);

export interface Session {
  readonly sessionId: SessionId;
  readonly drive: z.output<typeof drive>;
  readonly bagLots: readonly z.output<typeof bagLot>[];
  readonly dinRanges: readonly z.output<typeof dinRange>[];
  readonly ruleSet: z.output<typeof opened.ruleSet>;
  readonly openedAtMs: number;
  readonly seal: { readonly atMs: number; readonly body: z.output<typeof sealed> } | null;
}

const toSession = (row: SessionTable): Session => ({
  sessionId: sessionId.parse(row.session_id),
  drive: fromJson(drive, row.drive),
  bagLots: fromJson(bagLots, row.bag_lots),
  dinRanges: fromJson(dinRanges, row.din_ranges),
  ruleSet: fromJson(opened.ruleSet, row.rule_set),
  openedAtMs: row.opened_at_ms,
  seal:
    row.seal === null || row.sealed_at_ms === null
      ? null
      : { atMs: row.sealed_at_ms, body: fromJson(sealed, row.seal) },
});

/** The session under way; there is at most one. */
export function openSession(db: Reader): Session | undefined {
  const row = db.first(unsealed);
  return row && toSession(row);
}

const unsealed = written(sql.selectFrom('session').selectAll().where('sealed_at_ms', 'is', null));

export function sessionById(db: Reader, id: SessionId): Session | undefined {
  const row = db.first(sql.selectFrom('session').selectAll().where('session_id', '=', id));
  return row && toSession(row);
}

/** Sealed sessions, newest first. */
export function sealedSessions(db: Reader, limit: number): readonly Session[] {
  return db
    .all(
      sql
        .selectFrom('session')
        .selectAll()
        .where('sealed_at_ms', 'is not', null)
        .orderBy('sealed_at_ms', 'desc')
        .limit(limit),
    )
    .map(toSession);
}
