import type { KnownEntry } from '../intake/known-entry.ts';
import { applyEntry } from './fold.ts';
import type { ProjectionState } from './state.ts';

export type NumberedEntry = Extract<KnownEntry, { type: 'donation.prepared' | 'donation.spoiled' }>;

export interface Projected {
  /** The entries that speak of things that exist. */
  readonly understood: readonly KnownEntry[];
  /** The entries that use a number. A label with it exists, whatever else the station makes of the entry. */
  readonly numbered: readonly NumberedEntry[];
  /** Sequence numbers of the seals whose signature holds. */
  readonly validSeals: ReadonlySet<number>;
  readonly donorKeyOfVisit: (visitId: string) => string | undefined;
  readonly personKeyOfVisit: (visitId: string) => string | undefined;
  /** The rows these entries touched, as they are after them. */
  readonly rows: Pick<ProjectionState, 'sessions' | 'visits' | 'donations'>;
}

/** Carries a run of entries of one chain, in order, into the rows the pages read; `state` becomes what they are after them. */
export function projectEntries(
  state: ProjectionState,
  vehicle: string,
  entries: readonly KnownEntry[],
): Projected {
  const understood: KnownEntry[] = [];
  const validSeals = new Set<number>();
  for (const known of entries) {
    if (!applyEntry(state, vehicle, known)) continue;
    understood.push(known);
    if (known.type !== 'session.sealed') continue;
    if (state.sessions.get(known.body.sessionId)?.seal_valid) validSeals.add(known.entry.seq);
  }
  return {
    understood,
    numbered: entries.filter(
      (known) => known.type === 'donation.prepared' || known.type === 'donation.spoiled',
    ),
    validSeals,
    donorKeyOfVisit: (visitId) => state.visits.get(visitId)?.donor_key,
    personKeyOfVisit: (visitId) => state.visits.get(visitId)?.person_key,
    rows: state,
  };
}
