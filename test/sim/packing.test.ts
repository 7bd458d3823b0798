import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createReach } from '../../electron/core/http-reach.ts';
import { createHttpStationLink } from '../../electron/core/http-station-link.ts';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { loadWireDictionary, type WireDictionary } from '../../electron/core/pack-body.ts';
import { vehicleId } from '../../shared/ids.ts';
import { fromDcz } from '../../shared/sync/dictionary.ts';
import { nonceHeader } from '../../shared/sync/enrolment.ts';
import { paths } from '../../shared/sync/station-api.ts';
import { donate, openDay } from '../support/donor-steps.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestStation } from '../station/support/station.ts';
import { openVehicle, startFurnishedStation } from './support/vehicle-at-station.ts';
import { listenHere } from '../../simulators/loopback.ts';

const resources = join(import.meta.dirname, '..', '..', 'resources');
const shipped = loadWireDictionary(resources);
if (shipped === undefined) throw new Error('no dictionary is shipped');
const other: WireDictionary = { bytes: Buffer.from('other words'), sha256: 'ab'.repeat(32) };

let station: TestStation;
beforeAll(async () => {
  station = await startFurnishedStation();
});
afterAll(() => station.close());

/** A station that says which dictionaries it has, refuses the encodings named, and keeps what it understood. */
async function stationThat(says: readonly string[], refuses: readonly string[]) {
  const got: { encoding: string; bytes: Buffer }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const encoding = String(request.headers['content-encoding']);
      const isGreeting = request.url === paths.greeting;
      if (!isGreeting) got.push({ encoding, bytes: Buffer.concat(parts) });
      const status = !isGreeting && refuses.includes(encoding) ? 415 : 200;
      response.writeHead(status, { 'content-type': 'application/json', [nonceHeader]: 'n' });
      response.end(JSON.stringify({ stationNowMs: 1, dictionaries: says }));
    });
  });
  const port = await listenHere(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${port}`, got };
}

function linkTo(url: string, dictionary: WireDictionary | undefined) {
  const keys = createFileKeyStore(temporaryFolder());
  const ended = new AbortController();
  onTestFinished(() => ended.abort());
  return createHttpStationLink({
    ...{ url, enrolCode: undefined, dictionary, run: '01890a5d-ac96-774b-bcce-b302099a8057' },
    applicant: { keys, vehicle: vehicleId.parse('vehicle-1'), appVersion: '0.1.0' },
    reach: createReach(ended.signal),
  });
}

const text = JSON.stringify({ type: 'questionnaire.answered', day: '2026-06-16' });

test('a station that has the dictionary is sent bodies packed against it', async () => {
  const there = await stationThat([other.sha256, shipped.sha256], []);
  const link = linkTo(there.url, shipped);
  expect(await link.post(paths.entries, text)).toMatchObject({ ok: true });
  const [{ encoding, bytes } = { encoding: '', bytes: Buffer.alloc(0) }] = there.got;
  expect(encoding).toBe('dcz');
  const { sha256, frame } = fromDcz(bytes) ?? { sha256: '', frame: Buffer.alloc(0) };
  expect(sha256).toBe(createHash('sha256').update(shipped.bytes).digest('hex'));
  expect(zstdDecompressSync(frame, { dictionary: shipped.bytes }).toString()).toBe(text);
});

test.each([
  ['has another one', [other.sha256], shipped],
  ['has none', [], shipped],
  ['has one this laptop lacks', [shipped.sha256], undefined],
])('a station that %s is sent bodies anybody can unpack', async (_, says, dictionary) => {
  const there = await stationThat(says, []);
  await linkTo(there.url, dictionary).post(paths.entries, text);
  expect(there.got.map(({ encoding }) => encoding)).toEqual(['zstd']);
  expect(zstdDecompressSync(there.got[0]?.bytes ?? '').toString()).toBe(text);
});

test('a station that has lost its dictionary meanwhile gets the body again without, and the next ones', async () => {
  const there = await stationThat([shipped.sha256], ['dcz']);
  const link = linkTo(there.url, shipped);
  expect(await link.post(paths.entries, text)).toMatchObject({ ok: true, value: { status: 200 } });
  await link.post(paths.entries, text);
  expect(there.got.map(({ encoding }) => encoding)).toEqual(['dcz', 'zstd', 'zstd']);
});

test('a short day arrives packed against the dictionary, a quarter smaller, head and all', async () => {
  const withoutDictionary = temporaryFolder();
  cpSync(resources, withoutDictionary, {
    recursive: true,
    filter: (path) => !path.endsWith('.dict'),
  });
  const sent = async (name: string, seed: number, folder: string): Promise<number> => {
    const it = await openVehicle(station, name, station.url, seed, folder);
    await openDay(it);
    await donate(it, 0);
    const { entriesHeld, entriesTotal, bytesSent } = await it.ok('sync.now', {});
    expect(entriesHeld).toBe(entriesTotal);
    return bytesSent;
  };
  const packed = await sent('with-dictionary', 1, resources);
  const plain = await sent('without-dictionary', 2, withoutDictionary);
  expect(packed).toBeLessThan(plain * 0.75);
});
