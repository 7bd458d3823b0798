import { expect, onTestFinished, test } from 'vitest';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDeviceUrl } from '../../shared/device-url.ts';
import { createPrinterSimulator, type PrinterSimulator } from '../../simulators/printer.ts';
import { openTcpEndpoint } from '../../simulators/tcp-endpoint.ts';
import { until } from '../support/device-deps.ts';
import { barcode, openDay, toPrepared, toStopped } from '../support/donor-steps.ts';
import { smallStationData, staff } from '../support/station-data.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

/** A core whose printer is a simulated one of that language. */
async function withPrinter(
  language: 'zpl' | 'tspl',
  given: Parameters<typeof openTestCore>[0] = {},
): Promise<{ readonly it: TestCore; readonly printer: PrinterSimulator }> {
  const printer = createPrinterSimulator(() => endpoint);
  const endpoint = await openTcpEndpoint({ name: 'printer', baud: 9600 }, printer.onBytes);
  const url = parseDeviceUrl(endpoint.url);
  if (!url.ok) throw new Error(url.error);
  const it = openTestCore({
    ...{ printerLanguage: language, devices: { printer: url.value } },
    ...given,
  });
  onTestFinished(async () => {
    await it.core.close();
    await endpoint.close();
    expect(it.world.errors).toEqual([]);
  });
  let isReady = false;
  await until('the printer', () => {
    void it.ok('device.list', {}).then(({ devices }) => {
      isReady = devices.some(({ role, state }) => role === 'printer' && state === 'ready');
    });
    return isReady;
  });
  return { it, printer };
}

// ST-001 table 4: ABO alone, the use not said.

const codesOf = (printer: PrinterSimulator) => printer.labels().flatMap(({ barcodes }) => barcodes);
const printed = (printer: PrinterSimulator, labels: number) =>
  until(`${labels} labels`, () => printer.labels().length === labels);

test.each(['zpl', 'tspl'] as const)(
  'a %s printer prints the set at collection and the bag label after the draw, each in whole',
  async (language) => {
    const { it, printer } = await withPrinter(language);
    await openDay(it);
    const early = await toPrepared(it, 0);
    const { reason } = await it.refusal('label.print-bag', {
      donationId: early.donationId,
      reason: null,
    });
    expect(reason).toBe('draw-not-ended');
    await it.ok('label.print', { donationId: early.donationId, reason: null });
    await printed(printer, 3);
    expect(codesOf(printer)).toEqual(['00', '09', '08'].map((flags) => barcode(early.din, flags)));

    const { donationId, din, visitId } = await toStopped(it, 1);
    await it.ok('label.print-bag', { donationId, reason: null });
    await printed(printer, 4);
    // 16 June 2026 is day 167; 35 days later, at the end of the day, is 21 July, day 202.
    expect(codesOf(printer).slice(3).toSorted()).toEqual(
      [`=${din}05`, '=<A0001V00', '&>0262022359', '&*0261670830'].toSorted(),
    );
    // Its own scan back, apart from the set's; a second one needs a reason, and the day is not sealed over one in doubt.
    const again = await it.refusal('label.print-bag', { donationId, reason: null });
    expect(again.reason).toBe('reprint-needs-reason');
    const differences = async () =>
      (await it.ok('session.reconciliation', {})).differences.filter(
        ({ code }) => code === 'print-unsettled',
      );
    const before = (await differences()).length;
    const wrong = await it.refusal('label.scan-back', { donationId, raw: barcode(din, '00') });
    expect(wrong.reason).toBe('draw-already-started');
    await it.ok('label.scan-back', { donationId, raw: barcode(din, '05') });
    expect((await differences()).length).toBe(before - 1);
    const { donation } = await it.ok('visit.get', { visitId });
    expect(donation?.printJobs).toMatchObject([{ prints: 'bag-label', state: 'confirmed' }]);
  },
);

