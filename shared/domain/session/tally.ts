import type { DonationPhase } from '../donation/state.ts';
import type { DecisionKind } from '../screening/decision-schema.ts';

const HOURS_PER_DAY = 24;

export type TalliedVisit = {
  /** Local hour of registration, 0–23. */
  readonly registeredHour: number;
  readonly isEnded: boolean;
  /** Newest decision, or what registration already decided; null: not decided yet. */
  readonly decision: DecisionKind | null;
  /** Code of the decision's first reason; null when there is none. */
  readonly firstReason: string | null;
};

export type TalliedDonation = {
  readonly phase: DonationPhase;
  readonly nominalVolumeMl: number;
  /** Drawn volume; null before the draw has ended. */
  readonly volumeMl: number | null;
};

export type Tally = {
  readonly donors: number;
  readonly waiting: number;
  readonly eligible: number;
  readonly deferred: number;
  readonly deferredByReason: Readonly<Record<string, number>>;
  readonly drawing: number;
  readonly donations: number;
  readonly packed: number;
  readonly spoiled: number;
  readonly volumeMl: number;
  /** By nominal volume: 200 mL are 1 U. */
  readonly units: number;
  readonly target: number | null;
  readonly toTarget: number | null;
  /** Registrations by local hour, 24 places. */
  readonly byHour: readonly number[];
};

const isDeferred = ({ decision }: TalliedVisit): boolean =>
  decision === 'deferred' || decision === 'deferred-permanently';

const countReasons = (visits: readonly TalliedVisit[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { firstReason } of visits) {
    const reason = firstReason ?? 'unknown';
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
};

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** Counts for the strip above the board. Collected are units drawn and not spoiled; `target` is in donations. */
export const tallyDay = (
  visits: readonly TalliedVisit[],
  donations: readonly TalliedDonation[],
  target: number | null,
  unitMl: number,
): Tally => {
  const count = (...phases: readonly DonationPhase[]): number =>
    donations.filter(({ phase }) => phases.includes(phase)).length;
  const collected = donations.filter(({ phase }) => phase === 'stopped' || phase === 'packed');
  const deferred = visits.filter(isDeferred);
  const byHour = Array.from({ length: HOURS_PER_DAY }, () => 0);
  for (const { registeredHour } of visits) {
    byHour[registeredHour] = (byHour[registeredHour] ?? 0) + 1;
  }
  return {
    donors: visits.length,
    waiting: visits.filter(({ isEnded }) => !isEnded).length,
    eligible: visits.filter(({ decision }) => decision === 'eligible').length,
    deferred: deferred.length,
    deferredByReason: countReasons(deferred),
    drawing: count('started'),
    donations: collected.length,
    packed: count('packed'),
    spoiled: count('spoiled'),
    volumeMl: sum(collected.map(({ volumeMl }) => volumeMl ?? 0)),
    units: sum(collected.map(({ nominalVolumeMl }) => nominalVolumeMl)) / unitMl,
    target,
    toTarget: target === null ? null : Math.max(0, target - collected.length),
    byHour,
  };
};
