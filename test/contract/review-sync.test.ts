import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { zstdDecompressSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { noHash } from '../../shared/journal/entry.ts';
import { type Batch, paths } from '../../shared/sync/station-api.ts';
import {
  answers,
  identityOf,
  openDay,
  people,
  personAt,
  register,
  typed,
} from '../support/donor-steps.ts';
import { donorHashKeyHex, smallStationData, startsAtMs } from '../support/station-data.ts';
import { openTestCore } from '../support/test-core.ts';
import { listenHere } from '../../simulators/loopback.ts';

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
  const port = await listenHere(server);
  ends.push(
    () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${port}`;
}

function vehicleAt(url: string) {
  const it = openTestCore({ station: url });
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
  dinsUsed: [],
  ...{
    donorHashKeyHex,
    keyGeneration: 1,
    nextKeyGeneration: null,
    indexVersion: 1,
    indexDonors: 0,
    stationNowMs: startsAtMs,
  },
};

type Sent = Pick<Batch, 'fromSeq' | 'headHash'> & { readonly entries: readonly unknown[] };

// Sent by the vehicle under test; the station's own checks are tested at the station.
const batchOf = (body: Buffer): Sent =>
  JSON.parse(zstdDecompressSync(body).toString('utf8')) as Sent;

/** A station that keeps every batch. */
function keeping() {
  let held = { heldThroughSeq: 0, headHash: noHash };
  const answer: Answer = (request, response, body) => {
    if (request.url?.startsWith(paths.reference) === true) return json(response, 200, reference);
    if (request.url?.startsWith(paths.verdicts) === true) {
      return json(response, 200, { verdicts: [], position: 0, newest: 0 });
    }
    if (request.method === 'GET') return json(response, 200, held);
    const { fromSeq, entries, headHash } = batchOf(body);
    const throughSeq = fromSeq + entries.length - 1;
    held = { heldThroughSeq: throughSeq, headHash };
    const of = { fromSeq, throughSeq };
    json(response, 200, { ...of, ...held, setAside: [], stationNowMs: startsAtMs });
  };
  return answer;
}

test('a batch whose connection broke on the way is sent again smaller, and the vehicle counts as offline', async () => {
  const sent: number[] = [];
  let isUp = false;
  const url = await listening((request, response, body) => {
    // Nothing shrinks while there is no station at all.
    if (!isUp) return json(response, 503, { error: 'not-ready', sentence: 'Not yet.' });
    if (request.method === 'GET') return keeping()(request, response, body);
    sent.push(batchOf(body).entries.length);
    response.destroy();
  });
  const it = vehicleAt(url);
  await it.ok('sync.now', {});
  await openDay(it);
  for (const person of people.slice(0, 4)) {
    const given = await answers(it, await register(it, person), person);
    const donorSignature = `M0 0${'L1 1'.repeat(4000)}`;
    await it.ok('questionnaire.answer', { ...given, donorSignature });
  }
  isUp = true;
  await it.ok('sync.now', {});
  expect(await it.ok('sync.now', {})).toMatchObject({ state: 'offline', problem: 'unreachable' });
  expect(sent.length).toBeGreaterThan(1);
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

test('after the clock was set back the station’s data is asked for again with the next entry', async () => {
  let asked = 0;
  const keep = keeping();
  const url = await listening((request, response, body) => {
    if (request.url?.startsWith(paths.reference) === true) asked += 1;
    keep(request, response, body);
  });
  const it = vehicleAt(url);
  await openDay(it);
  await it.ok('sync.now', {});
  const before = asked;
  it.world.passTime(-120_000);
  await it.ok('donor.register', typed(identityOf(personAt(0))));
  await expect.poll(() => asked, { timeout: 5_000 }).toBeGreaterThan(before);
});
