import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Device, DeviceState } from '../../electron/core/devices/device.ts';
import { createScanner, type ScannerProblem } from '../../electron/core/devices/scanner.ts';
import { type Simulators, startSimulators } from '../../simulators/start.ts';
import { deviceUrl, realDeviceDeps, until } from '../support/device-deps.ts';

const NEXT_SCAN_MS = 2000;
const TIMES = 8;

describe.each(['pty', 'tcp'] as const)('the scanner over %s', (transport) => {
  let simulators: Simulators;
  let scanner: Device;
  let texts: string[];
  let problems: ScannerProblem[];
  let states: DeviceState[];

  beforeEach(async () => {
    simulators = await startSimulators({ transport });
    texts = [];
    problems = [];
    states = [];
    scanner = createScanner(
      realDeviceDeps(),
      { url: deviceUrl(simulators.urls.scanner) },
      {
        onState: (state) => states.push(state),
        onScan: ({ text }) => texts.push(text),
        onProblem: (problem) => problems.push(problem),
      },
    );
    await until('the scanner is connected', simulators.scanner.isConnected);
  });
  afterEach(async () => {
    await scanner.close();
    await simulators.close();
  });

  it('gives every code of a burst, with CR, LF and CRLF', async () => {
    const expected = Array.from(
      { length: 30 },
      (_, at) => `=A99992600${String(at).padStart(4, '0')}00`,
    );
    const suffixes = ['cr', 'lf', 'crlf'] as const;
    for (const [at, text] of expected.entries()) {
      simulators.scanner.scan(text, { suffix: suffixes[at % suffixes.length] ?? 'cr' });
    }
    await until('all codes', () => texts.length === expected.length);
    expect(texts).toEqual(expected);
    expect(problems).toEqual([]);
  });

  it('names garbage, with what sets it right, and reads the next code', async () => {
    simulators.scanner.garbage();
    await until('the problem', () => problems.length > 0);
    expect(problems[0]).toMatchObject({ kind: 'garbage', advice: 'check-baud-rate' });
    simulators.scanner.scan('=A99992600000100');
    await until('the code', () => texts.length > 0);
    expect(texts).toEqual(['=A99992600000100']);
  });

  it('names a code whose suffix never comes', async () => {
    simulators.scanner.scan('=A9999260000', { suffix: 'none' });
    await until('the problem', () => problems.length > 0);
    expect(problems[0]).toMatchObject({ reason: 'suffix-missing', advice: 'check-suffix-setting' });
    expect(texts).toEqual([]);
  });

  it('is lost once when unplugged in the middle of a code, and scans within two seconds of being back', async () => {
    for (let time = 1; time <= TIMES; time += 1) {
      simulators.scanner.scan('=A99992', { suffix: 'none' });
      await simulators.scanner.unplug();
      await until('the loss', () => scanner.state().kind === 'lost');
      await simulators.scanner.plug();
      await until('the scanner is back', simulators.scanner.isConnected, NEXT_SCAN_MS);
      simulators.scanner.scan('=A99992600000100');
      await until('the code', () => texts.length === time);
    }
    expect(texts).toEqual(new Array<string>(TIMES).fill('=A99992600000100'));
    expect(states.filter(({ kind }) => kind === 'lost')).toHaveLength(TIMES);
  });
});

it('a scanner without a suffix has its code when the line falls silent', async () => {
  const simulators = await startSimulators({ transport: 'tcp' });
  const texts: string[] = [];
  const scanner = createScanner(
    realDeviceDeps(),
    { url: deviceUrl(simulators.urls.scanner), config: { suffix: 'none' } },
    { onState: () => {}, onScan: ({ text }) => texts.push(text), onProblem: () => {} },
  );
  await until('the scanner is connected', simulators.scanner.isConnected);
  simulators.scanner.scan('=A99992600000100', { suffix: 'none' });
  await until('the code', () => texts.length > 0);
  expect(texts).toEqual(['=A99992600000100']);
  await scanner.close();
  await simulators.close();
});
