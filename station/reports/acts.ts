import { type Selectable, sql } from 'kysely';
import type { CallReadInput } from '../contract/index.ts';
import { type Act, act } from '../contract/people.ts';
import type { StationDb } from '../store/database.ts';
import type { PeopleTables } from '../store/people-tables.ts';

type Wanted = Pick<CallReadInput<'act.list'>, 'search' | 'call'>;

/** What people did at the page, the newest first. */
export const actRows = (db: StationDb, { search, call }: Wanted) =>
  db
    .selectFrom('station_act')
    .selectAll()
    .$if(call !== undefined, (q) => q.where('call', '=', call ?? ''))
    .$if(search !== '', (q) =>
      q.where(sql<boolean>`position(lower(${search}) in lower(by_whom || ' ' || subject)) > 0`),
    )
    .orderBy('id', 'desc');

export const toAct = (row: Selectable<PeopleTables['station_act']>): Act => {
  const facts: unknown = JSON.parse(row.detail);
  return act.parse({
    ...{ id: row.id, atMs: row.at_ms, by: row.by_whom, call: row.call },
    ...{ subject: row.subject, facts, outcome: row.outcome },
  });
};
