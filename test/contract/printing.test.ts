import { expect, onTestFinished, test } from 'vitest';
import { parseDeviceUrl } from '../../shared/device-url.ts';
import type { VisitId } from '../../shared/ids.ts';
import type { PrintJob } from '../../shared/contract/visit.ts';
import { askWithoutQueue } from '../support/print-bench.ts';
import {
  barcode,
  type Bound,
  openDay,
  scanAll,
  stopping,
  toPrepared,
} from '../support/donor-steps.ts';
import { dinOf, staff } from '../support/station-data.ts';
import { createPrinterSimulator, type PrinterSimulator } from '../../simulators/printer.ts';
import { openTcpEndpoint } from '../../simulators/tcp-endpoint.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

interface Paper {
  readonly url: string;
  readonly printer: PrinterSimulator;
  readonly labels: () => number;
  readonly close: () => Promise<void>;
}

/** A ZPL printer on a socket of its own. */
async function paper(): Promise<Paper> {
  const printer = createPrinterSimulator(() => endpoint);
  const endpoint = await openTcpEndpoint({ name: 'printer', baud: 9600 }, printer.onBytes);
  return {
    ...{ url: endpoint.url, printer, close: () => endpoint.close() },
    labels: () => printer.labels().length,
  };
}

const waitMs = 8_000;
const pollMs = 20;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until<T>(look: () => Promise<T>, isIt: (seen: T) => boolean): Promise<T> {
  for (let waited = 0; waited < waitMs; waited += pollMs) {
    const seen = await look();
    if (isIt(seen)) return seen;
    await pause(pollMs);
  }
  throw new Error(`never: ${JSON.stringify(await look())}`);
}

const jobsOf = async (it: TestCore, visitId: VisitId): Promise<readonly PrintJob[]> =>
  (await it.ok('visit.get', { visitId })).donation?.printJobs ?? [];

const states = (it: TestCore, { visitId }: Bound, wanted: readonly string[]) =>
  until(
    async () => (await jobsOf(it, visitId)).map(({ state }) => state),
    (seen) => seen.join() === wanted.join(),
  );

const isReady = (it: TestCore, wanted = 'ready') =>
  until(
    async () => (await it.ok('device.list', {})).devices.find(({ role }) => role === 'printer'),
    (printer) => printer?.state === wanted,
  );

async function openWithPaper(from?: TestCore): Promise<{ it: TestCore; printer: Paper }> {
  const printer = await paper();
  const url = parseDeviceUrl(printer.url);
  if (!url.ok) throw new Error(url.error);
  const it = openTestCore({
    devices: { printer: url.value },
    ...(from && { folder: from.folder, world: from.world, taken: 'already' }),
  });
  onTestFinished(async () => {
    await it.core.close();
    await printer.close();
    expect(it.world.errors).toEqual([]);
  });
  await isReady(it);
  return { it, printer };
}

const print = (it: TestCore, { donationId }: Bound, reason: string | null = null) =>
  it.ok('label.print', { donationId, reason });
const refused = async (it: TestCore, { donationId }: Bound, reason: string | null = null) =>
  (await it.refusal('label.print', { donationId, reason })).reason;

test('a set is printed once, a second one needs a reason, and scanning it back confirms it', async () => {
  const { it, printer } = await openWithPaper();
  await openDay(it);
  const bound = await toPrepared(it, 0);
  await print(it, bound);
  await states(it, bound, ['sent']);
  await until(
    async () => printer.labels(),
    (labels) => labels === 3,
  );
  for (const reason of [null, '', ' ', 'x']) {
    expect(await refused(it, bound, reason)).toBe('reprint-needs-reason');
  }
  await print(it, bound, '标签起皱');
  await states(it, bound, ['sent', 'sent']);
  await until(
    async () => printer.labels(),
    (labels) => labels === 6,
  );
  await scanAll(it, bound);
  await states(it, bound, ['sent', 'confirmed']);
});

