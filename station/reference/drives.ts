import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../shared/result.ts';
import type { StationData } from '../../shared/sync/station-data.ts';
import { type PlannedDrive, type PlanRefusal, type RejectedRow, readPlan } from '../plan/plan.ts';
import { type PlanPreview, previewPlan } from '../plan/preview.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange } from './counter.ts';

export interface ImportedPlan extends PlanPreview {
  readonly rejectedRows: readonly RejectedRow[];
}

/** Imports a plan file under a name of letters, digits, dots and dashes. The same name again replaces the plan's drives. */
export async function importPlan(
  db: StationDb,
  { name, csv }: { readonly name: string; readonly csv: Uint8Array },
): Promise<Result<ImportedPlan, PlanRefusal | 'name-not-allowed'>> {
  // The name begins each drive's identifier.
  if (!/^[A-Za-z0-9._-]{1,58}$/.test(name)) return err('name-not-allowed');
  const read = readPlan(csv);
  if (!read.ok) return read;
  const plan = read.value;
  const sha256 = createHash('sha256').update(csv).digest();
  return inTransaction(db, async (trx) => {
    await trx.deleteFrom('plan').where('plan', '=', name).execute();
    await trx
      .insertInto('plan')
      .values({ plan: name, imported_at_ms: Date.now(), sha256 })
      .execute();
    await insertDrives(trx, name, plan.drives);
    await countChange(trx, 'reference');
    return ok({ ...previewPlan(plan), rejectedRows: plan.rejected });
  });
}

const rowsAtOnce = 500;

async function insertDrives(
  trx: StationTransaction,
  plan: string,
  drives: readonly PlannedDrive[],
): Promise<void> {
  for (let from = 0; from < drives.length; from += rowsAtOnce) {
    const some = drives.slice(from, from + rowsAtOnce);
    await trx
      .insertInto('drive')
      .values(
        some.map((drive) => ({
          drive_id: driveId(plan, drive.row),
          plan,
          plan_row: drive.row,
          planned: drive.planned,
          period: JSON.stringify(drive.period),
          venue: drive.venue,
          venue_kind: drive.venueKind,
          target: drive.target,
        })),
      )
      .execute();
    const units = some.flatMap((drive) =>
      drive.units.map((unit, position) => ({
        drive_id: driveId(plan, drive.row),
        position,
        unit,
        // A headcount belongs to the row's one unit; a list of several has none of its own.
        headcount: drive.units.length === 1 ? drive.headcount : null,
      })),
    );
    for (let at = 0; at < units.length; at += rowsAtOnce) {
      await trx
        .insertInto('drive_unit')
        .values(units.slice(at, at + rowsAtOnce))
        .execute();
    }
  }
}

const driveId = (plan: string, row: number) => `${plan}-${String(row).padStart(4, '0')}`;

export async function drivesOf(db: StationDb): Promise<StationData['drives']> {
  const drives = await db
    .selectFrom('drive')
    .selectAll()
    .orderBy('plan')
    .orderBy('plan_row')
    .limit(5000)
    .execute();
  const units = await db.selectFrom('drive_unit').selectAll().orderBy('position').execute();
  const byDrive = new Map<string, string[]>();
  for (const { drive_id, unit } of units) {
    byDrive.set(drive_id, [...(byDrive.get(drive_id) ?? []), unit]);
  }
  return drives.map(({ drive_id, planned, venue, target }) => ({
    // Made above in the shape of an identifier.
    driveId: drive_id as StationData['drives'][number]['driveId'],
    planned,
    venue,
    organisations: byDrive.get(drive_id) ?? [],
    target,
  }));
}
