import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { operatorId, sessionId as sessionIdShape } from '../../shared/ids.ts';
import {
  batchReply,
  donorPage,
  greeting,
  holding,
  paths,
  vehicleReference,
} from '../../shared/sync/station-api.ts';
import {
  importPlan,
  issueDinRange,
  previewPlan,
  putBagLots,
  putDonors,
  putStaff,
  putVehicle,
  setDonorHashKey,
} from '../../station/administer.ts';
import { toDcz } from '../../shared/sync/dictionary.ts';
import { rebuild } from '../../station/projection/rebuild.ts';
import { startStation } from '../../station/start.ts';
import { enrolledLaptop, type TestLaptop } from './support/laptop.ts';
import { signedIn } from './support/page.ts';
import { startTestStation, type TestStation } from './support/station.ts';
import { createVehicleJournal, send } from './support/vehicle-journal.ts';

let station: TestStation;
const vehicle = 'van-03';
let laptop: TestLaptop;
const journal = createVehicleJournal(vehicle);
const dictionary = readFileSync(
  path.join(import.meta.dirname, '../../resources/dictionaries/entries-1.dict'),
);
const sha256 = createHash('sha256').update(dictionary).digest('hex');
const firstDin = 'G123426000001';

beforeAll(async () => {
  station = await startTestStation();
  laptop = await enrolledLaptop(station, vehicle);
});
afterAll(() => station.close());

const get = (address: string, headers?: Record<string, string>) =>
  headers === undefined
    ? laptop.ask(address)
    : fetch(station.url + address, { headers, redirect: 'manual' });
async function importFile(name: string) {
  const file = path.join(import.meta.dirname, '../../resources/plans', `${name}.csv`);
  const preview = previewPlan(readFileSync(file), `${name}.csv`);
  if (!preview.ok) throw new Error(preview.error);
  const options = { name, year: 2026, by: 'leader-1', nowMs: Date.UTC(2026, 0, 5) };
  return importPlan(station.db, preview.value, options);
}

