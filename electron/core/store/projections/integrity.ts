import { sql } from '../connection.ts';
import type { Projections } from './index.ts';

export const integrityProjections: Projections<'integrity.flagged' | 'integrity.judged'> = {
  'integrity.flagged': (db, entry, { flagId, sessionId, visitId, kind, otherVisitId }) =>
    void db.run(
      sql.insertInto('integrity_flag').values({
        flag_id: flagId,
        session_id: sessionId,
        visit_id: visitId,
        other_visit_id: otherVisitId,
        kind,
        at_ms: entry.atMs,
        judgement: null,
        note: null,
      }),
    ),
  'integrity.judged': (db, _entry, { flagId, judgement, note }) =>
    void db.run(
      sql.updateTable('integrity_flag').set({ judgement, note }).where('flag_id', '=', flagId),
    ),
};
