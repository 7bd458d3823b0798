import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { donorKeyOf } from '../../shared/domain/donor/donor-key.ts';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { personKeyOf } from '../../shared/domain/donor/person-key.ts';
import { donorKey } from '../../shared/ids.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import * as administer from '../../station/administer.ts';
import { placeDeferral } from '../../station/reference/change-deferral.ts';
import { type DonorHashKey, donorHashKeys } from '../../station/reference/donor-keys.ts';
import { keyedHashOf } from '../../station/reference/key-links.ts';
import type { CentralDonor } from '../../station/reference/load-donors.ts';
import { dayBodies } from './support/day-bodies.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { createVan, type Van } from './support/van.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
  await administer.setDonorHashKey(station.db, 'ab'.repeat(32));
});
afterAll(() => station.close());

const hbsag = {
  ...{ reason: 'hbsag', clause: '8.3', permanent: true, until: null, bars: 'all' },
  endedOn: null,
} as const;
const person = { name: '试验', birthDate: '1990-01-01', sex: 'male' } as const;
const central = (documentNumber: string): CentralDonor => ({
  ...{ documentType: 'other', documentNumber, person, donationCount: 1 },
  ...{ bloodGroup: 'A', hadReaction: false, history: [], deferrals: [] },
});

function under(key: DonorHashKey, documentNumber: string): string {
  const made = donorKeyOf('other', documentNumber, keyedHashOf(key));
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

async function key(state: DonorHashKey['state']): Promise<DonorHashKey> {
  const found = (await donorHashKeys(station.db)).find((each) => each.state === state);
  if (!found) throw new Error(`no key is ${state}`);
  return found;
}

async function reasonsAt(donor: string): Promise<readonly string[]> {
  const row = await station.db
    .selectFrom('donor_index')
    .select('donor')
    .where('donor_key', '=', Buffer.from(donor, 'hex'))
    .executeTakeFirst();
  return row ? indexedDonor.parse(row.donor).deferrals.map(({ reason }) => reason) : ['nobody'];
}

async function must<T>(done: Promise<{ readonly ok: boolean } & T>): Promise<void> {
  const result = await done;
  if (!result.ok) throw new Error(JSON.stringify(result));
}

function register({ journal }: Van, hashKey: DonorHashKey, documentNumber: string): string {
  const visitId = randomUUID();
  const donor = under(hashKey, documentNumber);
  const personKey = personKeyOf(person, keyedHashOf(hashKey));
  const body = dayBodies(journal.sessionId).donorRegistered(visitId, 1, donor, personKey);
  const document = { documentType: 'other', documentNumber } as const;
  journal.append('donor.registered', {
    ...body,
    identity: { ...body.identity, ...person, ...document },
  });
  return visitId;
}

const place = ({ journal }: Van, visitId: string, donor: string) =>
  journal.append(
    'deferral.placed',
    entryBodies['deferral.placed'].parse({
      ...{ donorKey: donor, visitId, deferral: hbsag, note: '', witness: 'leader-1' },
    }),
  );

test('a deferral of a key that the station lost when it was restored bars under the key it has', async () => {
  // The vehicle got this key from the station in a state that is lost, before its first rotation.
  const lost: DonorHashKey = { generation: 2, keyHex: 'cd'.repeat(32), state: 'in-use' };
  await must(administer.loadDonors(station.db, [central('E20001')], nowMs));
  const van = await createVan(station);
  const visitId = register(van, lost, 'E20001');
  await van.post();
  place(van, visitId, under(lost, 'E20001'));
  await van.post();
  expect(await reasonsAt(under(await key('in-use'), 'E20001'))).toEqual(['hbsag']);
});

test('a rotation begun again after one that was given up: a deferral under the old key is under the new one', async () => {
  const documents = Array.from({ length: 12 }, (_, at) => `E3000${at}`);
  await must(administer.loadDonors(station.db, documents.map(central), nowMs));
  const walkIn = await createVan(station);
  const old = await key('in-use');
  const forgotten: DonorHashKey = { generation: 1, keyHex: 'ef'.repeat(32), state: 'former' };
  register(walkIn, forgotten, 'E40001');

  await must(administer.beginRotation(station.db, nowMs));
  await must(administer.loadDonors(station.db, documents.map(central), nowMs));
  // Somebody recorded with a key that was forgotten long ago arrives, and is linked to the one that is given up.
  await walkIn.post();
  await must(administer.cancelRotation(station.db));
  const linked = await station.db.selectFrom('donor_key_link').selectAll().execute();
  expect(linked.map(({ generation }) => generation)).not.toContain(2);
  expect(linked.map((row) => row.donor_key.toString('hex'))).toContain(under(old, 'E40001'));

  await must(administer.beginRotation(station.db, nowMs));
  await must(administer.loadDonors(station.db, documents.map(central), nowMs));
  await must(administer.serveNextKey(station.db, nowMs));
  onTestFinished(() => must(administer.finishRotation(station.db, true)));
  const now = await key('in-use');
  for (const documentNumber of documents) {
    const named = { donorKey: donorKey.parse(under(old, documentNumber)), reason: 'hbsag' };
    await must(placeDeferral(station.db, { ...named, until: null }, nowMs));
    expect(await reasonsAt(under(now, documentNumber)), documentNumber).toEqual(['hbsag']);
  }
});

test('a key made after a restore has another number than the one that is lost', async () => {
  const before = (await key('in-use')).generation;
  const begin = async (atMs: number) => {
    const begun = await administer.beginRotation(station.db, atMs);
    if (!begun.ok) throw new Error(begun.error.reason);
    await must(administer.cancelRotation(station.db));
    return begun.value;
  };
  const first = await begin(nowMs + 3_600_000);
  expect(first).toBeGreaterThan(before);
  // Nothing of the first is left here, as nothing is in a backup of before it.
  expect(await begin(nowMs + 7_200_000)).not.toBe(first);
});
