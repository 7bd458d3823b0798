import { cpSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createReach } from '../../electron/core/http-reach.ts';
import { createHttpStationLink } from '../../electron/core/http-station-link.ts';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { vehicleId } from '../../shared/ids.ts';
import { roles } from '../../shared/roles.ts';
import * as administer from '../../station/administer.ts';
import { nodeHashing } from '../../station/hashing.ts';
import { type BadLine, type Behaviour, createBadLine, httpReply } from '../support/bad-line.ts';
import { donate, openDay, personAt, register } from '../support/donor-steps.ts';
import { dayMs, donorHashKeyHex, staff, startsAtMs } from '../support/station-data.ts';
import { enrolFolder } from '../support/enrol-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { loggedWorld, openTestCore, type TestCore } from '../support/test-core.ts';
import { startTestStation, type TestStation } from '../station/support/station.ts';
import { listenHere } from '../../simulators/loopback.ts';

let station: TestStation;
let vehicles = 0;

beforeAll(async () => {
  // By then everything these vehicles record has been recorded.
  station = await startTestStation(startsAtMs + dayMs);
  await administer.putStaff(station.db, [
    { operatorId: staff.demo, name: '演示护士', roles: [...roles] },
    { operatorId: staff.zhang, name: '张护士', roles: ['phlebotomist'] },
  ]);
  await administer.setDonorHashKey(station.db, donorHashKeyHex);
});

afterAll(() => station.close());

interface Vehicle extends TestCore {
  readonly line: BadLine;
  readonly vehicle: string;
}

/** A vehicle of its own in the village: the station is there, the wire is down. */
async function vehicle(
  from: Partial<Pick<TestCore, 'folder' | 'world'>> & { name?: string } = {},
): Promise<Vehicle> {
  vehicles += 1;
  // Vehicles of one seed would have one epoch.
  const { name = `vehicle-${vehicles}`, world = loggedWorld(vehicles) } = from;
  const folder = from.folder ?? temporaryFolder();
  if (from.folder === undefined) await enrolFolder(station, folder, name);
  const line = await createBadLine(station.url);
  line.behave({ get: { kind: 'drop' }, post: { kind: 'drop' } });
  const it = openTestCore({
    ...{ vehicle: name, station: line.url, world, folder },
    ...(from.folder !== undefined && { taken: 'already' }),
  });
  onTestFinished(async () => {
    await it.core.close();
    await line.close();
    expect(it.world.errors).toEqual([]);
  });
  return { ...it, line, vehicle: name };
}

/** A day with one donor from door to box; the number is of no range this station issued, so a verdict must come back. */
async function day(): Promise<Vehicle> {
  const it = await vehicle();
  await openDay(it);
  await donate(it, 0);
  return it;
}

const heldAtStation = ({ core }: Vehicle) =>
  administer.stationTotals(station.db, { epoch: core.epoch }).then(({ entries }) => entries);

/** Every vehicle here draws under the same number from the same people: the first to arrive owns both. */
const ofOtherVehicles: ReadonlySet<string> = new Set([
  ...['din-seen-before', 'registered-elsewhere', 'interval-broken'],
]);

/** Everything recorded is at the station once and in order, the vehicle knows it, and the verdict came back. */
async function expectAllHeld(it: Vehicle): Promise<void> {
  const status = await it.ok('sync.status', {});
  expect(status).toMatchObject({ state: 'idle', problem: null });
  expect(status.entriesHeld).toBe(status.entriesTotal);
  expect(await heldAtStation(it)).toBe(status.entriesTotal);
  expect(await administer.verifyStationChain(station.db, it.core.epoch, nodeHashing)).toMatchObject(
    { verified: true },
  );
  const reasons = status.setAside.map(({ reason }) => reason).toSorted();
  expect(reasons.filter((reason) => !ofOtherVehicles.has(reason))).toEqual(['din-outside-range']);
}

const lines = (it: Vehicle, post: Behaviour): void => it.line.behave({ post });

test('what was recorded without a network is held once it is there, and the verdicts come back', async () => {
  const it = await day();
  expect(await it.ok('sync.now', {})).toMatchObject({
    ...{ state: 'offline', problem: 'unreachable', entriesHeld: 0 },
  });
  it.line.behave({});
  await it.ok('sync.now', {});
  await expectAllHeld(it);
  const { line } = it;
  const posts = line.posts();
  await it.ok('sync.now', {});
  expect(line.posts()).toBe(posts);
});

test('a lost reply is no loss: the repeat is held once, and its verdicts arrive all the same', async () => {
  const it = await day();
  lines(it, { kind: 'lose-reply' });
  expect(await it.ok('sync.now', {})).toMatchObject({ entriesHeld: 0 });
  const kept = await heldAtStation(it);
  expect(kept).toBeGreaterThan(0);
  expect(await it.ok('sync.now', {})).toMatchObject({ entriesHeld: 0, setAside: [] });
  it.line.behave({});
  await it.ok('sync.now', {});
  await expectAllHeld(it);
});

