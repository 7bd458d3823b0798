import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { vehicleReference, paths } from '../../shared/sync/station-api.ts';
import { makeEnrolCode, putVehicle, setDonorHashKey } from '../../station/administer.ts';
import { createTestLaptop } from './support/laptop.ts';
import { post, signedIn } from './support/page.ts';
import { startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, type Van } from './support/van.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
  await setDonorHashKey(station.db, 'ab'.repeat(32));
});
afterAll(() => station.close());

/** The entry with something else in its body, as a program of another make would send it. */
function instead(it: Van, type: string, over: object): void {
  const last = it.journal.entries.pop();
  if (last?.type !== type) throw new Error(`the last entry is no ${type}`);
  it.journal.appendAny(type, { ...last.body, ...over });
}

test('an entry whose text the database cannot hold is kept and set aside, and the entries after it go on', async () => {
  const [it, person] = [await createVan(station), aPerson()];
  const visitId = it.journal.register(person);
  it.journal.appendAny('deferral.placed', {
    ...{ donorKey: person, visitId, note: '', witness: null },
    deferral: {
      ...{ reason: 'hb\0sag', clause: null, permanent: true, until: null, bars: 'all' },
      endedOn: null,
    },
  });
  it.journal.donate(visitId, it.din(0));
  it.journal.entries.splice(-3);
  instead(it, 'donation.prepared', { din: `${it.din(0).slice(0, 12)}\0` });
  it.journal.donate(visitId, it.din(1));
  const last = it.journal.entries.length;
  expect(await it.post()).toEqual([
    [5, 'unknown-entry'],
    [6, 'unknown-entry'],
  ]);
  expect(last).toBe(10);
});

test('a number that is none keeps no vehicle from its reference', async () => {
  const [owner, other] = [await createVan(station), await createVan(station)];
  await owner.get(paths.reference);
  owner.journal.donate(owner.journal.register(aPerson()), owner.din(3));
  await owner.post();
  const odd = `${owner.din(0).slice(0, 11)}5A`;
  other.journal.donate(other.journal.register(aPerson()), odd);
  expect(await other.post()).toMatchObject([[5, 'din-outside-range']]);
  const read = await owner.get(paths.reference);
  expect(read.status).toBe(200);
  const { dinsUsed } = vehicleReference.parse(await read.json());
  expect(dinsUsed).toEqual([{ firstDin: owner.din(3), count: 1 }]);
});

test('whatever a form holds, the answer is no incident', async () => {
  const { cookie } = await signedIn(station, 'admin-1');
  const asked: readonly (readonly [string, object])[] = [
    ['vehicle.list', { search: 'a\0' }],
    ['act.list', { search: '\0' }],
    ['din-range.list', { vehicle: '\0' }],
    ['din-range.issue', { vehicle: '\0', firstDin: 'G123426000001', count: 1 }],
    ['drive.confirm', { driveId: 'x', on: '2026-03-18', vehicle: 'y', team: ['\0'] }],
    ['set-aside.resolve', { id: randomUUID(), decision: 'release', why: '核对\0无误' }],
    ['sign-in.with-password', { user: 'a\0', password: 'b' }],
    ['set-aside.list', { cursor: `1_${'-'.repeat(36)}` }],
    ['set-aside.list', { cursor: `1_${'a'.repeat(36)}` }],
  ];
  for (const [name, input] of asked) {
    const { status } = await post(station, name, input, { cookie });
    expect([name, status]).toEqual([name, 400]);
  }
  const file = await fetch(`${station.url}/din-fates.csv?range=%00`, { headers: { cookie } });
  expect(file.status).toBe(400);
});

test('a laptop’s name with a character that is none is refused with a sentence', async () => {
  await putVehicle(station.db, { vehicleId: 'van-odd', plate: '皖F·采9' });
  const made = await makeEnrolCode(station.db, 'van-odd', station.now());
  if (!made.ok) throw new Error(made.error);
  const laptop = await createTestLaptop(station.url, 'van-odd');
  const enrolled = await laptop.enrol(made.value.code, 'van-odd', { machineName: 'a\0' });
  expect(enrolled.status).toBe(400);
  expect(await enrolled.json()).toMatchObject({ error: 'not-a-request' });
});
