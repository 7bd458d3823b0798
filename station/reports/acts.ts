import type { Selectable } from 'kysely';
import type { Act } from '../contract/people.ts';
import type { StationDb } from '../store/database.ts';
import type { PeopleTables } from '../store/people-tables.ts';

/** What people did at the page, the newest first; `search` is a user, a call or a subject. */
export const actRows = (db: StationDb, search: string) =>
  db
    .selectFrom('station_act')
    .selectAll()
    .$if(search !== '', (q) =>
      q.where((e) =>
        e.or([e('by_whom', '=', search), e('call', '=', search), e('subject', '=', search)]),
      ),
    )
    .orderBy('id', 'desc');

export const toAct = (row: Selectable<PeopleTables['station_act']>): Act => ({
  ...{ id: row.id, atMs: row.at_ms, by: row.by_whom, call: row.call },
  ...{ subject: row.subject, detail: row.detail, outcome: row.outcome },
});
