import type { Entry } from '../../shared/journal/entry.ts';
import type { VerdictFacts } from '../../shared/sync/verdicts.ts';
import type { KnownEntry } from '../intake/known-entry.ts';
import type { Projected } from '../projection/project.ts';
import type { JudgingSettings } from './settings.ts';
import type { Verdict } from './verdict.ts';

/** The entries whose time means something to a donor or a unit; one for each donation, so that a wrong clock is no flood. */
const timed: ReadonlySet<KnownEntry['type']> = new Set([
  'session.opened',
  'session.sealed',
  'deferral.placed',
  'donation.started',
  'donation.spoiled',
]);

/** By the station's clock, as far as the vehicle knew the difference. */
const stationTime = ({ atMs, clockOffsetMs }: Entry): number => atMs + clockOffsetMs;

/** The donation an entry is about; null: none. */
export const donationOf = ({ body }: KnownEntry): string | null =>
  'donationId' in body ? body.donationId : null;

interface Found {
  readonly what: 'after-receipt' | 'before-epoch' | 'stop-before-start' | 'draw-length';
  readonly facts: VerdictFacts;
}

/**
 * Times that cannot have been: later than the receipt, before the database was there, a stop before its start, a draw of a length no
 * draw has. Order is by number and never by the clock, so nothing else depends on them; a person looks.
 */
export function judgeTimes(
  understood: readonly KnownEntry[],
  { rows }: Projected,
  { clockToleranceMs, drawMinS, drawMaxS }: JudgingSettings,
  { epochOpenedAtMs, nowMs }: { readonly epochOpenedAtMs: number | null; readonly nowMs: number },
): readonly Verdict[] {
  const ofEntry = ({ entry }: KnownEntry): Found[] => {
    const aheadMs = stationTime(entry) - nowMs;
    if (aheadMs > clockToleranceMs) return [{ what: 'after-receipt', facts: { aheadMs } }];
    if (epochOpenedAtMs === null) return [];
    // Either clock will do: a correction that was learned after the epoch had begun is no sin of the entries.
    const earlyMs = epochOpenedAtMs - Math.max(entry.atMs, stationTime(entry));
    return earlyMs > clockToleranceMs ? [{ what: 'before-epoch', facts: { earlyMs } }] : [];
  };
  const ofDraw = (known: KnownEntry): Found[] => {
    if (known.type !== 'donation.stopped') return [];
    const { donationId, durationS } = known.body;
    const startedAtMs = rows.donations.get(donationId)?.started_at_ms ?? null;
    const lateMs = startedAtMs === null ? 0 : startedAtMs - known.entry.atMs;
    if (lateMs > 0) return [{ what: 'stop-before-start', facts: { lateMs } }];
    const isPossible = durationS >= drawMinS && durationS <= drawMaxS;
    return isPossible ? [] : [{ what: 'draw-length', facts: { durationS, drawMinS, drawMaxS } }];
  };
  return understood.flatMap((known) =>
    [...(timed.has(known.type) ? ofEntry(known) : []), ...ofDraw(known)].map(({ what, facts }) => ({
      ...{ seq: known.entry.seq, reason: 'time-impossible' as const },
      ...{ donationId: donationOf(known), cause: what, facts: { what, ...facts } },
    })),
  );
}
