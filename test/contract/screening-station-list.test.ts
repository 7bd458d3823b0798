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
  toCollection,
  typed,
} from '../support/donor-steps.ts';
import { as, screen } from '../support/screening-steps.ts';
import { dayMs, staff } from '../support/station-data.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';
import { check, held, nextDay, placing, until } from '../support/deferral-steps.ts';

const indexed = (at: number, deferrals: readonly HeldDeferral[]): IndexedDonor => ({
  ...{ donorKey: keyOf(personAt(at)), personKey: null, donationCount: 0, bloodGroup: null },
  ...{ hadReaction: false, history: [], deferrals },
});

/** The station's newer index has come down in the middle of the day. */
async function newerIndex(it: TestCore, donors: readonly IndexedDonor[]): Promise<TestCore> {
  await it.core.close();
  return openTestCore({ folder: it.folder, world: it.world, taken: { donors } });
}

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
