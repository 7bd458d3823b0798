import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import type { Identity } from '../../shared/journal/bodies/donor.ts';
import * as administer from '../../station/administer.ts';
import type { CentralDonor } from '../../station/reference/load-donors.ts';
import { serveNextKey } from '../../station/reference/rotate-key.ts';
import type { TestStation } from '../station/support/station.ts';
import {
  donate,
  identityOf,
  openDay,
  personAt,
  register,
  toCollection,
  toStopped,
  typed,
} from '../support/donor-steps.ts';
import { enrolFolder } from '../support/enrol-folder.ts';
import { furnishedStation, issueNumbers } from '../support/laptop-world.ts';
import { startsAtMs } from '../support/station-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { loggedWorld, openTestCore, type TestCore } from '../support/test-core.ts';

let station: TestStation;

beforeAll(async () => {
  station = await furnishedStation();
});
afterAll(() => station.close());

interface Vehicle extends TestCore {
  readonly vehicle: string;
}

async function vehicle(name: string, seed: number): Promise<Vehicle> {
  const folder = temporaryFolder();
  await issueNumbers(station, name);
  await enrolFolder(station, folder, name);
  const it = openTestCore({
    ...{ vehicle: name, station: station.url, folder, world: loggedWorld(seed), taken: 'nothing' },
  });
  onTestFinished(async () => {
    await it.core.close();
    expect(it.world.errors).toEqual([]);
  });
  await synced(it);
  const { drives } = await it.ok('drive.list', {});
  const [drive] = drives;
  if (!drive) throw new Error('the plan has no drive');
  await openDay(it, { driveId: drive.driveId });
  return { ...it, vehicle: name };
}

async function synced(it: TestCore) {
  const status = await it.ok('sync.now', {});
  expect(status).toMatchObject({ state: 'idle', problem: null });
  return status;
}

/** Under which of the station's keys the laptop's index is. */
const generationsIn = ({ folder }: TestCore): readonly string[] =>
  readdirSync(folder).flatMap((name) => /^donor-index-(\d+)-\d+\.db$/.exec(name)?.[1] ?? []);

const central = (identity: Identity, over: Partial<CentralDonor> = {}): CentralDonor => ({
  documentType: identity.documentType,
  documentNumber: identity.documentNumber,
  person: { name: identity.name, birthDate: identity.birthDate, sex: identity.sex },
  ...{ donationCount: 1, bloodGroup: null, hadReaction: false, history: [], deferrals: [] },
  ...over,
});

const hbsag: HeldDeferral = {
  ...{ reason: 'hbsag', clause: '8.3', permanent: true, until: null, bars: 'all' },
  endedOn: null,
};
/** People by what happens to them. */
const [deferredBefore, gaveElsewhere, registeredBefore, deferredHere, deferredThere, walkIn] = [
  ...[0, 1, 2, 3, 4, 5],
] as const;
/** Nobody but the vehicles knows this one. */
const gaveUnlisted = 10;
const record = [
  central(identityOf(personAt(deferredBefore)), { deferrals: [hbsag] }),
  central(identityOf(personAt(gaveElsewhere))),
];
const load = async (donors: readonly CentralDonor[]) => {
  const loaded = await administer.loadDonors(station.db, donors, startsAtMs);
  if (!loaded.ok) throw new Error(loaded.error.reason);
};

const deferral = {
  ...{ reason: '6.2.9-tattoo', clause: '6.2.9', permanent: false, until: '2026-12-01' },
  ...{ note: '', witness: null },
} as const;

const matchOf = async (it: TestCore, at: number) =>
  it.ok('donor.match', { identity: identityOf(personAt(at)) });

