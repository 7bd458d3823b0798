import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, addMonths } from '../../shared/domain/civil-date.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { dayOf } from '../../electron/core/store/append.ts';
import { operatorId } from '../../shared/ids.ts';
import { roles } from '../../shared/roles.ts';
import { stationRoles } from '../../station/contract/roles.ts';
import * as administer from '../../station/administer.ts';
import { startEmbeddedPostgres } from '../../station/embedded-postgres.ts';
import { type RunningStation, startStation } from '../../station/start.ts';

const root = join(import.meta.dirname, '..', '..');

/** The three real yearly plans, as untidy as they arrived. */
export const plans = [
  'huaibei-annex1-city-units',
  'huaibei-annex2-districts',
  'zhangjiajie-2012-targets',
];

export const demoVehicle = 'demo-vehicle-1';
const otherVehicle = 'demo-vehicle-2';

/** What the station has agreed on with its units, by days from today: today's drive, a coming one, and another vehicle's. */
const arranged = [
  { driveId: 'huaibei-annex1-city-units-0010', inDays: 0, vehicle: demoVehicle },
  { driveId: 'huaibei-annex1-city-units-0012', inDays: 2, vehicle: demoVehicle },
  { driveId: 'huaibei-annex1-city-units-0011', inDays: 0, vehicle: otherVehicle },
] as const;

/** ST-001 uses facility A9999 in its examples: no real facility has it. */
const demoDin = (onDate: string, sequence: number): string =>
  `A9999${onDate.slice(2, 4)}${String(sequence).padStart(6, '0')}`;

/** Numbers for labels printed on the vehicle, and numbers of label sets printed beforehand. */
const printedOnVehicle = { from: 1, count: 500 } as const;
const printedBeforehand = { from: 900_001, count: 200 } as const;

/** The number of the label set at `index` of those printed beforehand. */
export const printedSetDin = (onDate: string, index: number): string =>
  demoDin(onDate, printedBeforehand.from + index);

const staff = [
  ['demo', '演示护士', roles],
  ['zhang', '张护士', ['phlebotomist', 'registrar']],
  ['li', '李医师', ['examiner', 'tester']],
  ['wang', '王队长', ['leader', 'courier']],
] as const;

export interface DemoStationOptions {
  readonly folder: string;
  readonly onDate: string;
  readonly donorHashKeyHex: string;
  readonly donors: readonly IndexedDonor[];
  readonly port?: number;
  readonly nowMs?: () => number;
}

export interface DemoStation {
  readonly station: RunningStation;
  /** Opens the station's page as the demo's administrator, who may do everything; good for a day. */
  readonly page: string;
  /** A session of the same person for programs: `authorization: Bearer …`. */
  readonly pageToken: string;
  /** Enrols the demo's laptop, unless it is already. */
  readonly enrolCode: string;
  readonly close: () => Promise<void>;
}

/** A real PostgreSQL and a real station with a vehicle and a code for its laptop, plans imported, lots, numbers and donors. Repeating it changes nothing. */
export async function startDemoStation(options: DemoStationOptions): Promise<DemoStation> {
  const postgres = required(await startEmbeddedPostgres({ folder: options.folder }));
  try {
    const station = required(
      await startStation({
        databaseUrl: postgres.url,
        ...(options.port === undefined ? {} : { port: options.port }),
        ...(options.nowMs === undefined ? {} : { nowMs: options.nowMs }),
      }),
    );
    await furnish(station, options);
    const nowMs = (options.nowMs ?? Date.now)();
    const { code } = required(await administer.makeEnrolCode(station.db, demoVehicle, nowMs));
    return {
      ...{ station, enrolCode: code },
      ...(await signInDemo(station, nowMs)),
      close: async () => {
        await station.close();
        await postgres.close();
      },
    };
  } catch (fault) {
    await postgres.close();
    throw fault;
  }
}

const demoUser = 'demo';
const dayMs = 24 * 60 * 60 * 1000;
/** A page that is opened again and again is still one person's. */
const demoUses = 1000;

async function signInDemo({ db, url }: RunningStation, nowMs: number) {
  const made = await administer.addUser(
    db,
    { user: demoUser, name: '演示管理员', roles: stationRoles, by: 'demo' },
    nowMs,
  );
  if (!made.ok && made.error !== 'user-exists') throw new Error(made.error);
  // Nobody types this account's password: its ways in are made anew with every start.
  await administer.acceptPassword(db, demoUser);
  const code = await administer.makeSignInCode(db, {
    ...{ user: demoUser, expiresAtMs: nowMs + dayMs, uses: demoUses },
  });
  return {
    page: `${url}/#/enter/${code}`,
    pageToken: await administer.beginSession(db, demoUser, nowMs),
  };
}

