import { createServer, type ServerResponse } from 'node:http';
import { Readable, type Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  brotliCompressSync,
  createGzip,
  createZstdCompress,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { paths } from '../../shared/sync/station-api.ts';
import { donate, openDay } from '../support/donor-steps.ts';
import type { TestCore } from '../support/test-core.ts';
import { openVehicleAt } from './support/vehicle-at-station.ts';
import { listenHere } from '../../simulators/loopback.ts';

const mebibyte = 1024 * 1024;
/** What the whole process, the hostile server in it included, may grow by while a reply comes in: some times the link's 8 MiB. */
const growthBytesMax = 160 * mebibyte;
const json = { 'content-type': 'application/json' };

/** A gibibyte of spaces around an answer that promises everything. */
const bomb = (() => {
  const promise = Buffer.from(
    '{"fromSeq":1,"throughSeq":9,"heldThroughSeq":9,"setAside":[],"stationNowMs":1,"headHash":"',
  );
  const block = Buffer.alloc(64 * mebibyte, ' ');
  return { promise, block, blocks: 16 };
})();
/** As one frame: a decoder stops behind the first. */
async function packed(compressor: Transform): Promise<Buffer> {
  const pieces = [bomb.promise, ...Array.from({ length: bomb.blocks }, () => bomb.block)];
  return buffer(Readable.from(pieces).pipe(compressor));
}
const zstdBomb = await packed(createZstdCompress());
const gzipBomb = await packed(createGzip());

/** RFC 8878, 3.1.2: a frame of a mebibyte that decoders skip. */
const skippableFrame = (() => {
  const frame = Buffer.alloc(mebibyte);
  frame.writeUInt32LE(0x184d2a50, 0);
  frame.writeUInt32LE(mebibyte - 8, 4);
  return frame;
})();

type Reply = (response: ServerResponse) => void;

const whole =
  (headers: Readonly<Record<string, string>>, body: Buffer | string, status = 200): Reply =>
  (response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

/** Bytes until the other side has had enough, or ten gigabytes. */
const without =
  (
    headers: Readonly<Record<string, string>>,
    status = 200,
    chunk = Buffer.alloc(mebibyte, ' '),
  ): Reply =>
  (response) => {
    let left = 10 * 1024;
    response.writeHead(status, headers);
    const more = (): void => {
      while (left > 0 && !response.destroyed) {
        left -= 1;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  };

const tenGigabytes = String(10 * 1024 * mebibyte);

/** Who answers, how, and what the sync screen says of it. */
const strangers: readonly (readonly [who: string, reply: Reply, says: string])[] = [
  [
    'a gibibyte as zstd',
    whole({ ...json, 'content-encoding': 'zstd' }, zstdBomb),
    'not-the-station',
  ],
  [
    'a gibibyte as gzip',
    whole({ ...json, 'content-encoding': 'gzip' }, gzipBomb),
    'not-the-station',
  ],
  [
    'a block as brotli',
    whole({ ...json, 'content-encoding': 'br' }, brotliCompressSync(bomb.block)),
    'not-the-station',
  ],
  [
    'a bomb in a bomb',
    whole({ ...json, 'content-encoding': 'gzip, gzip' }, gzipSync(gzipSync(bomb.block))),
    'not-the-station',
  ],
  [
    'ten gigabytes, announced',
    without({ ...json, 'content-length': tenGigabytes }),
    'not-the-station',
  ],
  ['ten gigabytes, in pieces', without(json), 'not-the-station'],
  ['ten gigabytes of a portal’s page', without({ 'content-type': 'text/html' }), 'not-the-station'],
  ['ten gigabytes with “not you”', without(json, 401), 'not-allowed'],
  ['ten gigabytes with “too large”', without(json, 413), 'too-large'],
  ['ten gigabytes with “out of order”', without(json, 503), 'unreachable'],
  [
    'ten gigabytes that unpack to nothing',
    without({ ...json, 'content-encoding': 'zstd' }, 200, skippableFrame),
    'not-the-station',
  ],
  [
    'bytes that are not zstd',
    whole({ ...json, 'content-encoding': 'zstd' }, 'no zstd'),
    'not-the-station',
  ],
  [
    'half of a zstd',
    whole({ ...json, 'content-encoding': 'zstd' }, zstdCompressSync(bomb.promise).subarray(0, 40)),
    'not-the-station',
  ],
  ['JSON cut short', whole(json, bomb.promise), 'not-the-station'],
  [
    'a hotel’s page',
    whole({ 'content-type': 'text/html; charset=utf-8' }, '<html>Sign in</html>'),
    'not-the-station',
  ],
  ['a hotel’s page that calls itself JSON', whole(json, '<html>Sign in</html>'), 'not-the-station'],
];

interface Stranger {
  readonly url: string;
  readonly say: (reply: Reply) => void;
  readonly asked: () => number;
}

async function stranger(): Promise<Stranger> {
  let reply: Reply = whole(json, '{}');
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    request.resume().on('error', () => undefined);
    response.on('error', () => undefined);
    reply(response);
  });
  const ownPort = await listenHere(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${ownPort}`,
    say: (next) => {
      reply = next;
    },
    asked: () => asked,
  };
}

/** Asks the sync to run and answers its state, with the most the process grew meanwhile. */
async function syncWatched(it: TestCore) {
  const rss = (): number => process.memoryUsage.rss();
  const before = rss();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, rss())), 5);
  try {
    const status = await it.ok('sync.now', {});
    return { status, grownBytes: Math.max(most, rss()) - before };
  } finally {
    clearInterval(watch);
  }
}

test('whatever is sent instead of an answer, nothing counts as held, memory stays bounded and the screen says it', {
  timeout: 180_000,
}, async () => {
  const there = await stranger();
  const it = openVehicleAt(there.url);
  await openDay(it);
  await donate(it, 0);
  const grown: string[] = [];
  for (const [who, reply, says] of strangers) {
    there.say(reply);
    const { status, grownBytes } = await syncWatched(it);
    grown.push(`${who}: ${Math.round(grownBytes / mebibyte)} MiB`);
    expect(
      { held: status.entriesHeld, setAside: status.setAside, problem: status.problem },
      who,
    ).toEqual({ held: 0, setAside: [], problem: says });
    expect(grownBytes, who).toBeLessThan(growthBytesMax);
  }
  console.info(grown.join('\n'));
});

test.for([301, 302, 303, 307, 308])(
  'a redirect (%i) is not followed: nobody else gets a donor’s records',
  async (status) => {
    const [first, elsewhere] = [await stranger(), await stranger()];
    const it = openVehicleAt(first.url);
    await openDay(it);
    first.say(whole({ location: `${elsewhere.url}${paths.entries}` }, '', status));
    const said = await it.ok('sync.now', {});
    expect(said).toMatchObject({ state: 'refused', problem: 'not-the-station', entriesHeld: 0 });
    expect([first.asked() > 0, elsewhere.asked()]).toEqual([true, 0]);
  },
);

test('another station’s answer, in the right shape, about other entries or to other questions, marks nothing as held', async () => {
  const there = await stranger();
  const it = openVehicleAt(there.url);
  await openDay(it);
  const { entriesTotal } = await it.ok('sync.status', {});
  const hash = 'ab'.repeat(32);
  const of = {
    fromSeq: 1,
    throughSeq: entriesTotal,
    setAside: [{ seq: 1, reason: 'donor-deferred' }],
    stationNowMs: 1,
  };
  for (const body of [
    { ...of, heldThroughSeq: entriesTotal, headHash: hash },
    { ...of, heldThroughSeq: 100_000, headHash: hash },
    { ...of, throughSeq: entriesTotal + 5, heldThroughSeq: entriesTotal + 5, headHash: hash },
    { heldThroughSeq: entriesTotal, headHash: hash },
    { error: 'gap', heldThroughSeq: 7, sentence: 'A gap of another vehicle.' },
    { error: 'fork', heldThroughSeq: 7, sentence: 'A fork of another vehicle.' },
  ]) {
    there.say(whole(json, JSON.stringify(body)));
    const status = await it.ok('sync.now', {});
    expect(status, JSON.stringify(body)).toMatchObject({
      state: 'refused',
      entriesHeld: 0,
      setAside: [],
    });
    expect(status.problem).toMatch(/^(not-the-station|refused-gap|refused-fork)$/);
  }
});
