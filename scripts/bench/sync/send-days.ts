import { fork } from 'node:child_process';
import { createHash, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { z } from 'zod';
import { nonceHeader } from '../../../shared/sync/enrolment.ts';
import { batchReply, paths } from '../../../shared/sync/station-api.ts';
import { batchesOf, compressed } from './batches.ts';
import { laptopOf } from './bench-station.ts';
import type { VehicleDay } from './vehicle-day.ts';

export interface StationProcesses {
  readonly urls: readonly string[];
  readonly close: () => Promise<void>;
}

/** As many processes of the station on one database as there are cores: nothing in them outlives a request. */
export async function startStations(databaseUrl: string): Promise<StationProcesses> {
  const script = join(import.meta.dirname, 'station-process.ts');
  const children = Array.from({ length: Math.min(availableParallelism(), 8) }, () =>
    fork(script, [databaseUrl], { execArgv: [] }),
  );
  const urls: string[] = [];
  for (const child of children) {
    const [said]: unknown[] = await once(child, 'message');
    urls.push(z.url().parse(said));
  }
  return {
    urls,
    close: async () => {
      const ends = children.map((child) => once(child, 'exit'));
      for (const child of children) child.disconnect();
      await Promise.all(ends);
    },
  };
}

/** A day packed for the line, its batches in order. */
export interface PackedDay {
  readonly entries: number;
  readonly bytes: number;
  readonly batches: readonly Buffer[];
  readonly laptop: string;
  readonly day: Pick<VehicleDay, 'privateKey' | 'vehicle'>;
}

export function pack(day: VehicleDay): PackedDay {
  const batches = batchesOf(day).map(compressed);
  return {
    ...{ entries: day.entries.length, batches, laptop: laptopOf(day) },
    bytes: batches.reduce((sum, { length }) => sum + length, 0),
    day: { privateKey: day.privateKey, vehicle: day.vehicle },
  };
}

export interface Sent {
  readonly seconds: number;
  readonly entries: number;
  readonly setAside: number;
}

/** Vehicles that are on the line at the same time. */
const vehiclesAtOnce = 12;

/** Sends the days to the station's processes, each vehicle's batches one after the other; a batch that is not held is a fault. */
export async function sendDays(
  { urls }: StationProcesses,
  days: readonly PackedDay[],
): Promise<Sent> {
  const pools = urls.map((url) => new Pool(url, { connections: vehiclesAtOnce }));
  const nonces = await Promise.all(pools.map(freshNonce));
  let next = 0;
  let setAside = 0;
  const startedAt = performance.now();
  const vehicle = async (): Promise<void> => {
    for (let at = next++; at < days.length; at = next++) {
      const which = at % pools.length;
      const [day, pool] = [days[at], pools[which]];
      if (!day || !pool) return;
      for (const batch of day.batches)
        setAside += await post(pool, day, batch, nonces[which] ?? '');
    }
  };
  await Promise.all(Array.from({ length: vehiclesAtOnce }, vehicle));
  const seconds = (performance.now() - startedAt) / 1000;
  for (const pool of pools) await pool.close();
  return { seconds, setAside, entries: days.reduce((sum, { entries }) => sum + entries, 0) };
}

async function freshNonce(pool: Pool): Promise<string> {
  const { headers, body } = await pool.request({ method: 'GET', path: paths.greeting });
  await body.dump();
  return String(headers[nonceHeader] ?? '');
}

const run = randomUUID();
const text = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Posts a batch as a laptop does, signed; answers how many of its entries were set aside. */
async function post(
  pool: Pool,
  { day, laptop }: PackedDay,
  batch: Buffer,
  n: string,
): Promise<number> {
  const b = createHash('sha256').update(batch).digest('hex');
  const said = `${text({ alg: 'EdDSA', kid: laptop })}.${text({ m: 'POST', p: paths.entries, n, b, r: run })}`;
  const signature = sign(null, Buffer.from(said), day.privateKey).toString('base64url');
  const { statusCode, body } = await pool.request({
    ...{ method: 'POST', path: paths.entries, body: batch },
    headers: {
      'content-type': 'application/json',
      'content-encoding': 'zstd',
      authorization: `Bearer ${said}.${signature}`,
    },
  });
  const answer: unknown = await body.json();
  if (statusCode !== 200)
    throw new Error(`${day.vehicle}: ${statusCode} ${JSON.stringify(answer)}`);
  return batchReply.parse(answer).setAside.length;
}
