import { expect, test } from 'vitest';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import {
  answers,
  donate,
  examination,
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
import { as, screen, sleep } from '../support/screening-steps.ts';
import { dayMs, staff } from '../support/station-data.ts';
import { openTestCore, takeAlong, type TestCore } from '../support/test-core.ts';

const held = (over: Partial<HeldDeferral> = {}): HeldDeferral => ({
  ...{ reason: '6.2.9-tattoo', clause: '6.2.9', permanent: false, until: '2026-09-01' },
  ...{ bars: 'all', endedOn: null },
  ...over,
});
const indexed = (at: number, deferrals: readonly HeldDeferral[]): IndexedDonor => ({
  ...{ donorKey: keyOf(personAt(at)), personKey: null, donationCount: 0, bloodGroup: null },
  ...{ hadReaction: false, history: [], deferrals },
});
const placing = {
  ...{ reason: '6.2.9-tattoo', clause: '6.2.9', note: '纹身', witness: null },
  permanent: false,
};
const until = '2026-09-01';

const check = async (it: TestCore, at: number) =>
  (await it.ok('donor.register', typed(identityOf(personAt(at))))).check;

/** The next morning on the same laptop; with an index when the station sent another one. */
async function nextDay(it: TestCore, donors?: readonly IndexedDonor[]): Promise<TestCore> {
  await sleep(it);
  await it.core.close();
  if (donors) takeAlong(it.folder, it.world, { donors });
  const next = openTestCore({ folder: it.folder, world: it.world, taken: 'already' });
  await openDay(next);
  return next;
}

/** The station's newer index has come down in the middle of the day. */
async function newerIndex(it: TestCore, donors: readonly IndexedDonor[]): Promise<TestCore> {
  await it.core.close();
  return openTestCore({ folder: it.folder, world: it.world, taken: { donors } });
}

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

test('one of the station’s list, in the station’s own words, can be ended here', async () => {
  const words = held({ reason: '乙肝表面抗原阳性(实验室)', clause: null, until: '2026-12-31' });
  let it = openTestCore({ taken: { donors: [indexed(0, [words])] } });
  await openDay(it);
  const { visitId, check: first } = await it.ok('donor.register', typed(identityOf(personAt(0))));
  expect(first.kind).toBe('deferred');
  const ending = { visitId, reason: words.reason, until: words.until, why: '确证阴性' };
  await it.ok('deferral.end', { ...ending, witness: null });
  expect((await it.ok('donor.history', { visitId })).deferrals).toEqual([
    { ...words, endedOn: '2026-06-16', onThisVehicle: false },
  ]);
  it = await nextDay(it);
  expect((await check(it, 0)).kind).toBe('may-continue');
  await it.core.close();
});

test('an index long after the ending counts more than the ending; one soon after does not', async () => {
  const forGood = held({ reason: 'hbsag', permanent: true, until: null });
  let it = openTestCore({ taken: { donors: [indexed(0, [forGood])] } });
  await openDay(it);
  const { visitId } = await it.ok('donor.register', typed(identityOf(personAt(0))));
  const ending = { visitId, reason: 'hbsag', until: null, why: '确证阴性', witness: staff.zhang };
  await it.ok('deferral.end', ending);
  it = await nextDay(it, [indexed(0, [forGood])]);
  expect((await check(it, 0)).kind).toBe('may-continue');
  it.world.passTime(3 * dayMs);
  it = await nextDay(it, [indexed(0, [forGood])]);
  expect((await check(it, 0)).kind).toBe('deferred-permanently');
  await it.core.close();
});

test('placed here again after the station had ended it, it bars', async () => {
  const ended = held({ endedOn: '2026-06-10' });
  let it = openTestCore({ taken: { donors: [indexed(0, [ended])] } });
  await openDay(it);
  const visitId = await register(it, personAt(0));
  await it.ok('deferral.place', { visitId, ...placing, until });
  it = await nextDay(it);
  expect((await check(it, 0)).kind).toBe('deferred');
  // The station ends it on a later day: its list is newer.
  it = await nextDay(it, [indexed(0, [held({ endedOn: '2026-06-17' })])]);
  expect((await check(it, 0)).kind).toBe('may-continue');
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

test('the history of a donor shows donations, deferrals, visits and flags on one screen', async () => {
  const past = { date: '2025-03-01', type: 'whole-blood' as const, volumeMl: 400 };
  const known = { ...indexed(0, [held({ endedOn: '2026-01-01' })]), donationCount: 1 };
  let it = openTestCore({ taken: { donors: [{ ...known, history: [past] }] } });
  await openDay(it);
  await donate(it, 0);
  it = await nextDay(it);
  const { visitId, check: again } = await it.ok('donor.register', typed(identityOf(personAt(0))));
  expect(again.kind).toBe('too-early');
  const history = await it.ok('donor.history', { visitId });
  expect(history.donations).toEqual([
    { date: '2026-06-16', type: 'whole-blood', volumeMl: 402, onThisVehicle: true },
    { ...past, onThisVehicle: false },
  ]);
  expect(history.deferrals).toEqual([{ ...held({ endedOn: '2026-01-01' }), onThisVehicle: false }]);
  expect(history.visits.map(({ endedReason, decision }) => [endedReason, decision])).toEqual([
    ['deferred', null],
    ['completed', 'eligible'],
  ]);
  expect(history.flags).toEqual([]);
  const { visitId: other } = await screen(it, personAt(1));
  expect(await it.ok('donor.history', { visitId: other })).toMatchObject({
    ...{ donations: [], deferrals: [], visits: [{ decision: 'eligible' }] },
  });
  await it.core.close();
});

test('a deferral that reaches the vehicle after the registration counts at the decision', async () => {
  const forGood = held({ reason: 'hbsag', permanent: true, until: null });
  let it = openTestCore({ taken: { donors: [indexed(0, [])] } });
  await openDay(it);
  const visitId = await register(it, personAt(0));
  await it.ok('questionnaire.answer', await answers(it, visitId, personAt(0)));
  it = await newerIndex(it, [indexed(0, [forGood])]);
  const { decision } = await it.ok('examination.record', examination(visitId, personAt(0)));
  expect(decision?.kind).toBe('deferred-permanently');
  expect((await it.ok('visit.get', { visitId })).stage).toBe('ended');
  await it.core.close();
});

test('one that arrives after the decision keeps a number from being bound; its end lets it be', async () => {
  const forGood = held({ reason: 'hbsag', permanent: true, until: null });
  let it = openTestCore({ taken: { donors: [indexed(0, [])] } });
  await openDay(it);
  const visitId = await toCollection(it, 0);
  const prepare = preparation(visitId);
  it = await newerIndex(it, [indexed(0, [forGood])]);
  expect((await it.refusal('donation.prepare', prepare)).reason).toBe('deferred-meanwhile');
  it = await newerIndex(it, [indexed(0, [])]);
  await it.ok('donation.prepare', prepare);
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

test('another ABO group than the one on record goes to the physician, who may set it aside', async () => {
  const known = { ...indexed(0, []), bloodGroup: personAt(0).aboForward === 'A' ? 'B+' : 'A+' };
  const it = openTestCore({ taken: { donors: [known] } });
  await openDay(it);
  const { visitId, decision } = await screen(it, personAt(0));
  expect(decision).toMatchObject({ kind: 'refer', reasons: [{ code: 'abo-differs' }] });
  const note = '核对身份证与标本后复测，一致';
  const override = { visitId, reason: 'abo-differs', note };
  expect((await it.refusal('screening.override', override, as('leader'))).reason).toBe(
    'override-not-allowed',
  );
  const after = await it.ok('screening.override', override, as('examiner'));
  expect(after.decision.kind).toBe('eligible');
  await it.core.close();
});
