import type { VisitDetail } from '../../shared/contract/visit.ts';

/** What a rehearsed day came to; `npm run day -- --json` prints it. */
export interface DaySummary {
  readonly donors: number;
  readonly eligible: number;
  /** By the code of the first reason. */
  readonly deferred: Readonly<Record<string, number>>;
  readonly donations: number;
  readonly volumeMl: number;
  readonly labels: { readonly asked: number; readonly sent: number; readonly confirmed: number };
  readonly entries: number;
  readonly bytesSent: number;
  readonly station: { readonly entries: number; readonly donations: number };
  readonly verified: boolean;
  readonly elapsedMs: number;
}

/** Deferred donors by reason, registration's and the decision's alike. */
export function deferredByReason(visits: readonly VisitDetail[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { decision, answer, endedReason } of visits) {
    if (endedReason !== 'deferred') continue;
    const reason = (decision ?? answer.check).reasons[0]?.code ?? 'unknown';
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export function printSummary(day: DaySummary): string {
  const reasons = Object.entries(day.deferred).map(([reason, count]) => `    ${reason}: ${count}`);
  return [
    `donors      ${day.donors}`,
    `eligible    ${day.eligible}`,
    `deferred`,
    ...reasons,
    `donations   ${day.donations}, ${day.volumeMl} mL`,
    `labels      asked ${day.labels.asked}, sent ${day.labels.sent}, confirmed ${day.labels.confirmed}`,
    `entries     ${day.entries}, ${day.bytesSent} bytes sent`,
    `station     ${day.station.entries} entries, ${day.station.donations} donations`,
    `verified    ${day.verified ? 'yes' : 'NO'}`,
    `took        ${(day.elapsedMs / 1000).toFixed(1)} s`,
  ].join('\n');
}
