import { expect, test } from 'vitest';
import {
  identityOf,
  keyOf,
  openDay,
  personAt,
  preparation,
  register,
  scanAll,
  toCollection,
  toPrepared,
  typed,
} from '../support/donor-steps.ts';
import { bodiesIn } from '../support/journal-of.ts';
import { as, sleep } from '../support/screening-steps.ts';
import { dayMs, staff } from '../support/station-data.ts';
import { openTestCore, takeAlong } from '../support/test-core.ts';
import { check, held, nextDay, placing, until } from '../support/deferral-steps.ts';

test('a deferral ends the visit at once and stands at the next registration, that day and the next', async () => {
  let it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  await it.ok('deferral.place', { visitId, ...placing, until }, as('examiner'));
  expect(await it.ok('visit.get', { visitId })).toMatchObject({
    ...{ stage: 'ended', endedReason: 'deferred' },
  });
  expect(bodiesIn(it.folder, 'deferral.placed')).toEqual([
    {
      ...{ donorKey: keyOf(personAt(0)), visitId, note: '纹身', witness: null },
      deferral: held(),
    },
  ]);
  it = await nextDay(it);
  expect(await check(it, 0)).toMatchObject({
    ...{ kind: 'deferred', reasons: [{ code: 'deferral-on-list', until }] },
  });
  expect((await check(it, 1)).kind).toBe('may-continue');
  it.world.passTime(80 * dayMs);
  await it.core.close();
  takeAlong(it.folder, it.world);
  it = openTestCore({ folder: it.folder, world: it.world, taken: 'already' });
  expect((await it.ok('session.board', {}))?.cards).toHaveLength(2);
  await sleep(it);
  await openDay(it, { bagLots: ['CPDA400-26A'] });
  expect((await check(it, 0)).kind).toBe('may-continue');
  expect(it.world.errors).toEqual([]);
  await it.core.close();
});

test('one for good needs a second person of the staff, placed and ended; a date that is past is refused', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  const forGood = { visitId, ...placing, permanent: true, until: null };
  for (const witness of [null, staff.demo, staff.stranger]) {
    expect((await it.refusal('deferral.place', { ...forGood, witness })).reason).toBe(
      'second-person-needed',
    );
  }
  const past = { visitId, ...placing, until: '2026-06-16' };
  expect((await it.refusal('deferral.place', past)).reason).toBe('deferral-date-wrong');
  const both = { ...forGood, until, witness: staff.zhang };
  expect((await it.refusal('deferral.place', both)).reason).toBe('deferral-date-wrong');
  expect(bodiesIn(it.folder, 'deferral.placed')).toEqual([]);
  expect((await it.ok('visit.get', { visitId })).stage).toBe('questionnaire');

  await it.ok('deferral.place', { ...forGood, witness: staff.zhang });
  expect(bodiesIn(it.folder, 'deferral.placed')).toMatchObject([
    { witness: staff.zhang, deferral: { permanent: true, until: null } },
  ]);
  const ending = { visitId, reason: placing.reason, until: null, why: '误录', witness: null };
  for (const witness of [null, staff.demo]) {
    expect((await it.refusal('deferral.end', { ...ending, witness })).reason).toBe(
      'second-person-needed',
    );
  }
  await it.ok('deferral.end', { ...ending, witness: staff.zhang }, as('leader'));
  expect(bodiesIn(it.folder, 'deferral.ended')).toMatchObject([
    { role: 'leader', witness: staff.zhang, why: '误录', endedOn: '2026-06-16' },
  ]);
  await it.core.close();
});