describe('what a vehicle takes along', () => {
  test('cannot be had before the station has its donor hash key', async () => {
    const response = await get(paths.reference);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('not set up');
  });

  test('holds the drives of all three plans, staff, lots, its own numbers and the key', async () => {
    expect(await setDonorHashKey(station.db, 'ab'.repeat(32))).toMatchObject({ ok: true });
    for (const [name, rows] of [
      ['huaibei-annex1-city-units', 45],
      ['huaibei-annex2-districts', 64],
      ['zhangjiajie-2012-targets', 89],
    ] as const) {
      const imported = await importFile(name);
      expect(imported).toMatchObject({ ok: true, value: { rows, understood: rows, rejected: 0 } });
    }
    await putStaff(station.db, [
      { operatorId: operatorId.parse('nurse-1'), name: '李护士', roles: ['phlebotomist'] },
      { operatorId: operatorId.parse('leader-1'), name: '王队长', roles: ['leader'] },
    ]);
    await putBagLots(station.db, [
      {
        lot: 'B2603',
        product: '全血 CPDA-1 400',
        anticoagulant: 'CPDA-1',
        nominalVolumeMl: 400,
        expiresOn: '2027-03-31',
      },
    ]);
    await issueDinRange(station.db, { vehicleId: vehicle, firstDin, count: 100 });
    const response = await get(paths.reference);
    expect(response.status).toBe(200);
    const { data, donorHashKeyHex, indexDonors } = vehicleReference.parse(await response.json());
    expect(data.drives).toHaveLength(198);
    expect(data.drives.reduce((sum, { target }) => sum + (target ?? 0), 0)).toBe(6830);
    expect(data.drives[9]).toMatchObject({
      planned: '3月第三周(17-23日)',
      venue: '四马路工商银行',
      target: null,
    });
    expect(data.drives[9]?.organisations).toHaveLength(7);
    expect(data.staff).toEqual([
      { operatorId: 'leader-1', name: '王队长', roles: ['leader'] },
      { operatorId: 'nurse-1', name: '李护士', roles: ['phlebotomist'] },
    ]);
    expect(data.bagLots).toHaveLength(1);
    expect(data.dinRanges).toEqual([{ rangeId: `${firstDin}-100`, firstDin, count: 100 }]);
    expect(donorHashKeyHex).toBe('ab'.repeat(32));
    expect(indexDonors).toBe(0);
  });

  test('a plan imported again changes nothing, and is no new version', async () => {
    const before = await (await get(paths.reference)).text();
    expect(await importFile('huaibei-annex2-districts')).toMatchObject({
      value: { unchanged: true, rows: 64 },
    });
    expect(await (await get(paths.reference)).text()).toBe(before);
  });

  test('numbers are never issued twice, whole or in part', async () => {
    await putVehicle(station.db, { vehicleId: 'van-04', plate: '4' });
    const issue = (first: string, count: number, vehicleId = 'van-04') =>
      issueDinRange(station.db, { vehicleId, firstDin: first, count });
    expect(await issue('G123426000100', 1)).toMatchObject({ error: 'overlap' });
    expect(await issue('G123426000050', 10)).toMatchObject({ error: 'overlap' });
    expect(await issue('G123426000000', 2)).toMatchObject({ error: 'overlap' });
    expect(await issue('G123426999999', 2)).toMatchObject({ error: 'range-crosses-year' });
    expect(await issue('G12342600010', 2)).toMatchObject({ error: 'not-a-din' });
    expect(await issue('G123426000500', 2, 'van-99')).toMatchObject({ error: 'unknown-vehicle' });
    const twice = await Promise.all([issue('G123426000101', 50), issue('G123426000120', 50)]);
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('the donor index comes in pages, each donor once, in one version', async () => {
    const donors = Array.from({ length: 2500 }, (_, index) =>
      indexedDonor.parse({
        donorKey: index.toString(16).padStart(64, '0'),
        personKey: null,
        donationCount: index,
        bloodGroup: 'A',
        hadReaction: false,
        history: [{ date: '2025-06-02', type: 'whole-blood', volumeMl: 400 }],
        deferrals: [],
      }),
    );
    await putDonors(station.db, donors);
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const response = await get(`${paths.donors}?limit=1000${query}`);
      const page = donorPage.parse(await response.json());
      expect(page.indexVersion).toBe(2);
      seen.push(...page.donors);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(donors);
  });

  test('another donor hash key is refused while donors are indexed under the first', async () => {
    expect(await setDonorHashKey(station.db, 'cd'.repeat(32))).toMatchObject({
      error: 'donors-indexed-under-another-key',
    });
  });
});

describe('a body on its way', () => {
  const postRaw = (body: Uint8Array, encoding?: string) =>
    laptop.ask(paths.entries, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
      },
      body: new Uint8Array(body),
    });

  test('may come compressed with zstd', async () => {
    journal.open();
    journal.donate(journal.register('0'.repeat(63) + '1'), firstDin);
    const body = zstdCompressSync(JSON.stringify(journal.batch()));
    const response = await postRaw(body, 'zstd');
    expect(response.status).toBe(200);
    expect(batchReply.parse(await response.json()).heldThroughSeq).toBe(journal.entries.length);
  });

  test('may come packed against a dictionary that the greeting names', async () => {
    const { dictionaries: named } = greeting.parse(await (await get(paths.greeting, {})).json());
    expect(named).toEqual([sha256]);
    const frame = zstdCompressSync(JSON.stringify(journal.batch()), { dictionary });
    expect((await postRaw(toDcz(sha256, frame), 'dcz')).status).toBe(200);
  });

  const against = (bytes: Uint8Array) => toDcz(sha256, zstdCompressSync(bytes, { dictionary }));
  const unknown = toDcz('ab'.repeat(32), zstdCompressSync('{}'));

  test.each([
    ['a zip bomb against a dictionary', against(Buffer.alloc(1 << 28)), 'dcz', 413, 'too-large'],
    ['another dictionary', unknown, 'dcz', 415, 'not-a-batch'],
    ['no name of a dictionary', zstdCompressSync('{}'), 'dcz', 400, 'not-a-batch'],
    ['a name and no frame', toDcz(sha256, new Uint8Array(0)), 'dcz', 400, 'not-a-batch'],
    ['a zip bomb', zstdCompressSync(Buffer.alloc(256 * 1024 * 1024)), 'zstd', 413, 'too-large'],
    ['too much in plain', Buffer.alloc(5 * 1024 * 1024, 0x20), undefined, 413, 'too-large'],
    ['half a zstd frame', zstdCompressSync('{"a":1}').subarray(0, 9), 'zstd', 400, 'not-a-batch'],
    ['gzip', Buffer.from('{}'), 'gzip', 415, 'not-a-batch'],
    ['no JSON', Buffer.from('<html>'), undefined, 400, 'not-a-batch'],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0x22]), undefined, 400, 'not-a-batch'],
    ['another JSON', Buffer.from('{"vehicle":"van-03"}'), undefined, 400, 'not-a-batch'],
  ] as const)('%s is refused with a sentence', async (_, body, encoding, status, error) => {
    const response = await postRaw(body, encoding);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error, heldThroughSeq: 0 });
  });

  test('the station says what it holds of an epoch, and nothing of a strange one', async () => {
    const at = (epoch: string) => get(paths.holding.replace(':epoch', epoch));
    const held = holding.parse(await (await at(journal.epoch)).json());
    expect(held).toEqual({
      heldThroughSeq: journal.entries.length,
      headHash: journal.entries.at(-1)?.hash,
    });
    expect(await (await at(randomUUID())).json()).toMatchObject({ heldThroughSeq: 0 });
  });

  test('every vehicle call wants a signature', async () => {
    for (const address of [paths.reference, paths.donors, `/v1/vehicle/epochs/${journal.epoch}`]) {
      expect((await get(address, {})).status).toBe(401);
      expect((await get(address, { authorization: 'Bearer wrong' })).status).toBe(401);
    }
  });
});

