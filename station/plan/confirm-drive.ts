import { type CivilDate, isCivilDate } from '../../shared/domain/civil-date.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange } from '../reference/counter.ts';
import { type Author, logChanges } from './change-log.ts';

export interface Confirmation {
  readonly driveId: string;
  readonly on: CivilDate;
  readonly vehicle: string;
  /** Operators, at least one. */
  readonly team: readonly string[];
  /** A person's word that the unit agreed to a day outside the planned time. */
  readonly outsidePeriod?: boolean;
  /** A person's word that the vehicle goes to two places that day. */
  readonly secondThatDay?: boolean;
}

export type ConfirmRefusal =
  | 'unknown-drive'
  | 'drive-withdrawn'
  | 'not-a-date'
  | 'outside-period'
  | 'unknown-vehicle'
  | 'vehicle-taken'
  | 'no-team'
  | 'unknown-team-member';

const teamMax = 50;

/** Fixes a planned drive's day, vehicle and team, or changes them: a person's word, which no import overwrites. */
export function confirmDrive(
  db: StationDb,
  confirmation: Confirmation,
  author: Author,
): Promise<Result<undefined, ConfirmRefusal>> {
  const { driveId, on, vehicle } = confirmation;
  const team = [...new Set(confirmation.team)];
  return inTransaction<undefined, ConfirmRefusal>(db, async (trx) => {
    if (!isCivilDate(on)) return err('not-a-date');
    // Two people confirming for one vehicle wait for each other here.
    const known = await trx
      .selectFrom('vehicle')
      .select('vehicle')
      .where('vehicle', '=', vehicle)
      .forUpdate()
      .executeTakeFirst();
    const drive = await lockDrive(trx, driveId);
    if (!drive) return err('unknown-drive');
    if (drive.withdrawn_at_ms !== null && drive.confirmed_on === null)
      return err('drive-withdrawn');
    if (!known) return err('unknown-vehicle');
    if (team.length === 0) return err('no-team');
    const staff = await trx
      .selectFrom('staff')
      .select('operator_id')
      .where('operator_id', 'in', team.slice(0, teamMax))
      .execute();
    if (staff.length !== team.length) return err('unknown-team-member');
    const isOutside = on < drive.from_date || on > drive.to_date;
    if (isOutside && confirmation.outsidePeriod !== true) return err('outside-period');
    if (confirmation.secondThatDay !== true) {
      const other = await trx
        .selectFrom('drive')
        .select('drive_id')
        .where('confirmed_on', '=', on)
        .where('confirmed_vehicle', '=', vehicle)
        .where('drive_id', '<>', driveId)
        .executeTakeFirst();
      if (other) return err('vehicle-taken');
    }
    const before = confirmationOf(drive);
    const after = { on, vehicle, team };
    if (JSON.stringify(before) === JSON.stringify(after)) return ok(undefined);
    await trx
      .updateTable('drive')
      .set({
        confirmed_on: on,
        confirmed_vehicle: vehicle,
        confirmed_team: JSON.stringify(team),
        confirmed_by: author.by,
        confirmed_at_ms: author.nowMs,
      })
      .where('drive_id', '=', driveId)
      .execute();
    await logChanges(trx, author, [
      { kind: 'drive-confirmed', plan: drive.plan, driveId, detail: { before, after } },
    ]);
    await countChange(trx, 'reference');
    return ok(undefined);
  });
}

/** Takes a confirmation back, with the reason: the drive is planned again. */
export function releaseDrive(
  db: StationDb,
  { driveId, reason }: { readonly driveId: string; readonly reason: string },
  author: Author,
): Promise<Result<undefined, 'unknown-drive' | 'not-confirmed' | 'reason-missing'>> {
  return inTransaction<undefined, 'unknown-drive' | 'not-confirmed' | 'reason-missing'>(
    db,
    async (trx) => {
      if (reason.trim() === '') return err('reason-missing');
      const drive = await lockDrive(trx, driveId);
      if (!drive) return err('unknown-drive');
      const before = confirmationOf(drive);
      if (before === null) return err('not-confirmed');
      await trx
        .updateTable('drive')
        .set({
          confirmed_on: null,
          confirmed_vehicle: null,
          confirmed_team: null,
          confirmed_by: null,
          confirmed_at_ms: null,
        })
        .where('drive_id', '=', driveId)
        .execute();
      await logChanges(trx, author, [
        { kind: 'drive-released', plan: drive.plan, driveId, detail: { before, reason } },
      ]);
      await countChange(trx, 'reference');
      return ok(undefined);
    },
  );
}

const lockDrive = (trx: StationTransaction, driveId: string) =>
  trx
    .selectFrom('drive')
    .selectAll()
    .where('drive_id', '=', driveId)
    .forUpdate()
    .executeTakeFirst();

type DriveRow = NonNullable<Awaited<ReturnType<typeof lockDrive>>>;

const confirmationOf = ({ confirmed_on, confirmed_vehicle, confirmed_team }: DriveRow) =>
  confirmed_on === null
    ? null
    : { on: confirmed_on, vehicle: confirmed_vehicle, team: confirmed_team };
