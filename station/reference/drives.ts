import { sql } from 'kysely';
import { contactsGoAlong, type Here } from '../../shared/domain/drive/standing.ts';
import type { PlannedDrive } from '../../shared/domain/drive/planned-drive.ts';
import { operatorId, vehicleId } from '../../shared/ids.ts';
import { type SameUnit, readSameUnit } from '../plan/aliases.ts';
import { grouped } from '../plan/grouped.ts';
import { yearPlan } from '../plan/year-plan.ts';
import { yearTargets, type YearTargets } from '../plan/year-targets.ts';
import type { StationDb } from '../store/database.ts';

const drivesMax = 5000;
const contactsMax = 10;

/**
 * The drives a vehicle takes along: all that plans hold, and withdrawn ones that are confirmed or whose time is not over, so that it
 * hears that they were. Whom to call, and who is on the team, is told to the vehicle whose drive it is.
 */
export async function drivesOf(db: StationDb, here: Here): Promise<PlannedDrive[]> {
  const drives = await db
    .selectFrom('drive')
    .innerJoin('plan', 'plan.plan', 'drive.plan')
    .leftJoin('vehicle', 'vehicle.vehicle', 'drive.confirmed_vehicle')
    .selectAll('drive')
    .select(['plan.year', 'vehicle.plate'])
    .where((q) =>
      q.or([
        q('withdrawn_at_ms', 'is', null),
        q('confirmed_on', 'is not', null),
        q('to_date', '>=', here.date),
      ]),
    )
    // Of more than vehicles take, those that are over longest stay behind.
    .orderBy(sql`greatest(drive.to_date, drive.confirmed_on)`, 'desc')
    .orderBy('drive.drive_id')
    .limit(drivesMax)
    .execute();
  const units = await db
    .selectFrom('drive_unit')
    .select(['drive_id', 'unit', 'unit_id'])
    .orderBy('position')
    .execute();
  const unitsOf = grouped(units, ({ drive_id }) => drive_id);
  const targets = await targetsOf(db, new Set(drives.map(({ year }) => year)));
  const same = await readSameUnit(db);
  const contactsOf = await readContacts(db, same);
  return drives.toSorted(inPlanOrder).map((drive) => {
    const isHere = drive.confirmed_vehicle === here.vehicle;
    const standing = {
      ...{ from: drive.from_date, to: drive.to_date, withdrawn: drive.withdrawn_at_ms !== null },
      confirmed:
        drive.confirmed_on === null
          ? null
          : {
              on: drive.confirmed_on,
              // The table holds all of a confirmation or nothing of it.
              vehicle: vehicleId.parse(drive.confirmed_vehicle),
              plate: (drive.plate ?? '').slice(0, 64),
              team: isHere ? (drive.confirmed_team ?? []).map((one) => operatorId.parse(one)) : [],
            },
    };
    const ofYear = targets.get(drive.year);
    const withContacts = contactsGoAlong(standing, here);
    return {
      // Made by the import in the shape of an identifier.
      driveId: drive.drive_id as PlannedDrive['driveId'],
      ...{ planned: drive.planned, venue: drive.venue },
      target: ofYear?.ofDrive.get(drive.drive_id) ?? drive.target,
      units: (unitsOf.get(drive.drive_id) ?? []).map(({ unit, unit_id }) => ({
        name: unit,
        target: ofYear?.ofUnit.get(same(unit_id))?.people ?? null,
        contacts: withContacts ? (contactsOf.get(same(unit_id)) ?? []) : [],
      })),
      ...standing,
    };
  });
}

interface InPlan {
  readonly plan: string;
  readonly plan_row: number;
  readonly drive_id: string;
}

const inPlanOrder = (one: InPlan, other: InPlan): number =>
  compare(one.plan, other.plan) ||
  one.plan_row - other.plan_row ||
  compare(one.drive_id, other.drive_id);

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

async function targetsOf(
  db: StationDb,
  years: ReadonlySet<number>,
): Promise<ReadonlyMap<number, YearTargets>> {
  const targets = new Map<number, YearTargets>();
  for (const year of years) targets.set(year, yearTargets(await yearPlan(db, year)));
  return targets;
}

type Contacts = PlannedDrive['units'][number]['contacts'];

/** By unit, under whichever of its names they were given. */
async function readContacts(db: StationDb, same: SameUnit): Promise<ReadonlyMap<string, Contacts>> {
  const rows = await db
    .selectFrom('unit_contact')
    .select(['unit_id', 'role', 'name', 'phone'])
    .orderBy('unit_id')
    .orderBy('position')
    .execute();
  return new Map(
    [...grouped(rows, ({ unit_id }) => same(unit_id))].map(([unitId, people]) => [
      unitId,
      people.slice(0, contactsMax).map(({ role, name, phone }) => ({
        ...{ role, name: name.slice(0, 64), phone: phone.slice(0, 64) },
      })),
    ]),
  );
}
