import { sql } from 'kysely';
import { parseBareDin } from '../../shared/codes/isbt128/din.ts';
import type { StationDb } from '../store/database.ts';
import { type Accounting, accountingOf, type SealedDay, sealedDaysOf } from './din-accounting.ts';
import { dinText } from './din-range-changes.ts';

/** Where an entry stands that says so. */
export interface Evidence {
  readonly vehicle: string;
  readonly epoch: string;
  readonly seq: number;
}

export interface NumberUse {
  readonly donationId: string;
  readonly preparedAtMs: number;
  readonly preparedBy: string;
  readonly drawn: boolean;
  readonly evidence: Evidence;
}

export type DinFate =
  | {
      readonly kind: 'used';
      readonly use: NumberUse;
      /** Donations under the same number after the first: each of them is set aside. */
      readonly again: readonly NumberUse[];
    }
  | {
      readonly kind: 'spoiled';
      readonly use: NumberUse;
      readonly again: readonly NumberUse[];
      readonly reason: string;
      readonly by: string;
      readonly witness: string;
      readonly atMs: number;
      readonly evidence: Evidence;
    }
  /** Counted back at a seal whose numbers add up. */
  | { readonly kind: 'returned'; readonly day: SealedDay }
  /** At that seal `missing` of the `unused` numbers were neither used, spoiled nor returned; this may be one of them. */
  | {
      readonly kind: 'missing';
      readonly day: SealedDay;
      readonly missing: number;
      readonly unused: number;
    }
  /** Taken back and on its way to another vehicle (`toRangeId` null), or with it. */
  | {
      readonly kind: 'split';
      readonly toVehicle: string;
      readonly toRangeId: string | null;
      readonly atMs: number;
      readonly by: string;
      readonly why: string;
      readonly told: Evidence | null;
    }
  | {
      readonly kind: 'recalled';
      readonly atMs: number;
      readonly by: string;
      readonly why: string;
      readonly told: Evidence | null;
    }
  /** Issued, and no day that had it has been sealed yet. */
  | { readonly kind: 'free' };

export interface FateRun {
  readonly firstDin: string;
  readonly count: number;
  /** Who has them now; null: the station. */
  readonly vehicle: string | null;
  readonly fate: DinFate;
}

export interface RangeFates {
  readonly rangeId: string;
  readonly counts: Readonly<Record<DinFate['kind'], number>>;
  /** Consecutive numbers of one fate, in order; every number of the range is in exactly one. */
  readonly runs: readonly FateRun[];
}

/** A piece of the range as it was issued that has one holder now. */
interface Piece {
  readonly prefix: string;
  readonly firstNo: number;
  readonly lastNo: number;
  readonly vehicle: string | null;
  readonly away: Extract<DinFate, { kind: 'split' | 'recalled' }> | null;
}

/** Every number of a range as it was issued: what became of it, and the entry that says so. undefined: no such range. */
export async function dinFates(db: StationDb, rangeId: string): Promise<RangeFates | undefined> {
  const pieces = await piecesOf(db, rangeId);
  if (pieces.length === 0) return undefined;
  const runs: FateRun[] = [];
  for (const piece of pieces) runs.push(...(await runsOf(db, piece)));
  const counts = { used: 0, spoiled: 0, returned: 0, missing: 0, split: 0, recalled: 0, free: 0 };
  for (const { fate, count } of runs) counts[fate.kind] += count;
  return { rangeId, counts, runs };
}

export type NumberFate =
  | { readonly kind: 'never-issued' }
  | { readonly kind: 'not-a-din' }
  | (FateRun & { readonly kind: 'issued' });

/** One number's fate, whichever range it came with; the newest range that has it speaks. */
export async function dinFate(db: StationDb, din: string): Promise<NumberFate> {
  const read = parseBareDin(din);
  if (!read.ok) return { kind: 'not-a-din' };
  const prefix = read.value.slice(0, 7);
  const no = Number(read.value.slice(7));
  const held = await db
    .selectFrom('din_range')
    .select('vehicle')
    .where('prefix', '=', prefix)
    .where('first_no', '<=', no)
    .where('last_no', '>=', no)
    .executeTakeFirst();
  const span = { prefix, firstNo: no, lastNo: no };
  const away = held ? null : await newestAway(db, prefix, no);
  if (held || away) {
    const [run] = await runsOf(db, { ...span, vehicle: held?.vehicle ?? null, away });
    if (run) return { kind: 'issued', ...run };
  }
  // Used although nobody ever issued it: set aside, and its use is known all the same.
  const [run] = await runsOf(db, { ...span, vehicle: null, away: null });
  return run && run.fate.kind !== 'free' ? { kind: 'issued', ...run } : { kind: 'never-issued' };
}

