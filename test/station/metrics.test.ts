import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '../../shared/sync/station-api.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import { stationTotals } from '../../station/administer.ts';
import { enrolledLaptop, freshNonce } from './support/laptop.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, type Van } from './support/van.ts';
import { createVehicleJournal } from './support/vehicle-journal.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

async function metrics(): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${station.url}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain');
  const lines = (await response.text()).split('\n').filter((line) => /^[a-z]/.test(line));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

/** A day with everything in it that could name somebody. */
function wholeDay(it: Van, din = it.din(0)): readonly string[] {
  const person = aPerson();
  const visitId = it.journal.register(person);
  const registered = it.journal.entries.findLast(({ type }) => type === 'donor.registered');
  const body = entryBodies['donor.registered'].parse(registered?.body);
  it.journal.append('donor.registered', {
    ...{ ...body, phone: '13956109999', organisation: '淮北秘密单位' },
    visitId: entryBodies['visit.ended'].shape.visitId.parse(randomUUID()),
  });
  it.journal.donate(visitId, din);
  return ['褚秘密', '11010519491231002X', '13956109999', '淮北秘密单位', '1996-01-01', person];
}

test('batches, refusals, set-asides, bytes, connections and the process are counted', async () => {
  const before = await metrics();
  const it = await createVan(station);
  wholeDay(it, 'G123499200001');
  await it.post();
  await it.post();
  await expect(it.post(3, 3).then(() => it.anew(nowMs).post(2, 2))).rejects.toThrow('gap');
  await it.get(paths.donors);
  const after = await metrics();
  const grew = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  expect(grew('station_batches_total{outcome="held"}')).toBe(3);
  expect(grew('station_batches_total{outcome="refused"}')).toBe(1);
  expect(grew('station_batch_refusals_total{kind="gap"}')).toBe(1);
  // Once, however often its batch was repeated.
  expect(grew('station_set_aside_total{reason="din-outside-range"}')).toBe(1);
  expect(after.get('station_set_aside_waiting{reason="din-outside-range"}')).toBe(1);
  expect(grew('station_entries_total')).toBe(2 * it.journal.entries.length + 1);
  expect(grew('station_intake_seconds_count')).toBe(4);
  expect(grew(`station_up_bytes_total{route="${paths.entries}"}`)).toBeGreaterThan(1000);
  expect(grew(`station_down_bytes_total{route="${paths.donors}"}`)).toBeGreaterThan(10);
  expect(after.get('station_database_connections{state="idle"}')).toBeGreaterThan(0);
  expect(after.get('process_cpu_seconds_total')).toBeGreaterThan(0);
  await fetch(`${station.url}/nowhere/${it.vehicle}`);
  const { text } = { text: [...(await metrics()).keys()].join('\n') };
  expect(text).toContain('route="none"');
});

test('neither log nor metrics name a donor, a document, a phone, a vehicle’s token or a number', async () => {
  const it = await createVan(station);
  const secrets = wholeDay(it);
  it.journal.seal();
  await it.post();
  await it.get(paths.verdicts);
  await fetch(`${station.url}${paths.entries}`, { method: 'POST', body: secrets.join() });
  expect(station.logged()).toContain('batch held');
  const text = await (await fetch(`${station.url}/metrics`)).text();
  for (const secret of secrets) {
    expect(station.logged()).not.toContain(secret);
    expect(text).not.toContain(secret);
  }
  // No label of a vehicle either: there are thousands, and they are people's workplaces.
  expect(text).not.toContain(it.vehicle);
  for (const line of station.logged().trim().split('\n')) {
    expect(JSON.parse(line)).toHaveProperty('time');
  }
});

test('a station that is stopped finishes the batch under way, lets nobody in any more, and ends', async () => {
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, '../../station/main.ts'), '--port', '0'],
    {
      env: { ...process.env, DATABASE_URL: station.databaseUrl },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
    },
  );
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const ended = once(child, 'close');
  while (!/Page: (\S+)/.test(out)) await once(child.stdout, 'data');
  const url = new URL(/Page: (\S+)/.exec(out)?.[1] ?? '').origin;
  const vehicle = 'van-stop';
  const { token, run } = await enrolledLaptop(station, vehicle);
  const journal = createVehicleJournal(vehicle);
  journal.open();
  const body = Buffer.from(JSON.stringify(journal.batch()));
  const signed = await token({
    ...{ m: 'POST', p: paths.entries, n: await freshNonce(url), r: run },
    b: createHash('sha256').update(body).digest('hex'),
  });
  const sending = httpRequest(url + paths.entries, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${signed}`, 'content-type': 'application/json' },
      'content-length': body.length,
    },
  });
  const answered = once(sending, 'response');
  sending.write(body.subarray(0, 100));
  // The request is there and half of it is not.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const stoppedAt = performance.now();
  child.kill('SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 300));
  await expect(fetch(`${url}/health`)).rejects.toThrow();
  sending.end(body.subarray(100));
  const [response] = (await answered) as [{ readonly statusCode: number; resume: () => void }];
  response.resume();
  expect(response.statusCode).toBe(200);
  expect((await ended)[0]).toBe(0);
  // It does not wait for the client to let the connection go.
  expect(performance.now() - stoppedAt).toBeLessThan(4000);
  expect(await stationTotals(station.db, { epoch: journal.epoch })).toMatchObject({ entries: 2 });
  expect(out).toContain('batch held');
});
