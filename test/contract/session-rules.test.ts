import { expect, test } from 'vitest';
import { verifyFolder } from '../../scripts/verify/verify-folder.ts';
import { driveId } from '../../shared/ids.ts';
import {
  barcode,
  donate,
  openDay,
  opening,
  personAt,
  register,
  scanAll,
  toPrepared,
  toStarted,
  toStopped,
} from '../support/donor-steps.ts';
import {
  bag200,
  bag400,
  bagExpired,
  dayMs,
  dinsIssued,
  smallStationData,
  staff,
} from '../support/station-data.ts';
import { ended, openTestCore } from '../support/test-core.ts';

test('a session opens with what the station gave, and is then the one under way', async () => {
  const it = openTestCore();
  const { sessionId } = await openDay(it, { bagLots: [bag400, bag200, bag400] });
  const board = await it.ok('session.board', {});
  expect(board).toMatchObject({ sessionId, dinsLeft: dinsIssued, cards: [], boxes: [] });
  expect(board?.bagLots.map(({ lot }) => lot)).toEqual([bag400, bag200]);
  expect(await it.ok('app.state', {})).toMatchObject({ openSession: sessionId });
  await ended(it);
});

test('no session without the station’s data, or without its donor index', async () => {
  const it = openTestCore({ taken: 'nothing' });
  expect(await it.refusal('session.open', opening(it.world.clock.nowMs()))).toMatchObject({
    reason: 'no-station-data',
  });
  await ended(it);
});

test('an expired lot is refused by name; one that expires today is not', async () => {
  const it = openTestCore();
  const open = opening(it.world.clock.nowMs());
  expect(await it.refusal('session.open', { ...open, bagLots: [bag400, bagExpired] })).toEqual({
    reason: 'bag-lot-expired',
    details: { lot: bagExpired, expiresOn: '2026-06-15' },
  });
  const { bagLots } = await it.ok('drive.list', {});
  expect(bagLots.map(({ expired }) => expired)).toEqual([false, false, true]);
  expect(await it.ok('session.board', {})).toBeNull();
  await openDay(it, { bagLots: [bag200] });
  await ended(it);
});

test('an unknown lot or drive is refused', async () => {
  const it = openTestCore();
  const open = opening(it.world.clock.nowMs());
  expect(await it.refusal('session.open', { ...open, bagLots: ['NOBODYS'] })).toEqual({
    ...{ reason: 'bag-lot-unknown', details: { lot: 'NOBODYS' } },
  });
  const elsewhere = { ...open, driveId: driveId.parse('plan-9999') };
  expect(await it.refusal('session.open', elsewhere)).toMatchObject({ reason: 'drive-unknown' });
  await ended(it);
});

test('a deferral list older than the station allows is refused; one exactly that old is not', async () => {
  const young = openTestCore({ taken: { ageMs: 3 * dayMs } });
  await openDay(young);
  await ended(young);
  const old = openTestCore({ taken: { ageMs: 3 * dayMs + 1 } });
  expect(await old.refusal('session.open', opening(old.world.clock.nowMs()))).toEqual({
    ...{ reason: 'deferral-list-too-old', details: { hours: 72 } },
  });
  await ended(old);
});

test('a clock confirmed more than five minutes away from the vehicle’s is refused, either way', async () => {
  const it = openTestCore();
  const nowMs = it.world.clock.nowMs();
  for (const byMs of [-300_001, 300_001]) {
    expect(await it.refusal('session.open', opening(nowMs + byMs))).toMatchObject({
      reason: 'clock-differs',
    });
  }
  await it.ok('session.open', opening(nowMs - 300_000));
  await ended(it);
});

test('a clock set back before the list was received is refused: the list’s age cannot be known', async () => {
  const it = openTestCore();
  it.world.passTime(-2 * dayMs);
  expect(await it.refusal('session.open', opening(it.world.clock.nowMs()))).toMatchObject({
    reason: 'clock-differs',
  });
  // A minute is the difference of two good clocks.
  it.world.passTime(2 * dayMs - 60_000);
  await openDay(it);
  await ended(it);
});

test('a second session is refused while one is open', async () => {
  const it = openTestCore();
  await openDay(it);
  expect(await it.refusal('session.open', opening(it.world.clock.nowMs()))).toMatchObject({
    reason: 'session-already-open',
  });
  await ended(it);
});

test('no session without numbers', async () => {
  const it = openTestCore({ taken: { data: smallStationData({ dinRanges: [] }) } });
  expect(await it.refusal('session.open', opening(it.world.clock.nowMs()))).toMatchObject({
    reason: 'no-din-range',
  });
  await ended(it);
});

