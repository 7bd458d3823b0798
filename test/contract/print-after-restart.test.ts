import { expect, test } from 'vitest';
import { parseDeviceUrl } from '../../shared/device-url.ts';
import { askWithoutQueue } from '../support/print-bench.ts';
import { type Bound, openDay, scanAll, toPrepared } from '../support/donor-steps.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';
import { until, jobsOf, states, openWithPaper, print, refused } from '../support/printing-steps.ts';

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