test('an entry the station sets aside for two reasons shows both at the vehicle', async () => {
  const [first, second] = [await day(), await day()];
  for (const it of [first, second]) {
    it.line.behave({});
    await it.ok('sync.now', {});
    await expectAllHeld(it);
  }
  const { setAside } = await second.ok('sync.status', {});
  const ofNumber = setAside.filter(({ reason }) => reason.startsWith('din-'));
  expect(ofNumber.map(({ reason }) => reason).toSorted()).toEqual([
    ...['din-outside-range', 'din-seen-before'],
  ]);
  expect(new Set(ofNumber.map(({ seq }) => seq)).size).toBe(1);
  expect(setAside.length).toBe(4);
});

test('a connection cut after any number of bytes loses nothing and doubles nothing', async () => {
  const it = await day();
  for (const bytes of [0, 1, 17, 120, 199, 260, 400, 900, 2000, 4000, 6500, 9000, 16_000]) {
    lines(it, { kind: 'cut-after', bytes });
    const { entriesHeld, entriesTotal } = await it.ok('sync.now', {});
    const kept = await heldAtStation(it);
    expect(entriesHeld, `after ${bytes} bytes`).toBeLessThanOrEqual(kept);
    expect(kept).toBeLessThanOrEqual(entriesTotal);
    await register(it, personAt(1 + (bytes % 7))).catch(() => undefined);
  }
  it.line.behave({});
  await it.ok('sync.now', {});
  await expectAllHeld(it);
});

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
  const it = await day();
  for (const [who, text] of strangers) {
    lines(it, { kind: 'answer', text });
    const status = await it.ok('sync.now', {});
    expect(status.entriesHeld, who).toBe(0);
    expect(['offline', 'refused'], who).toContain(status.state);
    expect(status.setAside, who).toEqual([]);
  }
  expect(await it.ok('session.board', {})).not.toBeNull();
  it.line.behave({});
  await it.ok('sync.now', {});
  await expectAllHeld(it);
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
  const it = await day();
  it.line.behave({ get: { kind: 'answer', text: httpReply('404 No', json, '{}') } });
  const status = await it.ok('sync.now', {});
  expect(status).toMatchObject({ state: 'refused', problem: 'not-the-station' });
  expect(status.entriesHeld).toBe(status.entriesTotal);
  expect(await heldAtStation(it)).toBe(status.entriesTotal);
});

test('what is recorded while a batch is under way follows by itself', async () => {
  const it = await day();
  it.line.behave({});
  const asked = it.ok('sync.now', {});
  await Promise.all([asked, register(it, personAt(1)), register(it, personAt(2))]);
  const deadline = performance.now() + 5000;
  for (;;) {
    const { entriesHeld, entriesTotal } = await it.ok('sync.status', {});
    if (entriesHeld === entriesTotal) break;
    if (performance.now() > deadline) throw new Error(`${entriesHeld} of ${entriesTotal}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await expectAllHeld(it);
});

/** The station as a backup of the time before this vehicle's day. */
async function restoreStation({ core }: Vehicle): Promise<void> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where column_name = 'epoch' and table_schema = 'public'`.execute(station.db);
  for (const { name } of tables.rows) {
    await sql`delete from ${sql.table(name)} where epoch = ${core.epoch}`.execute(station.db);
  }
}

test('a station restored to an older state gets everything again, as soon as something is new', async () => {
  const it = await day();
  it.line.behave({});
  await it.ok('sync.now', {});
  await restoreStation(it);
  it.line.behave({ post: { kind: 'drop' } });
  await register(it, personAt(1));
  it.line.behave({});
  await it.ok('sync.now', {});
  await it.ok('sync.now', {});
  await expectAllHeld(it);
});

test('a station restored to an older state gets everything again, also when nothing is new', async () => {
  const it = await day();
  it.line.behave({});
  await it.ok('sync.now', {});
  await restoreStation(it);
  await it.ok('sync.now', {});
  await expectAllHeld(it);
});

test('a batch the station finds too large is halved until it fits', async () => {
  const it = await day();
  const text = httpReply('413 Too Large', json, '{}');
  const seen: (string | null)[] = [];
  for (let times = 0; times < 3; times += 1) {
    lines(it, { kind: 'answer', text });
    const { problem, entriesHeld } = await it.ok('sync.now', {});
    expect(entriesHeld).toBe(0);
    seen.push(problem);
  }
  expect(seen).toEqual(['too-large', 'too-large', 'too-large']);
  const before = it.line.posts();
  it.line.behave({});
  await it.ok('sync.now', {});
  await expectAllHeld(it);
  // More and smaller ones than the one that would have done.
  expect(it.line.posts() - before).toBeGreaterThan(1);
});

test('a laptop brought back to an older state is told so, and nothing of it is mixed into the day', async () => {
  const it = await day();
  const copy = temporaryFolder();
  await it.core.close();
  for (const name of readdirSync(it.folder)) cpSync(join(it.folder, name), join(copy, name));
  const whole = await vehicle({ folder: it.folder, world: it.world, name: it.vehicle });
  await register(whole, personAt(1));
  whole.line.behave({});
  await whole.ok('sync.now', {});
  await expectAllHeld(whole);
  const total = await heldAtStation(whole);

  const older = await vehicle({ folder: copy, world: it.world, name: it.vehicle });
  older.line.behave({});
  expect(await older.ok('sync.now', {})).toMatchObject({
    ...{ state: 'refused', problem: 'refused-fork' },
  });
  await register(older, personAt(2));
  expect(await older.ok('sync.now', {})).toMatchObject({ problem: 'refused-fork' });
  expect(await heldAtStation(whole)).toBe(total);
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
