import { err, ok, type Result } from '../../shared/result.ts';
import { type PublicJwk, publicJwk } from '../../shared/sync/enrolment.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';

export interface Laptop {
  /** Thumbprint of its key. */
  readonly laptop: string;
  readonly vehicle: string;
  readonly publicKey: PublicJwk;
  readonly machineName: string;
  readonly appVersion: string;
  readonly enrolledAtMs: number;
  readonly lastSeenAtMs: number;
  readonly revoked: { readonly atMs: number; readonly why: string; readonly by: string } | null;
}

export async function laptopOf(
  db: StationDb | StationTransaction,
  laptop: string,
): Promise<Laptop | undefined> {
  const row = await laptopRows(db).where('laptop', '=', laptop).executeTakeFirst();
  return row && toLaptop(row);
}

const listedMax = 1000;

/** Every laptop, by vehicle, the newest first. */
export async function listLaptops(db: StationDb): Promise<readonly Laptop[]> {
  const rows = await laptopRows(db)
    .orderBy('vehicle')
    .orderBy('enrolled_at_ms', 'desc')
    .limit(listedMax)
    .execute();
  return rows.map(toLaptop);
}

/** Ends a laptop's access for good; what it still holds stays with it. Refuses a laptop that is not there or has been revoked. */
export async function revokeLaptop(
  db: StationDb,
  laptop: string,
  { why, by, nowMs }: { readonly why: string; readonly by: string; readonly nowMs: number },
): Promise<Result<undefined, 'unknown-laptop' | 'revoked-before'>> {
  const done = await db
    .updateTable('laptop')
    .set({ revoked_at_ms: nowMs, revoked_why: why, revoked_by: by })
    .where('laptop', '=', laptop)
    .where('revoked_at_ms', 'is', null)
    .executeTakeFirst();
  if (done.numUpdatedRows > 0n) return ok(undefined);
  return err((await laptopOf(db, laptop)) ? 'revoked-before' : 'unknown-laptop');
}

const seenEveryMs = 60_000;

/** Notes that a laptop was heard, once a minute at most: a sync of a hundred requests is one write. */
export async function noteSeen(
  db: StationDb,
  { laptop, lastSeenAtMs }: Laptop,
  nowMs: number,
): Promise<void> {
  if (nowMs - lastSeenAtMs < seenEveryMs) return;
  await db
    .updateTable('laptop')
    .set({ last_seen_at_ms: nowMs })
    .where('laptop', '=', laptop)
    .where('last_seen_at_ms', '<', nowMs)
    .execute();
}

export const laptopRows = (db: StationDb | StationTransaction) =>
  db.selectFrom('laptop').selectAll('laptop');

type Row = Awaited<ReturnType<ReturnType<typeof laptopRows>['execute']>>[number];

export const toLaptop = (row: Row): Laptop => ({
  laptop: row.laptop,
  vehicle: row.vehicle,
  publicKey: publicJwk.parse(row.public_key),
  machineName: row.machine_name,
  appVersion: row.app_version,
  enrolledAtMs: row.enrolled_at_ms,
  lastSeenAtMs: row.last_seen_at_ms,
  // The table's checks: the three are there together or not at all.
  revoked:
    row.revoked_at_ms === null
      ? null
      : { atMs: row.revoked_at_ms, why: row.revoked_why ?? '', by: row.revoked_by ?? '' },
});
