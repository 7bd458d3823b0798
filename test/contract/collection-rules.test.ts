import { expect, test } from 'vitest';
import { donationId as donationIdSchema } from '../../shared/ids.ts';
import {
  barcode,
  openDay,
  scanAll,
  stopping,
  toPrepared,
  toStarted,
  toStopped,
} from '../support/donor-steps.ts';
import { dinOf, staff } from '../support/station-data.ts';
import { ended, openTestCore } from '../support/test-core.ts';

test('nothing starts before the donor was identified again and every label was scanned back', async () => {
  const it = openTestCore();
  await openDay(it);
  const bound = await toPrepared(it, 0);
  const { donationId } = bound;
  const start = async () => (await it.refusal('donation.start', { donationId })).reason;
  expect(await start()).toBe('labels-not-all-scanned');
  const byCard = { donationId, how: 'card' as const };
  expect((await it.refusal('donation.confirm-identity', byCard)).reason).toBe(
    'card-of-other-person',
  );
  await it.ok('donation.confirm-identity', { donationId, how: 'spoken' });
  expect(await start()).toBe('labels-not-all-scanned');
  await scanAll(it, bound);
  await it.ok('donation.start', { donationId });
  expect(await start()).toBe('draw-already-started');

  const other = await toPrepared(it, 1);
  await scanAll(it, other);
  const { donationId: unidentified } = other;
  expect((await it.refusal('donation.start', { donationId: unidentified })).reason).toBe(
    'identity-not-confirmed',
  );
  await ended(it);
});

test('a label of another donation, one twice, one not in the set and one unreadable are told apart', async () => {
  const it = openTestCore();
  await openDay(it);
  const [one, two] = [await toPrepared(it, 0), await toPrepared(it, 1)];
  const scan = (raw: string) => it.refusal('label.scan-back', { donationId: one.donationId, raw });
  expect(await scan(barcode(two.din, '00'))).toEqual({
    reason: 'label-of-other-donation',
    details: { din: 'A9999 26 000002', ticket: 2 },
  });
  expect(await scan(barcode(dinOf(5), '00'))).toEqual({
    ...{ reason: 'label-of-other-donation', details: { din: 'A9999 26 000005' } },
  });
  expect(await scan(barcode(one.din, '01'))).toEqual({
    ...{ reason: 'label-not-in-set', details: { flags: '01' } },
  });
  expect((await scan('6901234567892')).reason).toBe('din-unreadable');
  expect((await scan(`=${one.din}`)).reason).toBe('din-unreadable');
  const first = { donationId: one.donationId, raw: barcode(one.din, '00') };
  expect(await it.ok('label.scan-back', first)).toEqual({
    ...{ label: { kind: 'bag', flags: '00' }, missing: 2 },
  });
  expect(await it.refusal('label.scan-back', first)).toEqual({
    ...{ reason: 'label-already-scanned', details: { flags: '00' } },
  });
  // What was refused is not in the books.
  const { donation } = await it.ok('visit.get', { visitId: one.visitId });
  expect(donation?.labels.map(({ scanned }) => scanned)).toEqual([true, false, false]);
  await ended(it);
});

test('no label is scanned back once the draw has begun', async () => {
  const it = openTestCore();
  await openDay(it);
  const { donationId, din } = await toStarted(it, 0);
  const raw = barcode(din, '00');
  expect((await it.refusal('label.scan-back', { donationId, raw })).reason).toBe(
    'draw-already-started',
  );
  await ended(it);
});

