import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createReach } from '../../electron/core/http-reach.ts';
import { createHttpStationLink } from '../../electron/core/http-station-link.ts';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { vehicleId } from '../../shared/ids.ts';
import { createBadLine, httpReply } from '../support/bad-line.ts';
import { openDay } from '../support/donor-steps.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestCore } from '../support/test-core.ts';
import type { TestStation } from '../station/support/station.ts';
import { listenHere } from '../../simulators/loopback.ts';
import { startFurnishedStation } from './support/vehicle-at-station.ts';
import { dayAway, expectAllHeld, heldAtStation } from './support/vehicle-away.ts';

let station: TestStation;

beforeAll(async () => {
  station = await startFurnishedStation();
});

afterAll(() => station.close());

const heldReply = (over: object) =>
  JSON.stringify({
    ...{
      fromSeq: 1,
      throughSeq: 100_000,
      heldThroughSeq: 100_000,
      headHash: 'ab'.repeat(32),
      setAside: [],
      stationNowMs: 1,
    },
    ...over,
  });
const json = 'application/json';
const strangers: readonly (readonly [string, string])[] = [
  ['the page of a hotel', httpReply('200 OK', 'text/html', '<html>Sign in</html>')],
  ['a page that calls itself JSON', httpReply('200 OK', json, '<html>Sign in</html>')],
  [
    'a redirect',
    'HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
  ],
  ['half a reply', httpReply('200 OK', json, heldReply({}).slice(0, 40), 400)],
  ['JSON cut short', httpReply('200 OK', json, heldReply({}).slice(0, 40))],
  ['nothing', httpReply('200 OK', json, '')],
  ['a reply without end', httpReply('200 OK', json, `["${'x'.repeat(9_000_000)}"]`)],
  ['a reply about other entries', httpReply('200 OK', json, heldReply({}))],
  [
    'a reply about too few',
    httpReply('200 OK', json, heldReply({ heldThroughSeq: 0, headHash: '0'.repeat(64) })),
  ],
  ['a reply of another shape', httpReply('200 OK', json, heldReply({ heldThroughSeq: '9' }))],
  ['a promise with an error’s number', httpReply('500 Oh', json, heldReply({}))],
  ['no HTTP at all', 'SSH-2.0-OpenSSH_9.2\r\n'],
];

test('whoever else answers on the way, nothing is marked as held, and the day goes on', async () => {
  const it = await dayAway(station);
  for (const [who, text] of strangers) {
    it.line.behave({ post: { kind: 'answer', text } });
    const status = await it.ok('sync.now', {});
    expect(status.entriesHeld, who).toBe(0);
    expect(['offline', 'refused'], who).toContain(status.state);
    expect(status.setAside, who).toEqual([]);
  }
  expect(await it.ok('session.board', {})).not.toBeNull();
  it.line.behave({});
  await it.ok('sync.now', {});
  await expectAllHeld(station, it);
});

test('a reply without end is given up at its limit, not read until memory or patience ends', async () => {
  let sent = 0;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': json });
    const more = (): void => {
      sent += 65_536;
      if (response.destroyed) return;
      if (response.write(' '.repeat(65_536))) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  });
  const port = await listenHere(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${port}`;
  const applicant = {
    keys: createFileKeyStore(temporaryFolder()),
    ...{ vehicle: vehicleId.parse('vehicle-1'), appVersion: '0.1.0' },
  };
  const { signal } = new AbortController();
  const run = '01890a5d-ac96-774b-bcce-b302099a8057';
  const link = createHttpStationLink({
    url,
    applicant,
    run,
    enrolCode: undefined,
    reach: createReach(signal),
    dictionary: undefined,
  });
  expect(await link.get('/')).toEqual({ ok: false, error: { kind: 'not-the-station' } });
  expect(sent).toBeLessThan(64 * 1024 * 1024);
});

test('entries go up although the station’s data cannot be had', async () => {
  const it = await dayAway(station);
  it.line.behave({ get: { kind: 'answer', text: httpReply('404 No', json, '{}') } });
  const status = await it.ok('sync.now', {});
  expect(status).toMatchObject({ state: 'refused', problem: 'not-the-station' });
  expect(status.entriesHeld).toBe(status.entriesTotal);
  expect(await heldAtStation(station, it)).toBe(status.entriesTotal);
});

test('a laptop that nobody enrolled is told so and keeps everything', async () => {
  const line = await createBadLine(station.url);
  const other = openTestCore({ station: line.url });
  await openDay(other);
  const status = await other.ok('sync.now', {});
  expect(status).toMatchObject({ state: 'refused', problem: 'not-enrolled', entriesHeld: 0 });
  await other.core.close();
  await line.close();
});
