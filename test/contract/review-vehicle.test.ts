import { expect, test } from 'vitest';
import { donorKey } from '../../shared/ids.ts';
import type { Identity } from '../../shared/journal/bodies/donor.ts';
import {
  answers,
  barcode,
  examination,
  identityOf,
  openDay,
  personAt,
  preparation,
  scanAll,
  stopping,
  tests,
  toCollection,
  toPrepared,
  toStarted,
  toStopped,
  typed,
} from '../support/donor-steps.ts';
import { bodiesIn } from '../support/journal-of.ts';
import { sleep } from '../support/screening-steps.ts';
import { staff } from '../support/station-data.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const passport = (at: number, number = 'E12345678'): Identity => ({
  ...identityOf(personAt(at)),
  ...{ documentType: 'other', documentNumber: number },
});

/** The same person under another document, confirmed by the registrar, screened until a number may be bound. */
async function toCollectionAgain(it: TestCore, at: number) {
  const key = bodiesIn(it.folder, 'donor.registered')[0]?.donorKey ?? '';
  const { visitId } = await it.ok('donor.register', {
    ...typed(passport(at)),
    samePersonAs: [donorKey.parse(key)],
  });
  await it.ok('questionnaire.answer', await answers(it, visitId, personAt(at)));
  await it.ok('examination.record', examination(visitId, personAt(at)));
  const { decision } = await it.ok('test.record', tests(visitId, personAt(at)));
  expect(decision.kind).toBe('eligible');
  return visitId;
}

const placing = {
  ...{ reason: '6.2.9-tattoo', clause: '6.2.9', permanent: false, until: '2026-12-31' },
  ...{ note: '', witness: null },
};

test('who is here under two documents gives blood once: a draw since the decision bars the other visit', async () => {
  const it = openTestCore();
  await openDay(it);
  const first = await toPrepared(it, 0);
  const again = await toCollectionAgain(it, 0);
  await it.ok('donation.confirm-identity', { donationId: first.donationId, how: 'spoken' });
  await scanAll(it, first);
  await it.ok('donation.start', { donationId: first.donationId });
  await it.ok('donation.stop', stopping(first.donationId));
  const refusal = await it.refusal('donation.prepare', preparation(again));
  expect(refusal).toEqual({ reason: 'interval-meanwhile', details: { until: '2026-12-16' } });
  await it.core.close();
});

test('a deferral placed under one document bars the visit registered before under the other', async () => {
  const it = openTestCore();
  await openDay(it);
  const first = await toCollection(it, 0);
  const again = await toCollectionAgain(it, 0);
  await it.ok('deferral.place', { visitId: again, ...placing });
  const refusal = await it.refusal('donation.prepare', preparation(first));
  expect(refusal.reason).toBe('deferred-meanwhile');
  await it.core.close();
});

test('a label of another day names no queue number of today', async () => {
  const it = openTestCore();
  await openDay(it);
  const yesterday = await toStopped(it, 0);
  await it.ok('visit.end', { visitId: yesterday.visitId, reason: 'completed' });
  await it.ok('unit.pack', { raw: barcode(yesterday.din, '00'), box: 'BOX-01' });
  await sleep(it);
  await openDay(it);
  const today = await toPrepared(it, 1);
  const raw = barcode(yesterday.din, '00');
  const refusal = await it.refusal('label.scan-back', { donationId: today.donationId, raw });
  expect(refusal.reason).toBe('label-of-other-donation');
  expect(refusal.details).not.toHaveProperty('ticket');
  const { meaning } = await it.ok('scan.identify', { raw });
  expect(meaning).toMatchObject({ ticket: null });
  await it.core.close();
});

test('a bag spoiled after a whole draw gives the donor no second one', async () => {
  const it = openTestCore();
  await openDay(it);
  const { visitId, donationId } = await toStopped(it, 0);
  await it.ok('donation.spoil', { donationId, reason: 'bag-faulty', witness: staff.zhang });
  const refusal = await it.refusal('donation.prepare', preparation(visitId));
  expect(refusal).toMatchObject({ reason: 'drawn-already', details: { drawnMl: 402 } });
  await it.core.close();
});

test('a puncture that gave next to nothing leaves the donor another number', async () => {
  const it = openTestCore();
  await openDay(it);
  const { visitId, donationId } = await toStarted(it, 0);
  await it.ok('donation.stop', { ...stopping(donationId), volumeMl: 12 });
  await it.ok('donation.spoil', { donationId, reason: 'second-puncture', witness: staff.zhang });
  await it.ok('donation.prepare', preparation(visitId));
  await it.core.close();
});

test('who has gone home does not come back to the board because the bag is spoiled', async () => {
  const it = openTestCore();
  await openDay(it);
  const { visitId, donationId } = await toStopped(it, 0);
  await it.ok('visit.end', { visitId, reason: 'completed' });
  await it.ok('donation.spoil', { donationId, reason: 'bag-faulty', witness: staff.zhang });
  const visit = await it.ok('visit.get', { visitId });
  expect(visit).toMatchObject({ stage: 'ended', endedReason: 'completed' });
  await it.core.close();
});
