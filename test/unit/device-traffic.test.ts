import { expect, it } from 'vitest';
import { createTraffic } from '../../electron/core/devices/traffic.ts';
import type { LineListener } from '../../electron/core/devices/line.ts';
import type { DeviceRole } from '../../shared/device-setting.ts';
import { ok } from '../../shared/result.ts';

/** A device's line whose bytes the test owns. */
function watched(role: DeviceRole) {
  const clock = { at: 1000, nowMs: () => clock.at };
  const traffic = createTraffic(clock, role);
  let listener: LineListener | null = null;
  const line = traffic.tap((_, given) => {
    listener = given;
    return {
      write: () => Promise.resolve(ok(undefined)),
      isQueueRunning: () => Promise.resolve(null),
      close: () => Promise.resolve(),
    };
  })({ kind: 'tcp', host: 'x', port: 1 }, { onOpen() {}, onBytes() {}, onLoss() {} });
  return {
    traffic,
    clock,
    hear: (text: string) => listener?.onBytes(Buffer.from(text, 'latin1')),
    say: (text: string) => line.write(Buffer.from(text, 'latin1'), 1),
    shown: () => JSON.stringify(traffic.entries()),
  };
}

const SAM = '\xaa\xaa\xaa\x96\x69';

it('of a card reader only preamble, length and status are shown, never the card', () => {
  const it = watched('id-reader');
  it.hear(`${SAM}\x05\x08\x00\x00\x90SECRETNAME`);
  it.clock.at += 1000;
  it.hear('SECRETREST');
  expect(it.shown()).not.toContain('SECRET');
  expect(it.shown()).not.toContain('53 45 43');
  expect(it.traffic.entries()).toMatchObject([
    { lengthBytes: 20, hex: 'AA AA AA 96 69 05 08 00 00 90' },
    { lengthBytes: 10, hex: null, text: null },
  ]);
});

it('a document number in a scan and the identification in a blood pressure are blanked', () => {
  const scanner = watched('scanner');
  scanner.hear('110105194');
  scanner.hear('91231002X\r');
  expect(scanner.traffic.entries()[0]?.text).toBe(`${'*'.repeat(18)}·`);
  expect(scanner.traffic.entries()[0]?.hex).not.toContain('31 31 30');
  const bp = watched('blood-pressure');
  bp.hear('2026,11,20,09,30,110105194912310   ,0,128, 79, 72,1\r\n');
  expect(bp.shown()).not.toContain('1949');
  expect(bp.shown()).toContain('128, 79, 72');
  bp.clock.at += 1000;
  bp.hear('4912310   ,0,128');
  expect(bp.traffic.entries()[1]).toMatchObject({ hex: null, lengthBytes: 16 });
});

it('of a print job the beginning is shown, and how long it was', () => {
  const it = watched('printer');
  void it.say(`^XA${'A'.repeat(500)}`);
  const [entry] = it.traffic.entries();
  expect(entry).toMatchObject({ direction: 'out', lengthBytes: 503 });
  expect(entry?.text?.length).toBe(48);
});

it('what is kept is bounded however much passes', () => {
  const it = watched('scale');
  for (let at = 0; at < 500; at += 1) {
    it.clock.at += 1000;
    it.hear('X'.repeat(5000));
  }
  expect(it.traffic.entries()).toHaveLength(60);
  for (const { text } of it.traffic.entries()) expect(text?.length).toBeLessThanOrEqual(160);
});

it('the pieces of one message are one line, and a pause or an answer begins another', () => {
  const it = watched('scale');
  it.hear('ST,+0');
  it.hear('0523.4 g\r\n');
  void it.say('?');
  it.clock.at += 500;
  it.hear('US');
  expect(it.traffic.entries().map(({ text }) => text)).toEqual(['ST,+00523.4 g··', '?', 'US']);
});
