import { operatorId } from '../../../shared/ids.ts';
import { importPlan, previewPlan, putStaff, putVehicle } from '../../../station/administer.ts';
import { readDrives } from '../../../station/plan/read-plans.ts';
import { startTestStation, type TestStation } from './station.ts';

type Db = Pick<TestStation, 'db'>;

/** Late in the year: what was planned before is over. */
export const here = { vehicle: 'van-01', date: '2026-12-31' };
export const author = { by: 'leader-1', nowMs: Date.UTC(2026, 0, 5) };

/** Imports the text of a plan as somebody at a desk does, under this name; answers what `importPlan` says. */
export async function importText(
  { db }: Db,
  name: string,
  content: string | Uint8Array,
  year?: number,
) {
  const preview = previewPlan(
    typeof content === 'string' ? Buffer.from(content) : content,
    `${name}.csv`,
  );
  if (!preview.ok) throw new Error(preview.error);
  return importPlan(db, preview.value, {
    ...{ name, ...author },
    ...(year === undefined ? {} : { year }),
  });
}

/** The same of a plan that must not be refused. */
export async function imported(...args: Parameters<typeof importText>) {
  const done = await importText(...args);
  if (!done.ok) throw new Error(done.error);
  return done.value;
}

/** What was written down of a plan and its drives, the oldest first. */
export const changesOf = ({ db }: Db, plan: string) =>
  db
    .selectFrom('plan_change')
    .select(['kind', 'drive_id', 'by_whom', 'detail'])
    .where('plan', '=', plan)
    .orderBy('change_id')
    .execute();

/** Every drive of a year, as the station sees it on a day. */
export const drivesOn = async (
  { db }: Db,
  wanted: { readonly year: number; readonly today: string },
) => (await readDrives(db, { ...wanted, page: 1, size: 500 })).rows;

/** Two units in the first row, and a fourth row whose time nobody understands. */
export const smallPlan =
  '时间,地点,单位,总人数,任务数\n3月第一周,采血屋,甲局、乙局,,30\n4月上旬,,丙局,100,20\n5月,,丁镇,,9\n某时,,戊局,,1';

/** A station with two vehicles and two leaders. */
export async function planningStation(): Promise<TestStation> {
  const station = await startTestStation();
  for (const vehicleId of ['van-01', 'van-02']) {
    await putVehicle(station.db, { vehicleId, plate: vehicleId });
  }
  await putStaff(
    station.db,
    ['li', 'wang'].map((id) => ({ operatorId: operatorId.parse(id), name: id, roles: ['leader'] })),
  );
  return station;
}
