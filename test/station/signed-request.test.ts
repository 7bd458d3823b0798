import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nonceHeader, type SignedRequest } from '../../shared/sync/enrolment.ts';
import { paths } from '../../shared/sync/station-api.ts';
import { revokeLaptop, stationTotals } from '../../station/administer.ts';
import { startStation } from '../../station/start.ts';
import {
  type Asked,
  createTestLaptop,
  enrolledLaptop,
  freshNonce,
  type TestLaptop,
} from './support/laptop.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { createVehicleJournal } from './support/vehicle-journal.ts';

const minuteMs = 60_000;
let station: TestStation;
let laptop: TestLaptop;
const journal = createVehicleJournal('van-1');

beforeAll(async () => {
  station = await startTestStation();
  laptop = await enrolledLaptop(station, 'van-1');
  journal.open();
});
afterAll(() => station.close());

const bytes = (text: string) => new TextEncoder().encode(text);
const batch = () => bytes(JSON.stringify(journal.batch()));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const headers = { 'content-type': 'application/json' };
const post = (over: Asked = {}): Asked => ({ method: 'POST', headers, body: batch(), ...over });

async function problemOf(response: Response): Promise<string | undefined> {
  expect(response.status).toBe(401);
  return ((await response.json()) as { error?: string }).error;
}

const page = `${paths.donors}?limit=5`;
const tampered: readonly (readonly [string, string, () => Asked])[] = [
  ['the method', page, () => ({ said: { m: 'POST' } })],
  ['the path', page, () => ({ said: { p: paths.reference } })],
  ['the query', page, () => ({ said: { p: `${paths.donors}?limit=6` } })],
  ['the query left out', page, () => ({ said: { p: paths.donors } })],
  ['the body', paths.entries, () => post({ said: { b: sha256('another') } })],
  ['no body where one was signed', page, () => ({ said: { b: sha256('another') } })],
  ['a body where none was signed', paths.entries, () => post({ said: { b: sha256('') } })],
];

test.each(tampered)(
  'a request changed in %s is refused and does nothing',
  async (_, path, asked) => {
    expect(await problemOf(await laptop.ask(path, asked()))).toBe('bad-signature');
    expect((await stationTotals(station.db, { epoch: journal.epoch })).entries).toBe(0);
  },
);

test('the bytes on the wire are what is signed, not what they unpack to', async () => {
  const body = batch();
  const spaced = bytes(` ${new TextDecoder().decode(body)}`);
  const b = createHash('sha256').update(body).digest('hex');
  const asked = post({ body: spaced, said: { b } });
  expect(await problemOf(await laptop.ask(paths.entries, asked))).toBe('bad-signature');
});

test('a signature of another key, of no key, or of nobody is refused', async () => {
  const other = await createTestLaptop(station.url, 'van-1');
  const n = await freshNonce(station.url);
  const said: SignedRequest = { m: 'GET', p: page, n, b: sha256(''), r: laptop.run };
  const [header = '', payload = ''] = (await laptop.token(said)).split('.');
  const [, , foreign = ''] = (await other.token(said)).split('.');
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none', kid: laptop.laptop }));
  for (const token of [
    `${header}.${payload}.${foreign}`,
    `${header}.${payload}.`,
    `${unsigned.toString('base64url')}.${payload}.`,
  ]) {
    expect(await problemOf(await laptop.ask(page, { token }))).toBe('bad-signature');
  }
  for (const token of ['', 'x', 'a.b.c', await other.token(said)]) {
    expect(await problemOf(await laptop.ask(page, { token }))).toBe('not-enrolled');
  }
});

test('a nonce lives ten minutes; a stale, made-up or missing one is answered with a fresh one', async () => {
  const n = await freshNonce(station.url);
  station.passTime(10 * minuteMs - 1);
  expect((await laptop.ask(page, { said: { n } })).status).toBe(200);
  station.passTime(1);
  const stale = await laptop.ask(page, { said: { n } });
  const fresh = stale.headers.get(nonceHeader) ?? '';
  expect(await problemOf(stale)).toBe('nonce');
  expect((await laptop.ask(page, { said: { n: fresh } })).status).toBe(200);
  // A second older, and still young enough: only the station can have made it.
  const forged = Buffer.from(fresh, 'base64url');
  forged.writeUIntBE(forged.readUIntBE(0, 6) - 1000, 0, 6);
  for (const wrong of ['', 'x', forged.toString('base64url'), `${fresh}AAAA`]) {
    expect(await problemOf(await laptop.ask(page, { said: { n: wrong } }))).toBe('nonce');
  }
});

test('several processes of a station take each other’s nonces', async () => {
  const second = await startStation({ databaseUrl: station.databaseUrl, nowMs: () => nowMs });
  if (!second.ok) throw new Error(second.error);
  const third = await startStation({ databaseUrl: station.databaseUrl, nowMs: () => nowMs });
  if (!third.ok) throw new Error(third.error);
  const n = await freshNonce(second.value.url);
  const said = { m: 'GET', p: page, n, b: sha256(''), r: laptop.run } as const;
  const authorization = `Bearer ${await laptop.token(said)}`;
  const reply = await fetch(third.value.url + page, { headers: { authorization } });
  expect(reply.status).toBe(200);
  await third.value.close();
  await second.value.close();
});

test('who is revoked is told so, and who only claims its name is not', async () => {
  const it = await enrolledLaptop(station, 'van-2');
  const at = { why: 'lost', by: 'leader', nowMs };
  expect((await revokeLaptop(station.db, it.laptop, at)).ok).toBe(true);
  expect(await revokeLaptop(station.db, it.laptop, at)).toMatchObject({ error: 'revoked-before' });
  expect(await problemOf(await it.ask(page))).toBe('revoked');
  expect(await problemOf(await it.ask(page, { said: { p: '/' } }))).toBe('bad-signature');
});

test('a body is not waited for before its signature holds', async () => {
  const { hostname, port } = new URL(station.url);
  const socket = connect({ host: hostname, port: Number(port) });
  const answered = new Promise<string>((resolve) =>
    socket.once('data', (data) => resolve(data.toString('latin1'))),
  );
  socket.write(
    `POST ${paths.entries} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 4000000\r\n\r\n{`,
  );
  expect(await answered).toMatch(/^HTTP\/1\.1 401 /);
  socket.destroy();
});
