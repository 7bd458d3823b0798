import { sql } from 'kysely';
import type { FateLine } from '../contract/din-ranges.ts';
import type { SessionNumbers } from '../contract/sessions.ts';
import type { NumberSpan } from '../reference/din-range-changes.ts';
import { dinText } from '../reference/din-range-changes.ts';
import type { StationDb } from '../store/database.ts';
import type { SessionPlace } from './sessions.ts';

type Counted = Omit<SessionNumbers, 'lines'> & { readonly lines: readonly FateLine[] };

const unsaid = { atMs: null, by: null, witness: null, why: null, again: 0 } as const;

/**
 * The numbers a session had with it: used and spoiled by whom, and the rest as it was counted back. The numbers that want a look come
 * first. Where more must have been left than were counted back, every number of the rest may be one of the missing.
 */
export async function readSessionNumbers(db: StationDb, place: SessionPlace): Promise<Counted> {
  const { session, donations } = await rowsOf(db, place);
  const spans = session.din_ranges.map(({ firstDin, count }) => ({
    prefix: firstDin.slice(0, 7),
    firstNo: Number(firstDin.slice(7)),
    lastNo: Number(firstDin.slice(7)) + count - 1,
  }));
  const untilMs = session.sealed_at_ms ?? Number.MAX_SAFE_INTEGER;
  const runs: { readonly firstDin: string; readonly count: number }[] = [];
  for (const span of spans) runs.push(...(await restOf(db, place.vehicle, span, untilMs)));
  const carried = sum(spans, ({ firstNo, lastNo }) => lastNo - firstNo + 1);
  const left = sum(runs, ({ count }) => count);
  const spoiled = donations.filter((each) => each.spoiled !== null);
  const used = donations.filter((each) => each.spoiled === null);
  const isSealed = session.sealed_at_ms !== null;
  const returned = isSealed ? (session.totals?.['dinsReturned'] ?? 0) : null;
  const kind = returned === null ? 'free' : left > returned ? 'missing' : 'returned';
  const vehicle = place.vehicle;
  const rest = runs.map(
    (run): FateLine => ({
      ...{ ...run, vehicle, kind, ...unsaid },
      ...(isSealed && {
        ...{ atMs: session.sealed_at_ms, by: session.sealed_by, witness: session.second_operator },
      }),
    }),
  );
  const destroyed = spoiled.map(
    (row): FateLine => ({
      ...{ firstDin: row.din, count: 1, vehicle, kind: 'spoiled', atMs: row.spoiled_at_ms },
      ...{ by: row.spoiled_by, witness: row.spoiled_witness, why: row.spoiled, again: 0 },
    }),
  );
  return {
    ...{ carried, used: used.length, spoiled: spoiled.length, left, returned },
    elsewhere: carried - left - donations.filter(({ din }) => isIn(spans, din)).length,
    lines: [
      ...destroyed,
      ...(kind === 'missing' ? rest : []),
      ...usedRuns(used, vehicle),
      ...(kind === 'missing' ? [] : rest),
    ],
  };
}

const sum = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

const isIn = (spans: readonly NumberSpan[], din: string): boolean =>
  spans.some(
    ({ prefix, firstNo, lastNo }) =>
      din.startsWith(prefix) && Number(din.slice(7)) >= firstNo && Number(din.slice(7)) <= lastNo,
  );

async function rowsOf(db: StationDb, { vehicle, epoch, sessionId }: SessionPlace) {
  const session = await db
    .selectFrom('session')
    .selectAll()
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow();
  const donations = await db
    .selectFrom('donation')
    .selectAll()
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .where('session_id', '=', sessionId)
    .orderBy('din')
    .orderBy('prepared_at_ms')
    .execute();
  return { session, donations };
}

/** Consecutive numbers that one person used are one line; a number used twice stands alone and says so. */
function usedRuns(
  used: Awaited<ReturnType<typeof rowsOf>>['donations'],
  vehicle: string,
): readonly FateLine[] {
  const lines: FateLine[] = [];
  for (const { din, prepared_by, prepared_at_ms } of used) {
    const last = lines.at(-1);
    const nextNo = last && Number(last.firstDin.slice(7)) + last.count;
    if (last?.firstDin === din) {
      lines[lines.length - 1] = { ...last, again: last.again + 1 };
    } else if (
      last?.by === prepared_by &&
      nextNo === Number(din.slice(7)) &&
      din.startsWith(last.firstDin.slice(0, 7)) &&
      last.again === 0
    ) {
      lines[lines.length - 1] = { ...last, count: last.count + 1, atMs: prepared_at_ms };
    } else {
      lines.push({
        ...{ firstDin: din, count: 1, vehicle, kind: 'used', ...unsaid },
        ...{ by: prepared_by, atMs: prepared_at_ms },
      });
    }
  }
  return lines;
}

/** What was left of a span at a moment: neither used by the vehicle nor known to it as taken back. */
async function restOf(
  db: StationDb,
  vehicle: string,
  { prefix, firstNo, lastNo }: NumberSpan,
  untilMs: number,
): Promise<{ firstDin: string; count: number }[]> {
  const { rows } = await sql<{ from: number; to: number }>`
    select substring(din from 8)::integer as from, substring(din from 8)::integer as to from donation
      where vehicle = ${vehicle} and din between ${dinText(prefix, firstNo)} and ${dinText(prefix, lastNo)}
      and prepared_at_ms <= ${untilMs}
    union
    select first_no, last_no from din_range_change where from_vehicle = ${vehicle} and prefix = ${prefix}
      and first_no <= ${lastNo} and last_no >= ${firstNo} and told_at_ms <= ${untilMs}
    order by 1, 2`.execute(db);
  const runs: { firstDin: string; count: number }[] = [];
  let next = firstNo;
  const add = (end: number) => {
    if (end > next) runs.push({ firstDin: dinText(prefix, next), count: end - next });
  };
  for (const { from, to } of rows) {
    add(Math.min(from, lastNo + 1));
    next = Math.max(next, to + 1);
  }
  add(lastNo + 1);
  return runs;
}
