import type { Selectable } from 'kysely';
import type { ProjectionTables } from '../store/tables.ts';

export type SessionRow = Selectable<ProjectionTables['session']>;
export type VisitRow = Selectable<ProjectionTables['visit']>;
export type DonationRow = Selectable<ProjectionTables['donation']>;

/** The rows that a run of entries touches, all under the name of the chain they are kept in. */
export interface ProjectionState {
  readonly epoch: string;
  devicePublicKey: string | null;
  readonly sessions: Map<string, SessionRow>;
  readonly visits: Map<string, VisitRow>;
  readonly donations: Map<string, DonationRow>;
  /** Those rows that this chain holds already as they are here. */
  readonly held: ReadonlySet<object>;
}

/** Replaces some columns of a row; false when there is no such row. */
export function change<Row extends object>(
  rows: Map<string, Row>,
  id: string,
  columns: Partial<Row>,
): boolean {
  const row = rows.get(id);
  if (!row) return false;
  rows.set(id, { ...row, ...columns });
  return true;
}