async function newestAway(db: StationDb, prefix: string, no: number): Promise<Piece['away']> {
  const row = await changesOf(db)
    .where('prefix', '=', prefix)
    .where('first_no', '<=', no)
    .where('last_no', '>=', no)
    .orderBy('at_ms', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? awayOf(row) : null;
}

const changesOf = (db: StationDb) => db.selectFrom('din_range_change').selectAll();

type ChangeRow = Awaited<ReturnType<ReturnType<typeof changesOf>['execute']>>[number];

function awayOf(row: ChangeRow): NonNullable<Piece['away']> {
  const told =
    row.told_epoch === null || row.told_seq === null
      ? null
      : { vehicle: row.from_vehicle, epoch: row.told_epoch, seq: row.told_seq };
  const said = { atMs: row.at_ms, by: row.by_person, why: row.why, told };
  return row.to_vehicle === null
    ? { kind: 'recalled', ...said }
    : { kind: 'split', toVehicle: row.to_vehicle, toRangeId: row.to_range_id, ...said };
}

async function piecesOf(db: StationDb, rangeId: string): Promise<readonly Piece[]> {
  const kept = await db
    .selectFrom('din_range')
    .selectAll()
    .where('range_id', '=', rangeId)
    .execute();
  const changes = await changesOf(db).where('range_id', '=', rangeId).execute();
  return [
    ...kept.map(({ prefix, first_no, last_no, vehicle }) => ({
      ...{ prefix, firstNo: first_no, lastNo: last_no, vehicle, away: null },
    })),
    ...changes.map((row) => ({
      ...{ prefix: row.prefix, firstNo: row.first_no, lastNo: row.last_no },
      ...{ vehicle: row.to_range_id === null ? null : row.to_vehicle, away: awayOf(row) },
    })),
  ].toSorted((one, other) => one.firstNo - other.firstNo);
}

async function runsOf(db: StationDb, piece: Piece): Promise<readonly FateRun[]> {
  const { prefix, firstNo, lastNo, vehicle, away } = piece;
  const uses = await usesIn(db, piece);
  const days = vehicle === null || away !== null ? [] : await sealedDaysOf(db, vehicle, piece);
  const counted = new Map<SealedDay, Accounting>();
  const fateOf = async (no: number): Promise<DinFate> => {
    const use = uses.get(no);
    if (use) return use;
    if (away) return away;
    const day = days.find(({ spans }) =>
      spans.some((span) => span.prefix === prefix && no >= span.firstNo && no <= span.lastNo),
    );
    if (!day) return free;
    const accounting = counted.get(day) ?? (await accountingOf(db, day));
    counted.set(day, accounting);
    return accounting.fate;
  };
  // The fate changes only at these numbers; in between it is asked for once.
  const bounds = new Set([firstNo]);
  const bound = (no: number) => void (no > firstNo && no <= lastNo && bounds.add(no));
  for (const no of uses.keys()) [no, no + 1].forEach(bound);
  for (const { spans } of days) {
    for (const span of spans) [span.firstNo, span.lastNo + 1].forEach(bound);
  }
  const starts = [...bounds].toSorted((one, other) => one - other);
  const runs: FateRun[] = [];
  for (const [at, no] of starts.entries()) {
    const fate = await fateOf(no);
    const end = starts[at + 1] ?? lastNo + 1;
    const before = runs.at(-1);
    if (before?.fate === fate) {
      runs[runs.length - 1] = { ...before, count: before.count + end - no };
    } else runs.push({ firstDin: dinText(prefix, no), count: end - no, vehicle, fate });
  }
  return runs;
}

const free: DinFate = { kind: 'free' };

/** The donations under numbers of a span, whoever made them, the first the station had first. */
async function usesIn(
  db: StationDb,
  { prefix, firstNo, lastNo }: Piece,
): Promise<ReadonlyMap<number, DinFate>> {
  const rows = await db
    .selectFrom('donation')
    .innerJoin('journal', (join) =>
      join
        .onRef('journal.vehicle', '=', 'donation.vehicle')
        .on('journal.epoch', '=', sql<string>`coalesce(donation.prepared_in, donation.epoch)`)
        .onRef('journal.seq', '=', 'donation.prepared_seq'),
    )
    .leftJoin('din_use', 'din_use.din', 'donation.din')
    .selectAll('donation')
    .select(['journal.received_at_ms', 'din_use.donation_id as first_donation'])
    .where('donation.din', '>=', dinText(prefix, firstNo))
    .where('donation.din', '<=', dinText(prefix, lastNo))
    .orderBy('donation.din')
    .orderBy('journal.received_at_ms')
    .orderBy('donation.spoiled_at_ms', (order) => order.nullsLast())
    .orderBy('donation.started_at_ms', (order) => order.nullsLast())
    .execute();
  const byNumber = new Map<number, (typeof rows)[number][]>();
  for (const row of rows) {
    const no = Number(row.din.slice(7));
    const known = byNumber.get(no) ?? [];
    // The same donation again: a copy of the row in another chain of a restored laptop. The first read says most.
    if (known.some((each) => each.donation_id === row.donation_id)) continue;
    if (row.donation_id === row.first_donation) known.unshift(row);
    else known.push(row);
    byNumber.set(no, known);
  }
  const useOf = (row: (typeof rows)[number]): NumberUse => ({
    ...{ donationId: row.donation_id, preparedAtMs: row.prepared_at_ms },
    ...{ preparedBy: row.prepared_by, drawn: row.started_at_ms !== null },
    evidence: {
      ...{ vehicle: row.vehicle, epoch: row.prepared_in ?? row.epoch },
      seq: row.prepared_seq,
    },
  });
  return new Map(
    [...byNumber].flatMap(([no, [first, ...rest]]): [number, DinFate][] => {
      if (!first) return [];
      const known = { use: useOf(first), again: rest.map(useOf) };
      const { spoiled, spoiled_by, spoiled_witness, spoiled_at_ms, spoiled_seq } = first;
      if (spoiled === null || spoiled_seq === null) return [[no, { kind: 'used', ...known }]];
      return [
        [
          no,
          {
            ...{ kind: 'spoiled', ...known, reason: spoiled, by: spoiled_by ?? '' },
            ...{ witness: spoiled_witness ?? '', atMs: spoiled_at_ms ?? 0 },
            evidence: {
              ...{ vehicle: first.vehicle, epoch: first.spoiled_in ?? first.epoch },
              seq: spoiled_seq,
            },
          },
        ],
      ];
    }),
  );
}
