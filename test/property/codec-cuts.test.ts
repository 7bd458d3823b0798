import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bpFeed, bpInitial } from '../../shared/codec/omron-bp.ts';
import { printerStatusFeed, printerStatusInitial } from '../../shared/codec/printer-status.ts';
import {
  SAM_FRAME_BYTES_MAX,
  samCommandFrame,
  samFeed,
  samInitial,
} from '../../shared/codec/sam-frame.ts';
import { scaleFeed, scaleInitial } from '../../shared/codec/scale.ts';
import {
  SCAN_BYTES_MAX,
  type ScannerSuffix,
  scannerFeed,
  scannerIdle,
  scannerInitial,
} from '../../shared/codec/scanner.ts';
import { SIDECAR_LINE_BYTES_MAX, sidecarFeed, sidecarInitial } from '../../shared/codec/sidecar.ts';
import { linesFeed, linesInitial } from '../../shared/codec/lines.ts';
import type { Step } from '../../shared/codec/step.ts';
import { deviceTables } from '../support/device-tables.ts';
import { runs } from '../support/property-runs.ts';

type Feed<S, E> = (state: S, bytes: Uint8Array) => Step<S, E>;

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const samReply = (data: readonly number[]): Uint8Array => {
  const body = [(data.length + 4) >> 8, (data.length + 4) & 0xff, 0, 0, 0x90, ...data];
  return Uint8Array.of(
    0xaa,
    0xaa,
    0xaa,
    0x96,
    0x69,
    ...body,
    body.reduce((x, b) => x ^ b, 0),
  );
};

/** Streams made of meaningful pieces, broken pieces and noise, so that every branch of a codec is reached. */
const pieces = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.constantFrom(
    samCommandFrame('find-card'),
    samReply([]),
    samReply([0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x00, 0x04]),
    samReply(new Array<number>(300).fill(0xaa)),
    samReply([1, 2, 3]).with(9, 7),
    Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0xff, 0xff),
    ascii('=A99991712345607\r\n'),
    ascii('=A99991712345600\r'),
    ascii('x'.repeat(SCAN_BYTES_MAX + 1)),
    ascii('\n'),
    ascii('\t'),
    ascii('ST,+00523.4 g\r\n'),
    ascii('2026,11,20,09,30,                    ,0,128, 79, 72,0\r\n'),
    ascii('\x02030,0,0,0225,000,0,0,0,000,0,0,0\x03\r\n'),
    ascii('\x02000,0,1,0,0,2,4,0,00000000,1,000\x03\r\n'),
    ascii('\x021234,0\x03\r\n'),
    ascii('{"type":"beat"}\n'),
    ascii('{"type":"hello","protocol":1,"program":"p","reader":null}\r\n'),
    ascii('{"type":"problem","problem":"weather","status":null}\n'),
    ascii('{"type":"new"}\n[]\n{\n'),
  ),
);
const stream = fc
  .array(pieces, { maxLength: 8 })
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

const run = <S, E>(feed: Feed<S, E>, initial: S, cuts: readonly Uint8Array[]) => {
  let state = initial;
  const events: E[] = [];
  for (const bytes of cuts) {
    const step = feed(state, bytes);
    state = step.state;
    events.push(...step.events);
  }
  return { state, events };
};

const cutsOf = (bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] => {
  const cuts: Uint8Array[] = [];
  let at = 0;
  for (const size of sizes) {
    cuts.push(bytes.slice(at, at + size));
    at += size;
  }
  return [...cuts, bytes.slice(at)];
};

const codecs: readonly [string, Feed<unknown, unknown>, unknown][] = [];
const add = <S, E>(name: string, feed: Feed<S, E>, initial: S): void => {
  // Each state goes back only into the codec it came from.
  (codecs as [string, Feed<unknown, unknown>, unknown][]).push([
    name,
    (state, bytes) => feed(state as S, bytes),
    initial,
  ]);
};
add('card reader', samFeed, samInitial);
add('sidecar', sidecarFeed, sidecarInitial);
add('lines', (s, b) => linesFeed({ lineBytesMax: 20 }, s, b), linesInitial);
add('printer status', printerStatusFeed, printerStatusInitial);
for (const format of deviceTables.scaleFormats) {
  add(`scale ${format.id}`, (s, b) => scaleFeed(format, s, b), scaleInitial);
}
add('blood pressure', bpFeed, bpInitial);
const suffixes: readonly ScannerSuffix[] = ['any', 'cr', 'lf', 'crlf', 'tab', 'none'];
for (const suffix of suffixes) {
  const config = { suffix, prefix: suffix === 'lf' ? '=' : '' };
  add(`scanner with suffix ${suffix}`, (s, b) => scannerFeed(config, s, b), scannerInitial);
}

it.each(codecs)(
  '%s: cutting the bytes differently never changes the events',
  (_, feed, initial) => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(40), { maxLength: 30 }), (bytes, sizes) => {
        const whole = run(feed, initial, [bytes]);
        expect(run(feed, initial, cutsOf(bytes, sizes))).toEqual(whole);
      }),
      runs(),
    );
  },
);

it('what the codecs keep between bytes is bounded', () => {
  fc.assert(
    fc.property(stream, (bytes) => {
      expect(samFeed(samInitial, bytes).state.pending.length).toBeLessThan(SAM_FRAME_BYTES_MAX);
      const sidecar = sidecarFeed(sidecarInitial, bytes).state.lines;
      expect(sidecar.pending.length).toBeLessThanOrEqual(SIDECAR_LINE_BYTES_MAX);
      const scan = scannerFeed({ suffix: 'none' }, scannerInitial, bytes).state;
      expect(scan.pending.length).toBeLessThanOrEqual(SCAN_BYTES_MAX);
      expect(scannerIdle({ suffix: 'none' }, scan).state).toEqual(scannerInitial);
    }),
    runs(),
  );
});

it('a good frame behind any noise without a preamble is found', () => {
  const noise = fc.uint8Array({ maxLength: 60 }).filter((bytes) => !bytes.includes(0x96));
  fc.assert(
    fc.property(noise, fc.uint8Array({ maxLength: 20 }), (before, data) => {
      const bytes = Uint8Array.from([...before, ...samReply([...data])]);
      const { events } = samFeed(samInitial, bytes);
      expect(events.at(-1)).toMatchObject({ kind: 'reply', data, noiseBytes: before.length });
    }),
    runs(),
  );
});