test('without a printer a job fails with its reason, nothing is a fault, and printing again needs no reason', async () => {
  const it = openTestCore();
  await openDay(it);
  const bound = await toPrepared(it, 0);
  await print(it, bound);
  await states(it, bound, ['failed']);
  expect(await jobsOf(it, bound.visitId)).toMatchObject([{ problem: 'not-connected', copy: 1 }]);
  await print(it, bound);
  await states(it, bound, ['failed', 'failed']);
  // Printed beforehand, or written by hand: what is scanned back is there, whatever the job says.
  await scanAll(it, bound);
  await states(it, bound, ['failed', 'failed']);
  await it.core.close();
  expect(it.world.errors).toEqual([]);
});

test('several jobs without a printer fail once each', async () => {
  const it = openTestCore();
  await openDay(it);
  const bounds = [await toPrepared(it, 0), await toPrepared(it, 1), await toPrepared(it, 2)];
  await Promise.all(bounds.map((bound) => print(it, bound)));
  for (const bound of bounds) await states(it, bound, ['failed']);
  await it.core.close();
  expect(it.world.errors).toEqual([]);
});

test('a printer without paper says so, prints nothing, and prints when it has some', async () => {
  const { it, printer } = await openWithPaper();
  await openDay(it);
  const bound = await toPrepared(it, 0);
  printer.printer.setFault('paper-out', true);
  await print(it, bound);
  await states(it, bound, ['failed']);
  expect(await jobsOf(it, bound.visitId)).toMatchObject([{ problem: 'paper-out' }]);
  printer.printer.setFault('paper-out', false);
  expect(printer.labels()).toBe(0);
  await print(it, bound);
  await states(it, bound, ['failed', 'sent']);
  await until(
    async () => printer.labels(),
    (labels) => labels === 3,
  );
});

test('a printer unplugged between two jobs fails the second one clean', async () => {
  const { it, printer } = await openWithPaper();
  await openDay(it);
  const [one, two] = [await toPrepared(it, 0), await toPrepared(it, 1)];
  await print(it, one);
  await states(it, one, ['sent']);
  // `sent` is written before the bytes leave: these must have come.
  await until(
    async () => printer.labels(),
    (labels) => labels === 3,
  );
  await printer.printer.unplug();
  await isReady(it, 'lost');
  await print(it, two);
  await states(it, two, ['failed']);
  await printer.printer.plug();
  await isReady(it);
  await print(it, two);
  await states(it, two, ['failed', 'sent']);
  await until(
    async () => printer.labels(),
    (labels) => labels === 6,
  );
});

/** What a core that dies right after a job was written as `sent` leaves for the next start. */
async function withSentJob(): Promise<{ before: TestCore; bound: Bound }> {
  const { it, printer } = await openWithPaper();
  await openDay(it);
  const bound = await toPrepared(it, 0);
  await print(it, bound);
  await states(it, bound, ['sent']);
  await it.core.close();
  expect(printer.labels()).toBeLessThanOrEqual(3);
  return { before: it, bound };
}

test('a job found sent at the start is uncertain, prints nothing, and is settled once by a person', async () => {
  const { before, bound } = await withSentJob();
  const { it, printer } = await openWithPaper(before);
  const [job] = await jobsOf(it, bound.visitId);
  if (!job) throw new Error('the job is gone');
  expect(job.state).toBe('uncertain');
  await it.core.printed();
  expect(await refused(it, bound, '再打一套')).toBe('print-uncertain');
  const { differences } = await it.ok('session.reconciliation', {});
  expect(differences.map(({ code }) => code)).toContain('print-unsettled');
  await it.ok('label.settle', { jobId: job.jobId, printed: false });
  expect(await it.refusal('label.settle', { jobId: job.jobId, printed: true })).toMatchObject({
    reason: 'print-job-not-uncertain',
  });
  expect(printer.labels()).toBe(0);
  await print(it, bound);
  await states(it, bound, ['not-printed', 'sent']);
  await until(
    async () => printer.labels(),
    (labels) => labels === 3,
  );
});

test('labels that came out after all need a reason to be printed again', async () => {
  const { before, bound } = await withSentJob();
  const { it } = await openWithPaper(before);
  const [job] = await jobsOf(it, bound.visitId);
  if (!job) throw new Error('the job is gone');
  await it.ok('label.settle', { jobId: job.jobId, printed: true });
  expect(await refused(it, bound)).toBe('reprint-needs-reason');
});

