import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPrinter, type Printer } from '../../electron/core/devices/printer.ts';
import { labelJob } from '../../electron/core/services/label-drawing.ts';
import { printerTrouble } from '../../shared/codec/printer-status.ts';
import { type Simulators, startSimulators } from '../../simulators/start.ts';
import { deviceUrl, realDeviceDeps, until } from '../support/device-deps.ts';
import { fieldsOf, labelCases, labelPrinting, ordinaryName } from '../support/labels.ts';

const FLAGS = ['00', '01', '07', '08'];

const labelSet = (): Uint8Array => {
  const set = labelCases.filter(
    ({ design, flags }) => design.prints === 'din' && FLAGS.includes(flags),
  );
  const job = labelJob(
    labelPrinting('zpl', 203),
    set.map((each) => ({
      ...{ sort: 'din' as const, kind: each.kind ?? '' },
      fields: fieldsOf(each, ordinaryName),
    })),
  );
  if (!job.ok) throw new Error(job.error.reason);
  return job.value;
};
const BARCODES = FLAGS.map((flags) => `=A999926000001${flags}`);

describe.each(['pty', 'tcp'] as const)('the label printer over %s', (transport) => {
  let simulators: Simulators;
  let printer: Printer;

  beforeEach(async () => {
    simulators = await startSimulators({ transport });
    printer = createPrinter(
      realDeviceDeps(),
      { url: deviceUrl(simulators.urls.printer) },
      { onState: () => {} },
    );
    await until('the printer is ready', () => printer.state().kind === 'ready');
  });
  afterEach(async () => {
    await printer.close();
    await simulators.close();
  });

  it('prints the set of labels it is sent', async () => {
    expect(await printer.print(labelSet())).toEqual({ ok: true, value: undefined });
    await until('the labels', () => simulators.printer.labels().length === FLAGS.length);
    const barcodes = simulators.printer.labels().flatMap((label) => label.barcodes);
    expect(barcodes.toSorted()).toEqual(BARCODES.toSorted());
  });

  it('answers what is wrong with it', async () => {
    simulators.printer.setFault('paper-out', true);
    await printer.print(labelSet());
    const status = await printer.status();
    if (!status.ok) throw new Error(status.error.reason);
    expect(printerTrouble(status.value)).toBe('paper-out');
    expect(status.value.waitingFormats).toBe(FLAGS.length);
    expect(simulators.printer.labels()).toEqual([]);
    simulators.printer.setFault('paper-out', false);
    await until('the labels', () => simulators.printer.labels().length === FLAGS.length);
  });

  it('may be one that answers no question, and prints all the same', async () => {
    simulators.printer.setFault('silent', true);
    const status = await printer.status();
    expect(status).toEqual({ ok: false, error: { kind: 'no-status', reason: 'no-reply' } });
    expect((await printer.print(labelSet())).ok).toBe(true);
    await until('the labels', () => simulators.printer.labels().length === FLAGS.length);
  });

  it('that never answers is waited for once for each connection', async () => {
    simulators.printer.setFault('silent', true);
    const timed = async (): Promise<number> => {
      const beforeMs = performance.now();
      expect(await printer.status()).toMatchObject({ error: { reason: 'no-reply' } });
      return performance.now() - beforeMs;
    };
    expect(await timed()).toBeGreaterThan(1500);
    expect(await timed()).toBeLessThan(100);
    simulators.printer.setFault('silent', false);
    await simulators.printer.unplug();
    await until('the loss', () => printer.state().kind === 'lost');
    await simulators.printer.plug();
    await until('the printer is back', () => printer.state().kind === 'ready');
    expect((await printer.status()).ok).toBe(true);
  });

  it('that is not there takes nothing, says so, and prints when it is back', async () => {
    await simulators.printer.unplug();
    await until('the loss', () => printer.state().kind === 'lost');
    const refused = await printer.print(labelSet());
    expect(refused).toMatchObject({ ok: false, error: { kind: 'lost', left: 'nothing' } });
    await simulators.printer.plug();
    await until('the printer is back', () => printer.state().kind === 'ready');
    expect((await printer.print(labelSet())).ok).toBe(true);
    await until('the labels', () => simulators.printer.labels().length === FLAGS.length);
  });

  it('does one job at a time', async () => {
    const [first, second] = await Promise.all([
      printer.print(labelSet()),
      printer.print(labelSet()),
    ]);
    expect(first.ok).toBe(true);
    expect(second).toMatchObject({ ok: false, error: { left: 'nothing', reason: 'busy' } });
  });
});

it('a printer that was never there is absent, and a job for it leaves nothing', async () => {
  const printer = createPrinter(
    realDeviceDeps(),
    { url: deviceUrl('serial:/dev/no-such-printer') },
    { onState: () => {} },
  );
  await until('absence', () => printer.state().kind === 'absent');
  expect(printer.state()).toEqual({ kind: 'absent', reason: 'not-there' });
  expect(await printer.print(labelSet())).toMatchObject({ ok: false, error: { left: 'nothing' } });
  await printer.close();
});
