import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { donorKeyOf } from '../../shared/domain/donor/donor-key.ts';
import { personKeyOf } from '../../shared/domain/donor/person-key.ts';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import { donorKey } from '../../shared/ids.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import { noticesPath } from '../../shared/sync/notices.ts';
import * as administer from '../../station/administer.ts';
import { endDeferral } from '../../station/reference/change-deferral.ts';
import { donorHashKeys } from '../../station/reference/donor-keys.ts';
import { keyedHashOf } from '../../station/reference/key-links.ts';
import type { CentralDonor } from '../../station/reference/load-donors.ts';
import { dayBodies } from './support/day-bodies.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { createVan, type Van } from './support/van.ts';

const day = 86_400_000;
let station: TestStation;

beforeAll(async () => {
  station = await startTestStation();
  await administer.setDonorHashKey(station.db, 'ab'.repeat(32));
});
afterAll(() => station.close());

const hbsag: HeldDeferral = {
  ...{ reason: 'hbsag', clause: '8.3', permanent: true, until: null, bars: 'all' },
  endedOn: null,
};
const who = (documentNumber: string) =>
  ({
    documentType: 'other',
    documentNumber,
    name: `人${documentNumber}`,
    birthDate: '1990-01-01',
    sex: 'male',
  }) as const;

interface Keys {
  readonly donor: string;
  readonly person: string;
}

/** The keys of a document under the station's newest hash key. */
async function keysOf(documentNumber: string): Promise<Keys> {
  const newest = (await donorHashKeys(station.db)).at(-1);
  if (!newest) throw new Error('no key');
  const made = donorKeyOf('other', documentNumber, keyedHashOf(newest));
  if (!made.ok) throw new Error('no document number');
  return { donor: made.value, person: personKeyOf(who(documentNumber), keyedHashOf(newest)) };
}

function register({ journal }: Van, documentNumber: string, { donor, person }: Keys): string {
  const visitId = randomUUID();
  const bodies = dayBodies(journal.sessionId);
  const body = bodies.donorRegistered(visitId, 1, donor, person);
  const identity = { ...body.identity, ...who(documentNumber) };
  journal.append('donor.registered', { ...body, identity });
  journal.append('screening.decided', bodies.screeningDecided(visitId));
  return visitId;
}

const place = ({ journal }: Van, visitId: string, { donor }: Keys) =>
  journal.append(
    'deferral.placed',
    entryBodies['deferral.placed'].parse({
      ...{ donorKey: donor, visitId, deferral: hbsag, note: '', witness: 'leader-1' },
    }),
  );

const central = (documentNumber: string): CentralDonor => {
  const { documentType, name, birthDate, sex } = who(documentNumber);
  return {
    ...{ documentType, documentNumber, person: { name, birthDate, sex }, donationCount: 1 },
    ...{ bloodGroup: 'A', hadReaction: false, history: [], deferrals: [] },
  };
};

async function must(done: Promise<{ readonly ok: boolean }>): Promise<void> {
  const result = await done;
  if (!result.ok) throw new Error(JSON.stringify(result));
}

async function forgetKey(...documents: readonly string[]): Promise<void> {
  await must(administer.beginRotation(station.db, nowMs));
  await must(administer.loadDonors(station.db, documents.map(central), nowMs));
  await must(administer.serveNextKey(station.db, nowMs));
  await must(administer.finishRotation(station.db, true));
}

async function indexedAt({ donor }: Keys): Promise<IndexedDonor | undefined> {
  const row = await station.db
    .selectFrom('donor_index')
    .select('donor')
    .where('donor_key', '=', Buffer.from(donor, 'hex'))
    .executeTakeFirst();
  return row && indexedDonor.parse(row.donor);
}

test('a deferral recorded with a key that was forgotten since holds what was drawn under the new one', async () => {
  const late = await createVan(station);
  const former = await keysOf('E100001');
  place(late, register(late, 'E100001', former), former);
  await forgetKey('E100001');
  const now = await keysOf('E100001');
  const other = await createVan(station, nowMs - day);
  other.journal.donate(register(other, 'E100001', now), other.din(0));
  expect(await other.post()).toEqual([]);
  await late.post();
  expect(await indexedAt(now)).toMatchObject({ deferrals: [hbsag] });
  expect((await other.feed()).verdicts).toMatchObject([{ reason: 'donor-deferred' }]);
});

test('a deferral told ahead with such a key stands under the new one when its entry has come', async () => {
  const late = await createVan(station);
  const former = await keysOf('E100002');
  const placed = place(late, register(late, 'E100002', former), former);
  await forgetKey('E100001');
  const notice = {
    ...{ seq: placed.seq, donorKey: former.donor, personKey: former.person, deferral: hbsag },
  };
  const { status } = await late.laptop.ask(noticesPath, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(
      JSON.stringify({ epoch: late.journal.epoch, notices: [notice] }),
    ),
  });
  expect(status).toBe(200);
  await late.post();
  expect(await indexedAt(await keysOf('E100002'))).toMatchObject({ deferrals: [hbsag] });
});

test('what only vehicles know of a donor goes along when a draw comes while the next index is loaded', async () => {
  const early = await createVan(station, nowMs - 200 * day);
  const former = await keysOf('E100003');
  early.journal.donate(register(early, 'E100003', former), early.din(0));
  await early.post();
  await administer.indexDraws(station.db);
  await must(administer.beginRotation(station.db, nowMs));
  const late = await createVan(station);
  late.journal.donate(register(late, 'E100003', former), late.din(0));
  await late.post();
  await administer.indexDraws(station.db);
  await must(administer.loadDonors(station.db, [central('E100001')], nowMs));
  await must(administer.serveNextKey(station.db, nowMs));
  const both = { donationCount: 2, history: [{ date: '2025-08-30' }, { date: '2026-03-18' }] };
  expect(await indexedAt(former)).toMatchObject(both);
  const now = await keysOf('E100003');
  expect(await indexedAt(now)).toMatchObject({ ...both, personKey: now.person });
  await must(administer.finishRotation(station.db, true));
});

test('a donor whom only vehicles know goes along with every change of the key', async () => {
  const it = await createVan(station);
  const first = await keysOf('E100006');
  place(it, register(it, 'E100006', first), first);
  await it.post();
  for (let change = 0; change < 2; change += 1) await forgetKey('E100001');
  expect(await indexedAt(await keysOf('E100006'))).toMatchObject({ deferrals: [hbsag] });
});

test('a deferral recorded with a forgotten key and ended since does not come back with the central record', async () => {
  const it = await createVan(station);
  const former = await keysOf('E100005');
  place(it, register(it, 'E100005', former), former);
  await it.post();
  await forgetKey('E100001', 'E100005');
  const now = await keysOf('E100005');
  const named = { donorKey: donorKey.parse(now.donor), reason: 'hbsag', until: null };
  await must(endDeferral(station.db, named, '2026-03-18'));
  await must(administer.loadDonors(station.db, [central('E100005')], nowMs));
  expect(await indexedAt(now)).toMatchObject({ deferrals: [{ ...hbsag, endedOn: '2026-03-18' }] });
});
