import type { IntegrityFlagId, SessionId } from '../../../../shared/ids.ts';
import { type IntegrityFlag, integrityFlag } from '../../../../shared/contract/donor.ts';
import { sql } from '../connection.ts';
import type { Reader } from '../writer.ts';

const flags = sql
  .selectFrom('integrity_flag')
  .innerJoin('visit', 'visit.visit_id', 'integrity_flag.visit_id')
  .leftJoin('visit as other', 'other.visit_id', 'integrity_flag.other_visit_id')
  .select([
    'integrity_flag.flag_id as flagId',
    'integrity_flag.kind',
    'integrity_flag.at_ms as atMs',
    'integrity_flag.visit_id as visitId',
    'visit.ticket',
    'other.ticket as otherTicket',
    'integrity_flag.judgement',
    'integrity_flag.note',
  ]);

const listedMax = 500;

/** What a person must judge or has judged in a session, newest first. */
export const flagsOf = (db: Reader, session: SessionId): readonly IntegrityFlag[] =>
  db
    .all(
      flags
        .where('integrity_flag.session_id', '=', session)
        .orderBy('integrity_flag.at_ms', 'desc')
        .limit(listedMax),
    )
    .map((row) => integrityFlag.parse(row));

export const flagById = (db: Reader, id: IntegrityFlagId): IntegrityFlag | undefined => {
  const row = db.first(flags.where('integrity_flag.flag_id', '=', id));
  return row && integrityFlag.parse(row);
};