test('a draw stops once, with its time, its marks and a volume a bag can hold', async () => {
  const it = openTestCore();
  await openDay(it);
  const { donationId, visitId } = await toStarted(it, 0);
  for (const volumeMl of [-1, 601]) {
    expect(await it.refusal('donation.stop', { ...stopping(donationId), volumeMl })).toMatchObject({
      reason: 'volume-impossible',
    });
  }
  expect((await it.refusal('visit.end', { visitId, reason: 'left' })).reason).toBe('draw-running');
  const spoil = { donationId, reason: 'bag-faulty' as const, witness: staff.zhang };
  expect((await it.refusal('donation.spoil', spoil)).reason).toBe('draw-running');
  it.world.passTime(11 * 60_000);
  expect(await it.ok('donation.stop', { ...stopping(donationId), volumeMl: 250 })).toEqual({
    ...{ durationS: 660, marks: { noPlatelets: true, noFfp: false, volumeOutOfTolerance: true } },
  });
  expect((await it.refusal('donation.stop', stopping(donationId))).reason).toBe('draw-not-running');
  expect((await it.ok('visit.get', { visitId })).stage).toBe('observation');
  await ended(it);
});

test('a clock set back during a draw makes a draw of no time, never a negative one', async () => {
  const it = openTestCore();
  await openDay(it);
  const { donationId } = await toStarted(it, 0);
  it.world.passTime(-3_600_000);
  expect(await it.ok('donation.stop', stopping(donationId))).toMatchObject({ durationS: 0 });
  await ended(it);
});

test('a draw cannot be stopped or packed before it started, and nothing is known of a stranger’s donation', async () => {
  const it = openTestCore();
  await openDay(it);
  const { donationId, din } = await toPrepared(it, 0);
  expect((await it.refusal('donation.stop', stopping(donationId))).reason).toBe('draw-not-running');
  const raw = barcode(din, '00');
  expect((await it.refusal('unit.pack', { raw, box: 'BOX-1' })).reason).toBe('draw-not-started');
  const nobodys = donationIdSchema.parse(it.world.random.uuid());
  const refusals = [
    await it.refusal('donation.start', { donationId: nobodys }),
    await it.refusal('donation.stop', stopping(nobodys)),
    await it.refusal('donation.confirm-identity', { donationId: nobodys, how: 'card' }),
    await it.refusal('label.scan-back', { donationId: nobodys, raw }),
    await it.refusal('label.print', { donationId: nobodys, reason: null }),
  ];
  expect(refusals.map(({ reason }) => reason)).toEqual(refusals.map(() => 'donation-unknown'));
  await ended(it);
});

test('a unit is packed once, by its bag label, into a box with a name', async () => {
  const it = openTestCore();
  await openDay(it);
  const { din, donationId } = await toStopped(it, 0);
  const pack = (raw: string, box = 'BOX-1') => it.refusal('unit.pack', { raw, box });
  expect((await pack(barcode(din, '09'))).reason).toBe('label-not-in-set');
  expect((await pack('nonsense')).reason).toBe('din-unreadable');
  expect(await pack(barcode(dinOf(5), '00'))).toEqual({
    ...{ reason: 'unit-unknown', details: { din: 'A9999 26 000005' } },
  });
  for (const box of ['', ' ', 'x', '箱一', 'BOX 1', 'B'.repeat(32) + ' ']) {
    if (box.length > 32) continue;
    expect((await pack(barcode(din, '00'), box)).reason).toBe('box-code-wrong');
  }
  const raw = barcode(din, '00');
  expect(await it.ok('unit.pack', { raw, box: ' BOX-7 ' })).toEqual({
    ...{ donationId, din, box: 'BOX-7' },
  });
  expect(await pack(raw, 'BOX-8')).toEqual({
    ...{ reason: 'unit-already-packed', details: { box: 'BOX-7' } },
  });
  expect(await it.ok('session.board', {})).toMatchObject({ boxes: [{ box: 'BOX-7', units: 1 }] });
  await ended(it);
});

test('a unit of a sealed session is not packed into today’s box', async () => {
  const it = openTestCore();
  await openDay(it);
  const { din, visitId } = await toStopped(it, 0);
  await it.ok('visit.end', { visitId, reason: 'completed' });
  await it.ok('unit.pack', { raw: barcode(din, '00'), box: 'BOX-1' });
  await it.ok('session.seal', { secondOperator: staff.zhang });
  await openDay(it);
  const raw = barcode(din, '00');
  expect((await it.refusal('unit.pack', { raw, box: 'BOX-2' })).reason).toBe('unit-unknown');
  await ended(it);
});