test('the key is replaced in the middle of a day, and nobody’s deferral, donation or second attempt is lost by it', async () => {
  await load(record);
  const there = await vehicle('van-there', 31);
  const here = await vehicle('van-here', 32);
  const away = await vehicle('van-away', 33);
  // Under the old key: a draw and a deferral on another vehicle, and on this one a registration and a deferral that nobody else knows of.
  await donate(there, gaveElsewhere);
  await donate(there, gaveUnlisted);
  const elsewhere = await register(there, personAt(deferredThere));
  await there.ok('deferral.place', { visitId: elsewhere, ...deferral });
  const waiting = await register(here, personAt(registeredBefore));
  const visitId = await register(here, personAt(deferredHere));
  await here.ok('deferral.place', { visitId, ...deferral });
  await synced(there);

  const begun = await administer.beginRotation(station.db, startsAtMs);
  if (!begun.ok) throw new Error(begun.error.reason);
  const next = String(begun.value);
  await synced(here);
  expect(generationsIn(here)).toEqual(['1']);
  // Deferred before the next index was there; nobody but the station and the vehicle knows this person.
  const late = await register(there, personAt(walkIn));
  await there.ok('deferral.place', { visitId: late, ...deferral });
  await synced(there);
  // The others have been on a vehicle, whose entries say which document they came with.
  expect(await serveNextKey(station.db, startsAtMs)).toEqual({
    ...{ ok: false, error: { reason: 'index-not-whole', missing: 1 } },
  });
  await load(record);
  expect(await serveNextKey(station.db, startsAtMs)).toEqual(begun);

  await synced(here);
  expect(generationsIn(here)).toEqual([next]);
  for (const at of [deferredBefore, deferredHere, deferredThere, walkIn]) {
    const { answer } = await matchOf(here, at);
    expect(answer.check.kind, `person ${at}`).toMatch(/^deferred/);
  }
  expect((await matchOf(here, gaveElsewhere)).answer.check.kind).toBe('too-early');
  // Same-day integrity on this vehicle: the card of somebody who is registered already.
  expect((await matchOf(here, registeredBefore)).alreadyRegistered).toBe(waiting);
  expect(
    await here.refusal('donor.register', typed(identityOf(personAt(registeredBefore)))),
  ).toMatchObject({ reason: 'already-registered-today' });
  expect((await matchOf(here, registeredBefore)).maybeSamePerson).toEqual([]);

  // A deferral placed under either key reaches vehicles on the other.
  const barred = await register(here, personAt(6));
  await here.ok('deferral.place', { visitId: barred, ...deferral });
  await synced(here);

  // Who gave this morning under the old key gives again under the new one.
  here.world.passTime(3_600_000);
  const again = await toStopped(here, gaveUnlisted);
  const { setAside } = await synced(here);
  const told = setAside.filter(({ reason }) => reason !== 'din-outside-range');
  expect(told.map(({ reason }) => reason).toSorted()).toEqual([
    ...['interval-broken', 'registered-elsewhere'],
  ]);
  expect(told.find(({ reason }) => reason === 'interval-broken')?.subject).toBe(again.donationId);

  expect(await administer.finishRotation(station.db, false)).toMatchObject({
    error: { reason: 'laptops-behind' },
  });
  await synced(there);
  expect(generationsIn(there)).toEqual([next]);
  expect((await matchOf(there, 6)).answer.check.kind).toMatch(/^deferred/);
  expect(await administer.finishRotation(station.db, false)).toMatchObject({
    error: { laptops: [expect.stringContaining('van-away')] },
  });
  expect(await administer.finishRotation(station.db, true)).toEqual({ ok: true, value: null });

  // Away all the time, and it recorded under a key that nobody knows any more.
  const registered = await register(away, personAt(7));
  const unit = await toStopped(away, 8);
  expect((await matchOf(away, deferredBefore)).answer.check.kind).toMatch(/^deferred/);
  await synced(away);
  expect(generationsIn(away)).toEqual([next]);
  expect((await matchOf(away, deferredBefore)).answer.check.kind).toMatch(/^deferred/);
  expect((await matchOf(away, 7)).alreadyRegistered).toBe(registered);
  there.world.passTime(3_600_000);
  await toStopped(there, 8);
  const last = await synced(there);
  const broken = last.setAside.find(({ reason }) => reason === 'interval-broken');
  expect(broken).toBeDefined();
  expect(unit.donationId).not.toBe(broken?.subject);
  await toCollection(there, 9);
}, 120_000);
