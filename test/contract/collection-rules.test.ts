import { expect, test } from 'vitest';
import type { CallInput } from '../../shared/contract/index.ts';
import { formatDin, parseBareDin } from '../../shared/codes/isbt128/din.ts';
import { donationId as donationIdSchema } from '../../shared/ids.ts';
import {
  barcode,
  openDay,
  personAt,
  preparation,
  register,
  scanAll,
  stopping,
  toCollection,
  toPrepared,
  toStarted,
  toStopped,
} from '../support/donor-steps.ts';
import { bag200, bag400, bagExpired, dinOf, dinsIssued, staff } from '../support/station-data.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const ended = async (test: TestCore): Promise<void> => {
  await test.core.close();
  expect(test.world.errors).toEqual([]);
};

const typedDin = (din: string): string => {
  const bare = parseBareDin(din);
  if (!bare.ok) throw new Error(bare.error);
  const { spaced, check } = formatDin(bare.value);
  return `${spaced} ${check}`;
};

const scanned = (raw: string) => ({ kind: 'scanned' as const, raw });
const typed = (text: string) => ({ kind: 'typed' as const, text });

test('the next number is the lowest never used, whatever was scanned out of order', async () => {
  const it = openTestCore();
  await openDay(it);
  const taken = [
    await toPrepared(it, 0),
    await toPrepared(it, 1, scanned(barcode(dinOf(3), '00'))),
    await toPrepared(it, 2, typed(typedDin(dinOf(2)))),
    await toPrepared(it, 3),
  ].map(({ din }) => din);
  expect(taken).toEqual([dinOf(1), dinOf(3), dinOf(2), dinOf(4)]);
  expect(await it.ok('session.board', {})).toMatchObject({ dinsLeft: dinsIssued - 4 });
  await ended(it);
});

test('a number is refused when it cannot be read, is not this vehicle’s, or was used before', async () => {
  const it = openTestCore();
  await openDay(it);
  const used = await toPrepared(it, 0);
  const visitId = await toCollection(it, 1);
  const refusalOf = async (din: CallInput<'donation.prepare'>['din']) =>
    (await it.refusal('donation.prepare', { ...preparation(visitId), din })).reason;
  const check = typedDin(dinOf(2)).at(-1) === '0' ? '1' : '0';
  const given = [
    scanned('garbage'),
    scanned('=A99992600000200X'),
    scanned(`&${dinOf(2)}00`),
    scanned(`=${dinOf(2)}`),
    typed(dinOf(2)),
    typed(typedDin(dinOf(2)).slice(0, -1) + check),
    scanned(barcode(dinOf(dinsIssued + 1), '00')),
    scanned(barcode('G123426000001', '00')),
    typed(typedDin(dinOf(0))),
    scanned(barcode(used.din, '00')),
    typed(typedDin(used.din)),
  ];
  expect(await Promise.all(given.map(refusalOf))).toEqual([
    ...Array.from({ length: 5 }, () => 'din-unreadable'),
    'din-check-character-wrong',
    ...Array.from({ length: 3 }, () => 'din-outside-range'),
    ...['din-used', 'din-used'],
  ]);
  await it.ok('donation.prepare', {
    ...preparation(visitId),
    din: scanned(barcode(dinOf(2), '00')),
  });
  await ended(it);
});

test('a spoiled number is destroyed before two people and never used again; the donor gets another', async () => {
  const it = openTestCore();
  await openDay(it);
  const { donationId, visitId, din } = await toPrepared(it, 0);
  const spoil = { donationId, reason: 'label-damaged' as const };
  for (const witness of [staff.demo, staff.stranger]) {
    expect(await it.refusal('donation.spoil', { ...spoil, witness })).toMatchObject({
      reason: 'second-person-needed',
    });
  }
  await it.ok('donation.spoil', { ...spoil, witness: staff.zhang });
  expect(await it.refusal('donation.spoil', { ...spoil, witness: staff.zhang })).toMatchObject({
    reason: 'donation-spoiled',
  });
  const again = { ...preparation(visitId), din: scanned(barcode(din, '00')) };
  expect(await it.refusal('donation.prepare', again)).toEqual({
    ...{ reason: 'din-used', details: { din } },
  });
  const next = await it.ok('donation.prepare', preparation(visitId));
  expect(next.din).toBe(dinOf(2));
  const refusals = [
    await it.refusal('donation.confirm-identity', { donationId, how: 'spoken' }),
    await it.refusal('donation.start', { donationId }),
    await it.refusal('unit.pack', { raw: barcode(din, '00'), box: 'BOX-1' }),
  ];
  expect(refusals.map(({ reason }) => reason)).toEqual(refusals.map(() => 'donation-spoiled'));
  await ended(it);
});

test('when every number of the ranges is taken, the next donor is told so', async () => {
  const it = openTestCore();
  await openDay(it);
  for (let at = 0; at < dinsIssued; at += 1) await toPrepared(it, at);
  const visitId = await toCollection(it, dinsIssued);
  expect(await it.refusal('donation.prepare', preparation(visitId))).toMatchObject({
    reason: 'din-range-empty',
  });
  await ended(it);
});

test('only an eligible donor, only an allowed volume, only a bag of this session that holds it', async () => {
  const it = openTestCore();
  await openDay(it, { bagLots: [bag400, bag200] });
  const waiting = await register(it, personAt(1));
  expect((await it.refusal('donation.prepare', preparation(waiting))).reason).toBe('wrong-step');
  const visitId = await toCollection(it, 0);
  const refusals = [];
  for (const over of [
    { volumeMl: 450 },
    { volumeMl: 399 },
    { bagLot: bag200 },
    { bagLot: bagExpired },
    { bagLot: 'NOBODYS' },
  ]) {
    const { reason } = await it.refusal('donation.prepare', { ...preparation(visitId), ...over });
    refusals.push(reason);
  }
  expect(refusals).toEqual([
    ...['volume-not-allowed', 'volume-not-allowed', 'volume-not-allowed'],
    ...['bag-lot-unknown', 'bag-lot-unknown'],
  ]);
  await it.ok('donation.prepare', { ...preparation(visitId), bagLot: bag200, volumeMl: 200 });
  expect((await it.refusal('donation.prepare', preparation(visitId))).reason).toBe(
    'donation-already-prepared',
  );
  await ended(it);
});

test('a lot that expires while the session is open is refused the next day', async () => {
  const it = openTestCore();
  await openDay(it, { bagLots: [bag200] });
  const visitId = await toCollection(it, 0);
  it.world.passTime(16 * 3_600_000);
  const prepare = { ...preparation(visitId), bagLot: bag200, volumeMl: 200 };
  expect(await it.refusal('donation.prepare', prepare)).toMatchObject({
    reason: 'bag-lot-expired',
  });
  await ended(it);
});

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

test('a command given twice under one id happens once', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await toCollection(it, 0);
  const commandId = it.world.random.uuid();
  const first = await it.ok('donation.prepare', preparation(visitId), { commandId });
  expect(await it.ok('donation.prepare', preparation(visitId), { commandId })).toEqual(first);
  expect(await it.ok('session.board', {})).toMatchObject({ dinsLeft: dinsIssued - 1 });
  const { errors } = it.world;
  const other = await it.reply('visit.end', { visitId, reason: 'left' }, { commandId });
  expect(other).toMatchObject({ ok: false, error: { kind: 'fault' } });
  expect(errors.length).toBe(1);
  await it.core.close();
});