test('what carries no number prints at once, and says what is wrong with the printer', async () => {
  const { it, printer } = await withPrinter('zpl');
  await openDay(it);
  const { donationId } = await toStopped(it, 0);
  const { code } = await it.ok('label.print-loose', { what: 'test' });
  expect(code).toMatch(/^TEST-[0-9A-F]{6}$/);
  await it.ok('label.print-loose', { what: 'box', box: 'BOX-01' });
  await it.ok('label.print-loose', { what: 'badge', operatorId: staff.zhang });
  await it.ok('label.print-loose', { what: 'slip', donationId });
  await printed(printer, 4);
  expect(codesOf(printer)).toEqual([code, 'BOX-01', 'zhang']);
  const stranger = { what: 'badge', operatorId: staff.stranger } as const;
  expect((await it.refusal('label.print-loose', stranger)).reason).toBe('staff-unknown');
  printer.setFault('paper-out', true);
  expect(await it.refusal('label.print-loose', { what: 'test' })).toEqual({
    ...{ reason: 'print-failed', details: { problem: 'paper-out' } },
  });
  printer.setFault('paper-out', false);
  expect(printer.labels()).toHaveLength(4);
});

test('jobs that carry no number wait for each other and for the sets', async () => {
  const { it, printer } = await withPrinter('tspl');
  await openDay(it);
  const bound = await toPrepared(it, 0);
  await Promise.all([
    it.ok('label.print', { donationId: bound.donationId, reason: null }),
    ...[1, 2, 3].map(() => it.ok('label.print-loose', { what: 'test' })),
  ]);
  await printed(printer, 6);
});

test('a name with a character the font lacks is refused by that character, and nothing is printed', async () => {
  const data = smallStationData();
  const { it, printer } = await withPrinter('zpl', {
    taken: { data: { ...data, station: { ...data.station, name: '𬭎山血站' } } },
  });
  await openDay(it);
  const { donationId } = await toPrepared(it, 0);
  expect(await it.refusal('label.print', { donationId, reason: null })).toMatchObject({
    ...{ reason: 'label-character-missing', details: { character: '𬭎' } },
  });
  expect(printer.receivedBytes()).toBe(0);
});

test('a station without a Chinese name is called by its Latin one', async () => {
  const data = smallStationData();
  const { it, printer } = await withPrinter('zpl', {
    taken: { data: { ...data, station: { ...data.station, name: ' ' } } },
  });
  await openDay(it);
  const { donationId } = await toPrepared(it, 0);
  await it.ok('label.print', { donationId, reason: null });
  await printed(printer, 3);
});

test('the page sees the labels as they would be printed, and every design there is', async () => {
  const it = openTestCore();
  mkdirSync(join(it.folder, 'labels'));
  await openDay(it);
  const { donationId } = await toStopped(it, 0);
  const { labels } = await it.ok('label.preview', { donationId });
  expect(labels.map(({ kind, flags }) => `${kind} ${flags}`)).toEqual([
    'bag 00',
    'nat-tube 09',
    'donor-record 08',
    'bag-label 05',
  ]);
  for (const { svg } of labels) expect(svg).toMatch(/^<svg .*<path d="M.*<\/svg>$/s);
  const { designs, problems } = await it.ok('label.designs', {});
  expect(designs.filter(({ svg }) => svg === null)).toEqual([]);
  expect(problems).toEqual([]);
  await it.core.close();
});

test('a bad design of the station is refused by file and place when its label is asked for; the rest prints', async () => {
  const first = openTestCore();
  await first.core.close();
  mkdirSync(join(first.folder, 'labels'));
  writeFileSync(join(first.folder, 'labels', 'din-tube.json'), '{"schemaVersion": 1}');
  const { it, printer } = await withPrinter('zpl', {
    ...{ folder: first.folder, world: first.world, taken: 'already' },
  });
  await openDay(it);
  const { donationId } = await toPrepared(it, 0);
  const { reason, details } = await it.refusal('label.print', { donationId, reason: null });
  expect(reason).toBe('label-design-wrong');
  expect(details['problem']).toMatch(/^din-tube\.json\.id: /);
  expect(printer.receivedBytes()).toBe(0);
  await it.ok('label.print-loose', { what: 'test' });
  await printed(printer, 1);
});
