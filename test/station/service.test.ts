import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { batchReply, greeting, holding, paths } from '../../shared/sync/station-api.ts';
import { toDcz } from '../../shared/sync/dictionary.ts';
import { startStation } from '../../station/start.ts';
import { enrolledLaptop, type TestLaptop } from './support/laptop.ts';
import { startTestStation, type TestStation } from './support/station.ts';
import { createVehicleJournal } from './support/vehicle-journal.ts';

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
