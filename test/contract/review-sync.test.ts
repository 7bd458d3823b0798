import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { zstdDecompressSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { paths } from '../../shared/sync/station-api.ts';
import { answers, openDay, people, register } from '../support/donor-steps.ts';
import { donorHashKeyHex, smallStationData, startsAtMs } from '../support/station-data.ts';
import { openTestCore } from '../support/test-core.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

/** Something that listens where the station should be. */
async function listening(answer: Answer): Promise<string> {
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, Buffer.concat(chunks)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ends.push(
    () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
}

function vehicleAt(url: string) {
  const it = openTestCore({ station: { url, token: 'vehicle-token' } });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= it.core.close());
  ends.push(close);
  return { ...it, close };
}

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

const reference = {
  data: smallStationData(),
  ...{ donorHashKeyHex, indexVersion: 1, indexDonors: 0, stationNowMs: startsAtMs },
};

test('a batch whose connection broke on the way is sent again smaller, and the vehicle counts as offline', async () => {
  const sent: number[] = [];
  const url = await listening((request, response, body) => {
    if (request.url === paths.reference) return json(response, 200, reference);
    const batch = JSON.parse(zstdDecompressSync(body).toString('utf8')) as { entries: unknown[] };
    sent.push(batch.entries.length);
    response.destroy();
  });
  const it = vehicleAt(url);
  await openDay(it);
  for (const person of people.slice(0, 4)) {
    const given = await answers(it, await register(it, person), person);
    const donorSignature = `M0 0${'L1 1'.repeat(4000)}`;
    await it.ok('questionnaire.answer', { ...given, donorSignature });
  }
  await it.ok('sync.now', {});
  const before = sent.length;
  expect(await it.ok('sync.now', {})).toMatchObject({ state: 'offline', problem: 'unreachable' });
  expect(sent.length).toBeGreaterThan(before);
  expect(sent.at(-1)).toBeLessThan(sent[0] ?? 0);
});

test('a station whose database is away is offline, not a wrong address', async () => {
  const url = await listening((_request, response) =>
    json(response, 503, { error: 'not-ready', sentence: 'The database is away.' }),
  );
  const it = vehicleAt(url);
  expect(await it.ok('sync.now', {})).toMatchObject({ state: 'offline', problem: 'unreachable' });
});

test('a page of a wireless network’s owner and a refused token are said, and nothing counts as held', async () => {
  const html = await listening((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<html>Welcome! {"heldThroughSeq":99}</html>');
  });
  const portal = vehicleAt(html);
  expect(await portal.ok('sync.now', {})).toMatchObject({
    ...{ state: 'refused', problem: 'not-the-station', entriesHeld: 0 },
  });
  const closed = await listening((_request, response) =>
    json(response, 401, { error: 'not-signed-in', sentence: 'Who are you?' }),
  );
  expect(await vehicleAt(closed).ok('sync.now', {})).toMatchObject({
    ...{ state: 'refused', problem: 'not-allowed', entriesHeld: 0 },
  });
});

test('a station that never answers does not keep the workstation from closing', async () => {
  let asked = 0;
  const url = await listening(() => {
    asked += 1;
  });
  const it = vehicleAt(url);
  await expect.poll(() => asked).toBeGreaterThan(0);
  const from = performance.now();
  await it.close();
  expect(performance.now() - from).toBeLessThan(3_000);
});

test('after the clock was set back the station’s data is asked for again at once', async () => {
  let asked = 0;
  const url = await listening((request, response) => {
    if (request.url !== paths.reference) return response.destroy();
    asked += 1;
    json(response, 200, reference);
  });
  const it = vehicleAt(url);
  await it.ok('sync.now', {});
  const before = asked;
  it.world.passTime(-86_400_000);
  // The next try comes by itself, within the first back-off.
  await expect.poll(() => asked, { timeout: 5_000 }).toBeGreaterThan(before);
});
