import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createScanner } from '../../electron/core/devices/scanner.ts';
import { openPtyEndpoint } from '../../simulators/pty-endpoint.ts';
import { deviceUrl, pause, realDeviceDeps, until } from '../support/device-deps.ts';

const TIMES = 100;
const NEXT_SCAN_MS = 2000;
const CODE = '=A99992600000100';
/** Watching and timing of the runtime may hold one more at the moment of counting. */
const SLACK = 2;

const openFiles = (): number => readdirSync('/proc/self/fd').length;

it('a scanner unplugged and replugged 100 times in the middle of a code leaks no handle and scans within two seconds each time', {
  timeout: 290_000,
}, async () => {
  const cable = await openPtyEndpoint({ name: 'scanner', baud: 9600 }, () => {});
  const texts: string[] = [];
  const slowest = { ms: 0 };
  const scanner = createScanner(
    realDeviceDeps(),
    { url: deviceUrl(cable.url) },
    { onState: () => {}, onScan: ({ text }) => texts.push(text), onProblem: () => {} },
  );
  const scan = async (): Promise<void> => {
    await until('the scanner is back', cable.isConnected, NEXT_SCAN_MS);
    cable.send(Buffer.from(`${CODE}\r`));
  };
  await scan();
  await until('the first code', () => texts.length === 1);
  const before = openFiles();

  for (let time = 1; time <= TIMES; time += 1) {
    // Cut at another place of the code each time, at once or with the first part on its way.
    cable.send(Buffer.from(CODE.slice(0, 1 + (time % (CODE.length - 1)))));
    if (time % 2 === 0) await pause(5);
    await cable.unplug();
    await until('the loss is seen', () => scanner.state().kind === 'lost');
    await cable.plug();
    const pluggedAtMs = performance.now();
    await scan();
    await until('the next code', () => texts.length === time + 1, NEXT_SCAN_MS);
    slowest.ms = Math.max(slowest.ms, performance.now() - pluggedAtMs);
  }

  expect(texts).toEqual(new Array<string>(TIMES + 1).fill(CODE));
  expect(slowest.ms).toBeLessThan(NEXT_SCAN_MS);
  expect(openFiles()).toBeLessThanOrEqual(before + SLACK);
  await scanner.close();
  await cable.close();
});
