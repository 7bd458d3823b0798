import { expect, test } from 'vitest';
import type { CallInput } from '../../shared/contract/index.ts';
import { formatDin, parseBareDin } from '../../shared/codes/isbt128/din.ts';
import {
  barcode,
  openDay,
  personAt,
  preparation,
  register,
  toCollection,
  toPrepared,
} from '../support/donor-steps.ts';
import { bag200, bag400, bagExpired, dinOf, dinsIssued, staff } from '../support/station-data.ts';
import { ended, openTestCore } from '../support/test-core.ts';

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
