import { expect, test } from 'vitest';
import { barcode, openDay, scanAll, stopping, toPrepared } from '../support/donor-steps.ts';
import { dinOf, staff } from '../support/station-data.ts';
import { openTestCore } from '../support/test-core.ts';
import {
  until,
  jobsOf,
  states,
  isReady,
  openWithPaper,
  print,
  refused,
} from '../support/printing-steps.ts';

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
