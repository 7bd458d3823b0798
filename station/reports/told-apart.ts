import type { ToldApart } from '../contract/enrolment.ts';
import { type ForkRow, forksOf } from '../intake/forks.ts';
import type { StationDb } from '../store/database.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** A repeat wants nothing done: it is told while somebody may still wonder. */
const repeatShownMs = 7 * dayMs;
const repeatsMax = 500;

/** What came again, from an older state or from a copy: first what wants a person, the newest first. */
export async function readToldApart(db: StationDb, nowMs: number): Promise<readonly ToldApart[]> {
  const names = await namesOf(db);
  return [...together(await forksOf(db)), ...(await repeatsOf(db, nowMs - repeatShownMs))]
    .map((seen) => ({
      ...seen,
      plate: names.plates.get(seen.vehicle) ?? seen.vehicle,
      laptop:
        seen.laptop === null
          ? null
          : { laptop: seen.laptop, machineName: names.machines.get(seen.laptop) ?? '' },
    }))
    .toSorted((one, other) => Number(one.told === 'repeat') - Number(other.told === 'repeat'));
}

type Seen = Omit<ToldApart, 'plate' | 'laptop'> & { readonly laptop: string | null };

/** A copy is seen several times, once as lacking entries and once as having others: for a person that is one thing. */
function together(forks: readonly ForkRow[]): readonly Seen[] {
  const byCopy = new Map<string, Seen>();
  for (const { told, vehicle, epoch, laptop, seq, heldSeq, wentOn, ...fork } of forks) {
    const key = `${vehicle} ${epoch} ${laptop}`;
    const known = byCopy.get(key);
    byCopy.set(key, {
      ...{ vehicle, epoch, laptop },
      told: known?.told === 'cloned' ? 'cloned' : told,
      seq: Math.min(known?.seq ?? seq, seq),
      heldSeq: Math.max(known?.heldSeq ?? heldSeq, heldSeq),
      wentOn: wentOn || known?.wentOn === true,
      firstSeenAtMs: Math.min(known?.firstSeenAtMs ?? fork.firstSeenAtMs, fork.firstSeenAtMs),
      lastSeenAtMs: Math.max(known?.lastSeenAtMs ?? fork.lastSeenAtMs, fork.lastSeenAtMs),
      count: (known?.count ?? 0) + fork.count,
    });
  }
  return [...byCopy.values()];
}

async function repeatsOf(db: StationDb, sinceMs: number): Promise<readonly Seen[]> {
  const rows = await db
    .selectFrom('epoch')
    .select(['vehicle', 'epoch', 'held_seq', 'repeats', 'repeated_seq', 'repeated_at_ms'])
    .where('repeated_at_ms', '>=', sinceMs)
    .orderBy('repeated_at_ms', 'desc')
    .limit(repeatsMax)
    .execute();
  return rows.map((row) => ({
    ...{ told: 'repeat', vehicle: row.vehicle, epoch: row.epoch, laptop: null, wentOn: false },
    ...{ seq: row.repeated_seq ?? 0, heldSeq: row.held_seq, count: row.repeats },
    ...{ firstSeenAtMs: row.repeated_at_ms ?? 0, lastSeenAtMs: row.repeated_at_ms ?? 0 },
  }));
}

async function namesOf(db: StationDb) {
  const plates = await db.selectFrom('vehicle').select(['vehicle', 'plate']).execute();
  const machines = await db
    .selectFrom('laptop')
    .innerJoin('fork', 'fork.laptop', 'laptop.laptop')
    .select(['laptop.laptop', 'laptop.machine_name'])
    .distinct()
    .execute();
  return {
    plates: new Map(plates.map(({ vehicle, plate }) => [vehicle, plate])),
    machines: new Map(machines.map((row) => [row.laptop, row.machine_name])),
  };
}
