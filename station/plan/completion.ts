import { sql } from 'kysely';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { foldCompletion, type Given } from './completion-fold.ts';
import type { Completion } from './completion-shape.ts';
import { yearPlan } from './year-plan.ts';

/** How far the plans of a year are fulfilled by what the vehicles have sent, of one moment. */
export function readCompletion(db: StationDb, year: number): Promise<Completion> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) =>
      foldCompletion(year, await yearPlan(trx, year), await givenIn(trx, year)),
    );
}

const chinaOffsetMs = 8 * 60 * 60 * 1000;
const yearStartMs = (year: number) => Date.UTC(year, 0, 1) - chinaOffsetMs;

/** Sessions opened in the year, each with what it drew from the donors of every unit; a session that drew nothing is one row of zeros. */
async function givenIn(trx: StationTransaction, year: number): Promise<Given[]> {
  const rows = await trx
    .selectFrom('session')
    .innerJoin('vehicle', 'vehicle.vehicle', 'session.vehicle')
    .leftJoin('donation', (join) =>
      join
        .onRef('donation.vehicle', '=', 'session.vehicle')
        .onRef('donation.epoch', '=', 'session.epoch')
        .onRef('donation.session_id', '=', 'session.session_id')
        .on('donation.started_at_ms', 'is not', null),
    )
    .leftJoin('visit', (join) =>
      join
        .onRef('visit.vehicle', '=', 'donation.vehicle')
        .onRef('visit.epoch', '=', 'donation.epoch')
        .onRef('visit.visit_id', '=', 'donation.visit_id'),
    )
    .select([
      'session.vehicle',
      'vehicle.plate',
      'session.epoch',
      'session.session_id',
      'session.drive_id',
      'session.venue',
      sql<readonly string[]>`min(session.organisations::text)::json`.as('organisations'),
      sql<string>`to_char(to_timestamp(session.opened_at_ms / 1000.0) at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`.as(
        'day',
      ),
      'visit.organisation',
      sql<number>`count(donation.donation_id)`.as('donations'),
      sql<number>`coalesce(sum(donation.volume_ml), 0)::bigint`.as('volume_ml'),
    ])
    .where('session.opened_at_ms', '>=', yearStartMs(year))
    .where('session.opened_at_ms', '<', yearStartMs(year + 1))
    .groupBy([
      'session.vehicle',
      'vehicle.plate',
      'session.epoch',
      'session.session_id',
      'session.drive_id',
      'session.venue',
      'session.opened_at_ms',
      'visit.organisation',
    ])
    .orderBy('session.opened_at_ms')
    .orderBy('visit.organisation')
    .execute();
  return rows.map(({ session_id, drive_id, volume_ml, epoch: _, ...row }) => ({
    ...row,
    sessionId: session_id,
    driveId: drive_id,
    volumeMl: volume_ml,
  }));
}