test('labels of an uncertain job that are all scanned back settle it', async () => {
  const { before, bound } = await withSentJob();
  const { it } = await openWithPaper(before);
  await scanAll(it, bound);
  await states(it, bound, ['confirmed']);
});

test('a job asked for before a crash is printed once at the next start, when the printer has been found', async () => {
  const first = openTestCore();
  await openDay(first);
  const bound = await toPrepared(first, 0);
  await first.core.close();
  askWithoutQueue(first, bound);
  const { it, printer } = await openWithPaper(first);
  await states(it, bound, ['sent']);
  await until(
    async () => printer.labels(),
    (labels) => labels === 3,
  );
  await it.core.close();
  const { it: again, printer: other } = await openWithPaper(it);
  await states(again, bound, ['uncertain']);
  expect(other.labels()).toBe(0);
});

test('a job asked for before a crash fails at the next start when there is no printer any more', async () => {
  const first = openTestCore();
  await openDay(first);
  const bound = await toPrepared(first, 0);
  await first.core.close();
  askWithoutQueue(first, bound);
  const url = parseDeviceUrl('tcp://127.0.0.1:9');
  if (!url.ok) throw new Error(url.error);
  const { folder, world } = first;
  const it = openTestCore({ folder, world, taken: 'already', devices: { printer: url.value } });
  await states(it, bound, ['failed']);
  await it.core.close();
});

test('a number destroyed while its labels wait is not printed', async () => {
  const { it, printer } = await openWithPaper();
  await openDay(it);
  const [one, two] = [await toPrepared(it, 0), await toPrepared(it, 1)];
  // The first job holds the queue with its status question, so the second waits.
  const asking = Promise.all([print(it, one), print(it, two)]);
  const { donationId } = two;
  const spoiling = it.ok('donation.spoil', {
    ...{ donationId, reason: 'label-damaged', witness: staff.zhang },
  });
  await Promise.all([asking, spoiling]);
  await states(it, two, ['failed']);
  expect(await jobsOf(it, two.visitId)).toMatchObject([{ problem: 'number-spoiled' }]);
  await states(it, one, ['sent']);
  await until(
    async () => printer.labels(),
    (labels) => labels === 3,
  );
});

test('a job of nobody cannot be settled', async () => {
  const it = openTestCore();
  await openDay(it);
  const jobId = (await print(it, await toPrepared(it, 0))).jobId;
  await it.core.printed();
  expect((await it.refusal('label.settle', { jobId, printed: true })).reason).toBe(
    'print-job-not-uncertain',
  );
  await it.core.close();
});

test('a number scanned from a set printed beforehand gets no second set without a reason', async () => {
  const { it, printer } = await openWithPaper();
  await openDay(it);
  const bound = await toPrepared(it, 0, { kind: 'scanned', raw: barcode(dinOf(3), '00') });
  expect(await refused(it, bound)).toBe('reprint-needs-reason');
  expect(printer.labels()).toBe(0);
  await print(it, bound, '原标签破损，已销毁');
  await states(it, bound, ['sent']);
});

test('a set printed again after all was scanned back is answered for by a person, and the day is sealed', async () => {
  const { it } = await openWithPaper();
  await openDay(it);
  const bound = await toPrepared(it, 0);
  await print(it, bound);
  await states(it, bound, ['sent']);
  await scanAll(it, bound);
  await states(it, bound, ['confirmed']);
  await print(it, bound, '管签污损');
  await states(it, bound, ['confirmed', 'sent']);
  const { donationId, visitId } = bound;
  await it.ok('donation.confirm-identity', { donationId, how: 'spoken' });
  await it.ok('donation.start', { donationId });
  await it.ok('donation.stop', stopping(donationId));
  await it.ok('visit.end', { visitId, reason: 'completed' });
  await it.ok('unit.pack', { raw: barcode(bound.din, '00'), box: 'BOX-01' });
  const { differences } = await it.ok('session.reconciliation', {});
  expect(differences.map(({ code }) => code)).toEqual(['print-unsettled']);
  const job = (await jobsOf(it, visitId)).at(-1);
  if (!job) throw new Error('no job');
  await it.ok('label.settle', { jobId: job.jobId, printed: true });
  await it.ok('session.seal', { secondOperator: staff.zhang });
});
