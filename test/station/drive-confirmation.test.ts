import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmDrive, releaseDrive } from '../../station/administer.ts';
import type { TestStation } from './support/station.ts';
import {
  author,
  changesOf,
  drivesOn,
  imported,
  planningStation,
  smallPlan,
} from './support/plans.ts';

let station: TestStation;
beforeAll(async () => {
  station = await planningStation();
  await imported(station, 'again', smallPlan.replace('某时,,戊局,,1', '7月,,己局,,5'), 2026);
  // Its last drive is withdrawn.
  await imported(station, 'again', smallPlan, 2026);
});
afterAll(() => station.close());

describe('a drive is confirmed', () => {
  const confirm = (over: Partial<Parameters<typeof confirmDrive>[1]> = {}) =>
    confirmDrive(
      station.db,
      { driveId: 'again-0001', on: '2026-03-04', vehicle: 'van-02', team: ['li'], ...over },
      author,
    );

  test('only for a day, a vehicle and a team that exist, and within its time unless a person says otherwise', async () => {
    expect(await confirm({ driveId: 'again-0099' })).toMatchObject({ error: 'unknown-drive' });
    expect(await confirm({ driveId: 'again-0004' })).toMatchObject({ error: 'drive-withdrawn' });
    expect(await confirm({ on: '2026-02-30' })).toMatchObject({ error: 'not-a-date' });
    expect(await confirm({ vehicle: 'van-09' })).toMatchObject({ error: 'unknown-vehicle' });
    expect(await confirm({ team: [] })).toMatchObject({ error: 'no-team' });
    expect(await confirm({ team: ['li', 'nobody'] })).toMatchObject({
      error: 'unknown-team-member',
    });
    expect(await confirm({ on: '2026-03-09' })).toMatchObject({ error: 'outside-period' });
    expect(await confirm({ on: '2026-03-09', outsidePeriod: true })).toMatchObject({ ok: true });
    expect(await confirm()).toMatchObject({ ok: true });
  });

  test('and its vehicle is not sent to two places that day by accident, even by two people at once', async () => {
    const third = { driveId: 'again-0003', on: '2026-03-04', outsidePeriod: true };
    expect(await confirm(third)).toMatchObject({ error: 'vehicle-taken' });
    expect(await confirm({ ...third, secondThatDay: true })).toMatchObject({ ok: true });
    await releaseDrive(station.db, { driveId: 'again-0001', reason: '重排' }, author);
    await releaseDrive(station.db, { driveId: 'again-0003', reason: '重排' }, author);
    const both = await Promise.all([confirm(), confirm(third)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('and released with a reason, which stays written down', async () => {
    await confirm({ secondThatDay: true });
    const release = (driveId: string, reason: string) =>
      releaseDrive(station.db, { driveId, reason }, { ...author, by: 'wang' });
    expect(await release('again-0001', ' ')).toMatchObject({ error: 'reason-missing' });
    expect(await release('again-0001', '单位改期')).toMatchObject({ ok: true });
    expect(await release('again-0001', '单位改期')).toMatchObject({ error: 'not-confirmed' });
    expect(await release('again-0099', 'x')).toMatchObject({ error: 'unknown-drive' });
    expect((await changesOf(station, 'again')).at(-1)).toMatchObject({
      kind: 'drive-released',
      by_whom: 'wang',
      detail: { before: { on: '2026-03-04', vehicle: 'van-02', team: ['li'] }, reason: '单位改期' },
    });
  });

  test('a week ahead at the latest: until then it is due, afterwards overdue', async () => {
    const stateOn = async (today: string) => {
      const drives = await drivesOn(station, { year: 2026, today });
      return drives.find(({ driveId }) => driveId === 'again-0001')?.state;
    };
    expect(await stateOn('2026-02-22')).toBe('planned');
    expect(await stateOn('2026-02-23')).toBe('due');
    expect(await stateOn('2026-03-08')).toBe('due');
    expect(await stateOn('2026-03-09')).toBe('overdue');
  });

  test('and what was written down of it can be neither changed nor deleted', async () => {
    await expect(
      station.db.updateTable('plan_change').set({ by_whom: 'x' }).execute(),
    ).rejects.toThrow('append-only');
    await expect(station.db.deleteFrom('plan_change').execute()).rejects.toThrow('append-only');
    await expect(sql`truncate plan_change`.execute(station.db)).rejects.toThrow('append-only');
  });
});