test('nothing of a session can be done before one is open', async () => {
  const it = openTestCore();
  for (const [name, input] of [
    ['session.seal', { secondOperator: staff.zhang }],
    ['session.reconciliation', {}],
  ] as const) {
    expect(await it.refusal(name, input)).toMatchObject({ reason: 'session-not-open' });
  }
  await expect(register(it, personAt(0))).rejects.toThrow('session-not-open');
  await ended(it);
});

test('the seal is refused while anything is open, and each thing is named', async () => {
  const it = openTestCore();
  await openDay(it);
  const differences = async () =>
    (await it.ok('session.reconciliation', {})).differences.map(({ code, details }) => [
      code,
      details['ticket'] ?? details['din'],
    ]);
  const seal = () => it.refusal('session.seal', { secondOperator: staff.zhang });

  const walking = await register(it, personAt(0));
  const prepared = await toPrepared(it, 1);
  const started = await toStarted(it, 2);
  const stopped = await toStopped(it, 3);
  expect(await differences()).toEqual([
    ...[1, 2, 3, 4].map((ticket) => ['visit-open', ticket]),
    ['donation-not-started', prepared.din],
    ['draw-running', started.din],
    ['unit-not-packed', stopped.din],
  ]);
  expect(await seal()).toEqual({ reason: 'day-not-reconciled', details: { count: 7 } });

  await it.ok('visit.end', { visitId: walking, reason: 'left' });
  const { donationId } = prepared;
  await it.ok('donation.spoil', { donationId, reason: 'lost', witness: staff.zhang });
  await it.ok('visit.end', { visitId: prepared.visitId, reason: 'left' });
  const stop = { volumeMl: 400, volumeSource: 'typed', scaleFrame: null } as const;
  await it.ok('donation.stop', { donationId: started.donationId, ...stop });
  for (const { visitId, din } of [started, stopped]) {
    await it.ok('visit.end', { visitId, reason: 'completed' });
    expect((await seal()).reason).toBe('day-not-reconciled');
    await it.ok('unit.pack', { raw: barcode(din, '00'), box: 'BOX-1' });
  }
  expect(await differences()).toEqual([]);
  await it.ok('session.seal', { secondOperator: staff.zhang });
  await ended(it);
});

test('a print job that is not settled keeps the day open', async () => {
  const it = openTestCore();
  await openDay(it);
  const bound = await toPrepared(it, 0);
  await it.ok('label.print', { donationId: bound.donationId, reason: null });
  await it.core.printed();
  const { differences } = await it.ok('session.reconciliation', {});
  // No printer: the job failed, which is an answer.
  expect(differences.map(({ code }) => code)).toEqual(['visit-open', 'donation-not-started']);
  await scanAll(it, bound);
  await ended(it);
});

test('one person alone cannot seal, nor with somebody the station does not know', async () => {
  const it = openTestCore();
  await openDay(it);
  for (const secondOperator of [staff.demo, staff.stranger]) {
    expect(await it.refusal('session.seal', { secondOperator })).toMatchObject({
      reason: 'second-person-needed',
    });
  }
  await it.ok('session.seal', { secondOperator: staff.zhang });
  await ended(it);
});

test('a sealed day counts what happened, is listed, and lets the next one open with the numbers that are left', async () => {
  const it = openTestCore();
  await openDay(it);
  await donate(it, 0);
  const spoiled = await toPrepared(it, 1);
  const { donationId, visitId } = spoiled;
  await it.ok('donation.spoil', { donationId, reason: 'bag-faulty', witness: staff.zhang });
  await it.ok('visit.end', { visitId, reason: 'left' });
  const { sessionId } = await it.ok('session.seal', { secondOperator: staff.zhang });
  const { sessions } = await it.ok('session.sealed-list', {});
  expect(sessions).toMatchObject([
    {
      sessionId,
      totals: {
        ...{ donors: 2, eligible: 2, deferred: 0, donations: 1, volumeMl: 402 },
        ...{ dinsUsed: 1, dinsSpoiled: 1, dinsReturned: dinsIssued - 2 },
      },
    },
  ]);
  expect(await it.ok('session.board', {})).toBeNull();
  it.world.passTime(60_000);
  await openDay(it);
  expect(await it.ok('session.board', {})).toMatchObject({ dinsLeft: dinsIssued - 2, cards: [] });
  await ended(it);
  expect(verifyFolder(it.folder)).toMatchObject({ kind: 'equal', rows: { session: 2 } });
});

test('the day goes on where it was after a restart', async () => {
  const first = openTestCore();
  await openDay(first);
  const bound = await toStarted(first, 0);
  const before = await first.ok('visit.get', { visitId: bound.visitId });
  await ended(first);
  const again = openTestCore({ folder: first.folder, world: first.world, taken: 'already' });
  expect(await again.ok('visit.get', { visitId: bound.visitId })).toEqual(before);
  expect(before.donation?.startedAtMs).toBe(first.world.clock.nowMs());
  await ended(again);
});
