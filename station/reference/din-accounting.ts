import { sql } from 'kysely';
import type { StationDb } from '../store/database.ts';
import type { DinFate, Evidence } from './din-fates.ts';
import { dinText, type NumberSpan } from './din-range-changes.ts';

/** A sealed day that had these numbers with it: its seal, and what the two signers counted. */
export interface SealedDay {
  readonly sessionId: string;
  readonly sealedAtMs: number;
  readonly sealedBy: string;
  readonly secondOperator: string;
  /** Numbers counted back at the seal. */
  readonly returned: number;
  /** The ranges the day was opened with. */
  readonly spans: readonly NumberSpan[];
  readonly seal: Evidence;
}

const daysMax = 1000;

/** The sealed days of a vehicle that had numbers of a span, the newest first. */
export async function sealedDaysOf(
  db: StationDb,
  vehicle: string,
  { prefix, firstNo, lastNo }: NumberSpan,
): Promise<readonly SealedDay[]> {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('vehicle', '=', vehicle)
    .where('sealed_at_ms', 'is not', null)
    .orderBy('sealed_at_ms', 'desc')
    .limit(daysMax)
    .execute();
  return rows.flatMap((row) => {
    const spans = row.din_ranges.map(({ firstDin, count }) => ({
      prefix: firstDin.slice(0, 7),
      firstNo: Number(firstDin.slice(7)),
      lastNo: Number(firstDin.slice(7)) + count - 1,
    }));
    const has = spans.some(
      (span) => span.prefix === prefix && span.firstNo <= lastNo && span.lastNo >= firstNo,
    );
    if (!has || row.sealed_at_ms === null || row.sealed_seq === null) return [];
    return [
      {
        ...{ sessionId: row.session_id, sealedAtMs: row.sealed_at_ms, spans },
        ...{ sealedBy: row.sealed_by ?? '', secondOperator: row.second_operator ?? '' },
        returned: row.totals?.['dinsReturned'] ?? 0,
        seal: { vehicle: row.vehicle, epoch: row.sealed_in ?? row.epoch, seq: row.sealed_seq },
      },
    ];
  });
}

export interface Accounting {
  readonly fate: Extract<DinFate, { kind: 'returned' | 'missing' }>;
}

/**
 * Compares what a day counted back with what must have been left of its ranges: the numbers it had, less those the vehicle had used
 * by then and those it knew to be taken from it.
 */
export async function accountingOf(db: StationDb, day: SealedDay): Promise<Accounting> {
  let unused = 0;
  for (const span of day.spans) {
    const [from, to] = [dinText(span.prefix, span.firstNo), dinText(span.prefix, span.lastNo)];
    const { rows } = await sql<{ used: number; away: number }>`
      select
        (select count(distinct din) from donation where vehicle = ${day.seal.vehicle} and din between ${from} and ${to}
          and prepared_at_ms <= ${day.sealedAtMs}) as used,
        (select coalesce(sum(least(last_no, ${span.lastNo}) - greatest(first_no, ${span.firstNo}) + 1), 0)::bigint
          from din_range_change where from_vehicle = ${day.seal.vehicle} and prefix = ${span.prefix}
          and first_no <= ${span.lastNo} and last_no >= ${span.firstNo} and told_at_ms <= ${day.sealedAtMs}) as away
    `.execute(db);
    const [row] = rows;
    unused += span.lastNo - span.firstNo + 1 - (row?.used ?? 0) - (row?.away ?? 0);
  }
  const missing = unused - day.returned;
  return missing > 0
    ? { fate: { kind: 'missing', day, missing, unused } }
    : { fate: { kind: 'returned', day } };
}