describe('the sessions on the page', () => {
  test('are listed while they are open and after their seal', async () => {
    const { ask } = await signedIn(station, 'viewer', ['viewer']);
    expect((await ask('session.list', {})).rows).toMatchObject([
      { state: 'open', sealValid: null, differences: null, donors: 1, eligible: 1, volumeMl: 402 },
    ]);
    journal.donate(journal.register('0'.repeat(63) + '2'), firstDin);
    journal.seal();
    expect((await send(laptop, journal.batch(9))).status).toBe(200);
    expect((await ask('session.list', { show: 'open' })).rows).toEqual([]);
    const { rows, total } = await ask('session.list', {
      show: 'with-differences',
      search: '四马路',
    });
    expect(total).toBe(1);
    expect(rows).toMatchObject([
      { state: 'sealed', sealValid: true, donations: 2, plate: '皖F·采03', differences: 5 },
    ]);
    expect((await ask('session.list', { search: '没有的地方' })).rows).toEqual([]);
  });

  test('show where the seal and the entries held differ', async () => {
    const { ask } = await signedIn(station, 'viewer', ['viewer']);
    const { sealed } = await ask('session.get', { sessionId: journal.sessionId });
    // The seal of this journal says one donor and one donation; two are held.
    expect(sealed).toContainEqual({ figure: 'donations', atVehicle: 1, atStation: 2 });
    expect(sealed).toContainEqual({ figure: 'deferred', atVehicle: 0, atStation: 0 });
    const chain = await ask('session.verify', { sessionId: journal.sessionId });
    expect(chain).toMatchObject({ verified: true, entries: journal.entries.length });
  });

  test('show a session’s donations by ticket number, and nothing else about the donor', async () => {
    const { ask } = await signedIn(station, 'laboratory', ['laboratory']);
    const sessionId = journal.sessionId;
    const donations = await ask('session.donations', { sessionId });
    expect(donations.rows).toMatchObject([
      { ticket: 1, din: firstDin, volumeMl: 402, box: 'T-04', noPlatelets: true, held: false },
      { ticket: 2, din: firstDin, product: '全血 CPDA-1 400', held: true },
    ]);
    const second = await ask('session.donations', { sessionId, page: 2, size: 1 });
    expect(second).toMatchObject({ total: 2, rows: [{ ticket: 2 }] });
    const setAsides = await ask('session.set-asides', { sessionId });
    expect(setAsides.rows).toContainEqual(
      expect.objectContaining({ reason: 'din-seen-before', din: firstDin }),
    );
    expect(JSON.stringify([donations, setAsides])).not.toMatch(/褚秘密|11010519491231002X/);
  });

  test('that are unknown are said to be unknown', async () => {
    const { refusal } = await signedIn(station, 'viewer', ['viewer']);
    expect(
      await refusal('session.get', { sessionId: sessionIdShape.parse(randomUUID()) }),
    ).toMatchObject({ status: 409, reason: 'session-unknown' });
  });

  test('come out the same after the projections are made again from the journal', async () => {
    const { ask } = await signedIn(station, 'viewer', ['viewer']);
    const read = () => ask('session.donations', { sessionId: journal.sessionId });
    const before = await read();
    await station.db.deleteFrom('donation').execute();
    expect(await rebuild(station.db)).toBe(journal.entries.length);
    expect(await read()).toEqual(before);
  });

  test('vehicles and their numbers are counted', async () => {
    const { ask } = await signedIn(station, 'viewer', ['viewer']);
    const vehicles = await ask('vehicle.list', { sort: 'entriesHeld', direction: 'descend' });
    expect(vehicles.rows[0]).toMatchObject({
      ...{ vehicle, epochs: 1, entriesHeld: journal.entries.length, openSessions: 0 },
    });
    const ranges = await ask('din-range.list', { vehicle });
    expect(ranges.rows).toMatchObject([{ firstDin, count: 100, used: 1, free: 99 }]);
  });
});

test('health and the interface are open to see', async () => {
  expect(await (await get('/health', {})).json()).toEqual({ status: 'ok' });
  const described = (await (await get('/openapi.json', {})).json()) as { paths: object };
  expect(Object.keys(described.paths)).toEqual(
    expect.arrayContaining([
      paths.entries,
      paths.reference,
      paths.donors,
      paths.enrol,
      '/api/session.list',
    ]),
  );
});

describe('what keeps a station from starting is said in a sentence', () => {
  const refusal = async (options: Parameters<typeof startStation>[0]) => {
    const started = await startStation(options);
    return started.ok ? '' : started.error;
  };

  test('a database that is away', async () => {
    expect(await refusal({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })).toContain(
      'DATABASE_URL',
    );
  });

  test('a port that is taken', async () => {
    const port = Number(new URL(station.url).port);
    expect(await refusal({ databaseUrl: station.databaseUrl, port })).toContain('--port');
  });

  test('a database of a newer station, which is left as it is', async () => {
    await sql`insert into migration (number, name) values (9990, 'of-the-future')`.execute(
      station.db,
    );
    expect(await refusal({ databaseUrl: station.databaseUrl })).toContain('newer station');
    await sql`delete from migration where number = 9990`.execute(station.db);
  });
});
