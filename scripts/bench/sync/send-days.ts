import { fork } from 'node:child_process';
import { createHash, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
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
    fork(script, [databaseUrl]),
  );
  const urls: string[] = [];
  for (const child of children) {
    const said: readonly unknown[] = await once(child, 'message');
    urls.push(z.url().parse(said[0]));
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
const vehiclesAtOnce = 24;

/** Sends the days to the station's processes, each vehicle's batches one after the other; a batch that is not held is a fault. */
export async function sendDays(
  { urls }: StationProcesses,
  days: readonly PackedDay[],
): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: vehiclesAtOnce });
  const nonces = await Promise.all(urls.map((url) => freshNonce(agent, url)));
  let next = 0;
  let setAside = 0;
  const startedAt = performance.now();
  const vehicle = async (): Promise<void> => {
    for (let at = next++; at < days.length; at = next++) {
      const [day, url] = [days[at], urls[at % urls.length]];
      if (!day || url === undefined) return;
      const to = { agent, url, nonce: nonces[at % urls.length] ?? '' };
      for (const batch of day.batches) setAside += await post(to, day, batch);
    }
  };
  await Promise.all(Array.from({ length: vehiclesAtOnce }, vehicle));
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();
  return { seconds, setAside, entries: days.reduce((sum, { entries }) => sum + entries, 0) };
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The laptops' own way: one connection kept, the body as bytes. */
async function ask(
  agent: Agent,
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: Buffer,
): Promise<Answer> {
  const asked = request(url, { agent, headers, method: body === undefined ? 'GET' : 'POST' });
  asked.end(body);
  // The event carries exactly this.
  const [reply] = (await once(asked, 'response')) as [IncomingMessage];
  let answer = '';
  for await (const chunk of reply.setEncoding('utf8')) answer += String(chunk);
  return { status: reply.statusCode, headers: reply.headers, text: answer };
}

async function freshNonce(agent: Agent, url: string): Promise<string> {
  const { headers } = await ask(agent, url + paths.greeting, {});
  return String(headers[nonceHeader] ?? '');
}

const run = randomUUID();
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Posts a batch as a laptop does, signed; answers how many of its entries were set aside. */
async function post(
  { agent, url, nonce: n }: { readonly agent: Agent; readonly url: string; readonly nonce: string },
  { day, laptop }: PackedDay,
  batch: Buffer,
): Promise<number> {
  const b = createHash('sha256').update(batch).digest('hex');
  const claims = { m: 'POST', p: paths.entries, n, b, r: run };
  const said = `${encoded({ alg: 'EdDSA', kid: laptop })}.${encoded(claims)}`;
  const signature = sign(null, Buffer.from(said), day.privateKey).toString('base64url');
  const headers = {
    'content-type': 'application/json',
    'content-encoding': 'zstd',
    'content-length': String(batch.length),
    authorization: `Bearer ${said}.${signature}`,
  };
  const { status, text } = await ask(agent, url + paths.entries, headers, batch);
  if (status !== 200) throw new Error(`${day.vehicle}: ${status} ${text}`);
  return batchReply.parse(JSON.parse(text)).setAside.length;
}