test('ended early it bars no more, and its history stays', async () => {
  let it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  await it.ok('deferral.place', { visitId, ...placing, until });
  const ending = { visitId, reason: placing.reason, until, why: '复核无纹身', witness: null };
  expect((await it.refusal('deferral.end', { ...ending, why: ' ' })).reason).toBe('note-needed');
  await it.ok('deferral.end', ending, as('examiner'));
  expect(bodiesIn(it.folder, 'deferral.ended')).toMatchObject([{ role: 'examiner' }]);
  // Once ended it cannot be ended again.
  expect((await it.refusal('deferral.end', ending)).reason).toBe('deferral-unknown');
  it = await nextDay(it);
  const back = await register(it, personAt(0));
  expect((await it.ok('visit.get', { visitId: back })).answer.check.kind).toBe('may-continue');
  const { deferrals } = await it.ok('donor.history', { visitId: back });
  expect(deferrals).toEqual([{ ...held({ endedOn: '2026-06-16' }), onThisVehicle: true }]);
  // Placed again it bars again.
  await it.ok('deferral.place', { visitId: back, ...placing, until });
  it = await nextDay(it);
  expect((await check(it, 0)).kind).toBe('deferred');
  await it.core.close();
});

test('nothing is ended that nobody placed', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  await it.ok('deferral.place', { visitId, ...placing, until });
  const ending = { visitId, reason: placing.reason, until, why: '误录', witness: null };
  for (const wrong of [{ reason: 'x' }, { until: '2026-09-02' }]) {
    const refusal = await it.refusal('deferral.end', { ...ending, ...wrong });
    expect(refusal.reason).toBe('deferral-unknown');
  }
  const unknown = { ...ending, visitId: it.world.random.uuid() as typeof visitId };
  expect((await it.refusal('deferral.end', unknown)).reason).toBe('visit-unknown');
  expect(
    (await it.refusal('deferral.place', { ...placing, visitId: unknown.visitId, until })).reason,
  ).toBe('visit-unknown');
  for (const role of ['registrar', 'tester', 'phlebotomist'] as const) {
    expect((await it.refusal('deferral.end', ending, as(role))).reason).toBe('role-missing');
  }
  await it.core.close();
});

test('after the decision it still keeps a number from being bound and a draw from starting', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await toCollection(it, 0);
  await it.ok('deferral.place', { visitId, ...placing, until });
  expect((await it.refusal('donation.prepare', preparation(visitId))).reason).toBe('visit-ended');

  const bound = await toPrepared(it, 1);
  await it.ok('donation.confirm-identity', { donationId: bound.donationId, how: 'spoken' });
  await scanAll(it, bound);
  await it.ok('deferral.place', { visitId: bound.visitId, ...placing, until });
  expect((await it.ok('visit.get', { visitId: bound.visitId })).stage).toBe('collection');
  const { donationId } = bound;
  expect((await it.refusal('donation.start', { donationId })).reason).toBe('deferred-meanwhile');
  await it.ok('donation.spoil', { donationId, reason: 'lost', witness: staff.zhang });
  expect((await it.refusal('donation.prepare', preparation(bound.visitId))).reason).toBe(
    'deferred-meanwhile',
  );
  await it.ok('visit.end', { visitId: bound.visitId, reason: 'deferred' });
  expect((await it.ok('session.reconciliation', {})).differences).toEqual([]);
  await it.core.close();
});

test('one without a date bars until somebody ends it, and one person may', async () => {
  let it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  await it.ok('deferral.place', { visitId, ...placing, until: null });
  expect(bodiesIn(it.folder, 'deferral.placed')).toMatchObject([
    { witness: null, deferral: { permanent: false, until: null } },
  ]);
  it = await nextDay(it);
  const again = await it.ok('donor.register', typed(identityOf(personAt(0))));
  expect(again.check).toMatchObject({ kind: 'deferred', reasons: [{ until: null }] });
  expect(again.check.earliest[0]).toMatchObject({ kind: 'open', date: null });
  const ending = { visitId: again.visitId, reason: placing.reason, until: null, why: '已查清' };
  await it.ok('deferral.end', { ...ending, witness: null });
  it = await nextDay(it);
  expect((await check(it, 0)).kind).toBe('may-continue');
  await it.core.close();
});
