import type { StationData } from '../../shared/sync/station-data.ts';
import { grouped } from '../plan/grouped.ts';
import type { StationDb } from '../store/database.ts';

const drivesMax = 5000;

/** The drives vehicles take along: all that plans hold, and confirmed ones that a newer plan no longer names. */
export async function drivesOf(db: StationDb): Promise<StationData['drives']> {
  const drives = await db
    .selectFrom('drive')
    .select(['drive_id', 'planned', 'venue', 'target'])
    .where((q) => q.or([q('withdrawn_at_ms', 'is', null), q('confirmed_on', 'is not', null)]))
    .orderBy('plan')
    .orderBy('plan_row')
    .orderBy('drive_id')
    .limit(drivesMax)
    .execute();
  const units = await db
    .selectFrom('drive_unit')
    .select(['drive_id', 'unit'])
    .orderBy('position')
    .execute();
  const byDrive = grouped(units, ({ drive_id }) => drive_id);
  return drives.map(({ drive_id, planned, venue, target }) => ({
    // Made by the import in the shape of an identifier.
    driveId: drive_id as StationData['drives'][number]['driveId'],
    planned,
    venue,
    organisations: (byDrive.get(drive_id) ?? []).map(({ unit }) => unit),
    target,
  }));
}