async function furnish({ db }: RunningStation, options: DemoStationOptions): Promise<void> {
  const { onDate, donorHashKeyHex, donors } = options;
  required(await administer.putVehicle(db, { vehicleId: demoVehicle, plate: '皖F·采03' }));
  required(await administer.putVehicle(db, { vehicleId: otherVehicle, plate: '皖F·采05' }));
  await administer.putStation(db, {
    name: '演示中心血站',
    latinName: 'DEMO BLOOD STATION',
    licence: '演示-000000',
  });
  await administer.putStaff(
    db,
    staff.map(([id, name, held]) => ({ operatorId: operatorId.parse(id), name, roles: [...held] })),
  );
  // Whoever tries the demo does not wait minutes for a bag to fill.
  await administer.putJudgingSettings(db, { drawMinS: 0 });
  await administer.putBagLots(db, bagLots(onDate));
  for (const name of plans) {
    const fileName = `${name}.csv`;
    const bytes = readFileSync(join(root, 'resources', 'plans', fileName));
    const preview = required(administer.previewPlan(bytes, fileName));
    // Of the demo's own year, so that its drives lie around today.
    const year = Number(onDate.slice(0, 4));
    const author = { by: 'demo', nowMs: options.nowMs?.() ?? Date.now() };
    required(await administer.importPlan(db, preview, { name, year, ...author }));
  }
  await arrangeDrives(db, options.nowMs?.() ?? Date.now());
  for (const { from, count } of [printedOnVehicle, printedBeforehand]) {
    const firstDin = demoDin(onDate, from);
    const issued = await administer.issueDinRange(db, { vehicleId: demoVehicle, firstDin, count });
    if (!issued.ok && issued.error !== 'overlap') throw new Error(issued.error);
  }
  required(await administer.setDonorHashKey(db, donorHashKeyHex));
  await administer.putDonors(db, donors);
}

/** Confirms the drives for today, every day anew, with somebody to call at the first one's unit. */
async function arrangeDrives(db: RunningStation['db'], nowMs: number): Promise<void> {
  const author = { by: 'demo', nowMs };
  for (const { driveId, inDays, vehicle } of arranged) {
    const on = addDays(dayOf(nowMs), inDays);
    required(
      await administer.confirmDrive(
        db,
        {
          ...{ driveId, on, vehicle, team: ['wang', 'li', 'zhang'] },
          ...{ outsidePeriod: true, secondThatDay: true },
        },
        author,
      ),
    );
  }
  const unit = await db
    .selectFrom('drive_unit')
    .innerJoin('unit', 'unit.unit_id', 'drive_unit.unit_id')
    .select(['unit.unit_id', 'unit.kind', 'unit.headcount', 'unit.population'])
    .where('drive_id', '=', arranged[0].driveId)
    .where('position', '=', 0)
    .executeTakeFirstOrThrow();
  // Invented, as everybody here is.
  const contact = { role: 'liaison', name: '周某某', phone: '0561-0000000' } as const;
  const { unit_id: unitId, kind, headcount, population } = unit;
  const contacts = [contact];
  required(await administer.putUnit(db, { unitId, kind, headcount, population, contacts }, author));
}

const bagLots = (onDate: string) => [
  {
    lot: 'CPDA400-26A',
    product: 'CPDA-1 400 mL',
    anticoagulant: 'CPDA-1',
    nominalVolumeMl: 400,
    expiresOn: addMonths(onDate, 18, 'last-day'),
  },
  {
    lot: 'CPDA200-26B',
    product: 'CPDA-1 200 mL',
    anticoagulant: 'CPDA-1',
    nominalVolumeMl: 200,
    expiresOn: addMonths(onDate, 12, 'last-day'),
  },
  {
    lot: 'CPDA400-OLD',
    product: 'CPDA-1 400 mL',
    anticoagulant: 'CPDA-1',
    nominalVolumeMl: 400,
    expiresOn: addDays(onDate, -30),
  },
];

function required<T>(result: { ok: true; value: T } | { ok: false; error: string }): T {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
