import type { KnownEntry } from '../intake/known-entry.ts';
import type { StationTransaction } from '../store/database.ts';
import { applyEntry } from './fold.ts';
import { loadState, storeState } from './rows.ts';
import type { ProjectionState } from './state.ts';

export interface Projected {
  /** The entries that speak of things that exist. */
  readonly understood: readonly KnownEntry[];
  /** Sequence numbers of the seals whose signature holds. */
  readonly validSeals: ReadonlySet<number>;
  readonly donorKeyOfVisit: (visitId: string) => string | undefined;
  readonly personKeyOfVisit: (visitId: string) => string | undefined;
  /** The rows these entries touched, as they are after them. */
  readonly rows: Pick<ProjectionState, 'sessions' | 'visits' | 'donations'>;
}

/** Carries a run of entries of one epoch, in order, into the tables the pages read. */
export async function projectEntries(
  trx: StationTransaction,
  vehicle: string,
  epoch: string,
  entries: readonly KnownEntry[],
): Promise<Projected> {
  const state = await loadState(trx, vehicle, epoch, entries);
  const understood: KnownEntry[] = [];
  const validSeals = new Set<number>();
  for (const known of entries) {
    if (!applyEntry(state, vehicle, known)) continue;
    understood.push(known);
    if (known.type !== 'session.sealed') continue;
    if (state.sessions.get(known.body.sessionId)?.seal_valid) validSeals.add(known.entry.seq);
  }
  await storeState(trx, vehicle, epoch, state);
  return {
    understood,
    validSeals,
    donorKeyOfVisit: (visitId) => state.visits.get(visitId)?.donor_key,
    personKeyOfVisit: (visitId) => state.visits.get(visitId)?.person_key,
    rows: state,
  };
}
