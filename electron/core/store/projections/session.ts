import { sql } from '../connection.ts';
import { toJson } from '../json.ts';
import type { Projections } from './index.ts';

export const sessionProjections: Projections<'epoch.opened' | 'session.opened' | 'session.sealed'> =
  {
    'epoch.opened': (db, entry, { follows }) => {
      for (const range_id of follows?.closedRanges ?? []) {
        db.run(
          sql
            .insertInto('closed_range')
            .values({ range_id, closed_at_ms: entry.atMs })
            .onConflict((oc) => oc.doNothing()),
        );
      }
    },
    'session.opened': (db, entry, body) =>
      void db.run(
        sql.insertInto('session').values({
          session_id: body.sessionId,
          drive: toJson(body.drive),
          bag_lots: toJson(body.bagLots),
          din_ranges: toJson(body.dinRanges),
          rule_set: toJson(body.ruleSet),
          opened_at_ms: entry.atMs,
          opened_by: entry.operator,
          sealed_at_ms: null,
          seal: null,
        }),
      ),
    'session.sealed': (db, entry, body) =>
      void db.run(
        sql
          .updateTable('session')
          .set({ sealed_at_ms: entry.atMs, seal: toJson(body) })
          .where('session_id', '=', body.sessionId),
      ),
  };
