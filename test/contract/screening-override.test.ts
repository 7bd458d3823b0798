import { expect, test } from 'vitest';
import { ruleSetSchema } from '../../shared/domain/screening/schema.ts';
import { examination, openDay, personAt, register, tests } from '../support/donor-steps.ts';
import { bodiesIn } from '../support/journal-of.ts';
import { GB } from '../support/screening-facts.ts';
import { as, examinationWith, screen, toldAnswers } from '../support/screening-steps.ts';
import { smallStationData } from '../support/station-data.ts';
import { openTestCore } from '../support/test-core.ts';

// Sixteen hours ago: of the 24 after alcohol eight are left.
const drank = { reason: 'alcohol', date: '2026-06-15', time: '16:00' };

test('a reason is set aside by a role the rule set names, with a note, and the decision is made again', async () => {
  const it = openTestCore();
  await openDay(it);
  const { visitId, decision } = await screen(it, personAt(0), { event: drank });
  expect(decision).toMatchObject({ kind: 'deferred', reasons: [{ code: 'alcohol' }] });
  expect((await it.ok('visit.get', { visitId })).stage).toBe('test');

  const given = { visitId, reason: 'alcohol', note: '  只饮一口,精神清醒 ' };
  const again = await it.ok('screening.override', given, as('examiner'));
  expect(again.decision).toMatchObject({
    ...{ kind: 'eligible', reasons: [], notes: [{ code: 'alcohol', effect: 'note' }] },
  });
  const override = { reason: 'alcohol', role: 'examiner', note: '只饮一口,精神清醒' };
  const visit = await it.ok('visit.get', { visitId });
  expect(visit).toMatchObject({ stage: 'collection', overrides: [override] });
  expect(bodiesIn(it.folder, 'screening.overridden')).toEqual([{ visitId, ...override }]);
  const decided = bodiesIn(it.folder, 'screening.decided');
  expect(decided.map(({ input, decision: { kind } }) => [input.overrides, kind])).toEqual([
    [[], 'deferred'],
    [[override], 'eligible'],
  ]);
  await it.core.close();
});

test('neither another role, nor an unnamed reason, nor a reason without a note sets anything aside', async () => {
  const it = openTestCore();
  await openDay(it);
  const { visitId } = await screen(it, personAt(0), { event: drank });
  const given = { visitId, reason: 'alcohol', note: '清醒' };
  expect(await it.refusal('screening.override', given, as('leader'))).toEqual({
    ...{ reason: 'override-not-allowed', details: { reason: 'alcohol' } },
  });
  expect((await it.refusal('screening.override', given, as('tester'))).reason).toBe('role-missing');
  for (const note of ['', ' x ']) {
    const refusal = await it.refusal('screening.override', { ...given, note }, as('examiner'));
    expect(refusal.reason).toBe('note-needed');
  }
  const other = { ...given, reason: '6.2.9-tattoo' };
  expect((await it.refusal('screening.override', other, as('examiner'))).reason).toBe(
    'nothing-to-override',
  );
  expect(bodiesIn(it.folder, 'screening.overridden')).toEqual([]);
  expect((await it.ok('visit.get', { visitId })).decision?.kind).toBe('deferred');
  await it.core.close();
});

test('what nobody may set aside is refused to every role', async () => {
  const it = openTestCore();
  await openDay(it);
  const { visitId, decision } = await screen(it, personAt(0), { abnormal: 'needle-tracks' });
  expect(decision.kind).toBe('refer');
  const given = { visitId, reason: 'needle-tracks', note: '已询问' };
  expect((await it.refusal('screening.override', given)).reason).toBe('override-not-allowed');
  await it.core.close();
});

test('with two reasons, setting one aside leaves the other', async () => {
  const it = openTestCore();
  await openDay(it);
  const { visitId } = await screen(it, personAt(0), { event: drank, abnormal: 'limbs' });
  const one = await it.ok('screening.override', { visitId, reason: 'alcohol', note: '清醒' });
  expect(one.decision).toMatchObject({ kind: 'refer', reasons: [{ code: 'limbs' }] });
  const two = await it.ok('screening.override', { visitId, reason: 'limbs', note: '不影响' });
  expect(two.decision.kind).toBe('eligible');
  expect((await it.ok('visit.get', { visitId })).overrides).toHaveLength(2);
  await it.core.close();
});

test('an override holds for its visit only and survives a new measurement', async () => {
  const it = openTestCore();
  await openDay(it);
  const { visitId } = await screen(it, personAt(0), { event: drank, abnormal: 'limbs' });
  await it.ok('screening.override', { visitId, reason: 'alcohol', note: '清醒' });
  await it.ok('examination.record', examination(visitId, personAt(0)));
  const { decision } = await it.ok('test.record', tests(visitId, personAt(0)));
  expect(decision.kind).toBe('eligible');
  const other = await screen(it, personAt(1), { event: drank });
  expect(other.decision.kind).toBe('deferred');
  await it.core.close();
});

test('a final reason ends the visit at its step; one that may be set aside does not', async () => {
  const it = openTestCore();
  await openDay(it);
  const person = personAt(0);
  const first = await register(it, person);
  const tattoo = { reason: '6.2.9-tattoo', date: '2026-03-01' };
  const { decision } = await it.ok(
    'questionnaire.answer',
    await toldAnswers(it, first, person, tattoo),
  );
  expect([decision?.kind, decision?.reasons[0]?.code]).toEqual(['deferred', '6.2.9-tattoo']);
  expect(await it.ok('visit.get', { visitId: first })).toMatchObject({
    ...{ stage: 'ended', endedReason: 'deferred' },
  });
  const override = { visitId: first, reason: '6.2.9-tattoo', note: '请求' };
  expect((await it.refusal('screening.override', override)).reason).toBe('visit-ended');

  const second = await register(it, personAt(1));
  const step = await it.ok(
    'questionnaire.answer',
    await toldAnswers(it, second, personAt(1), drank),
  );
  expect(step.decision).toBeNull();
  await it.ok('examination.record', examinationWith(second, personAt(1)));
  expect((await it.ok('visit.get', { visitId: second })).stage).toBe('test');
  await it.core.close();
});

test('the station’s own rule set says who may: there the leader may and the examiner may not', async () => {
  const practice = GB.practice.map((rule) =>
    rule.code === 'alcohol' ? { ...rule, override: { roles: ['leader' as const] } } : rule,
  );
  const ruleSet = ruleSetSchema.parse({ ...GB, version: 2, practice });
  const it = openTestCore({ taken: { data: smallStationData({ ruleSets: [ruleSet] }) } });
  await openDay(it);
  const { visitId } = await screen(it, personAt(0), { event: drank });
  const given = { visitId, reason: 'alcohol', note: '清醒' };
  expect((await it.refusal('screening.override', given, as('examiner'))).reason).toBe(
    'override-not-allowed',
  );
  const { decision } = await it.ok('screening.override', given, as('leader'));
  expect(decision).toMatchObject({ kind: 'eligible', ruleSet: { version: 2 } });
  await it.core.close();
});

test('what was set aside for one value is not set aside for another one measured afterwards', async () => {
  const limits = GB.limits.map((limit) =>
    limit.field === 'pulsePerMin'
      ? { ...limit, override: { roles: ['examiner' as const] } }
      : limit,
  );
  const ruleSet = ruleSetSchema.parse({ ...GB, version: 2, limits });
  const it = openTestCore({ taken: { data: smallStationData({ ruleSets: [ruleSet] }) } });
  await openDay(it);
  const person = personAt(0);
  const at = (pulse: number) => ({ ...person, pressure: { ...person.pressure, pulse } });
  const { visitId, decision } = await screen(it, at(104));
  expect(decision.reasons[0]).toMatchObject({ code: 'pulse-high', measured: { value: 104 } });
  const reason = 'pulse-high';
  await it.ok('screening.override', { visitId, reason, note: '刚上楼' });
  // The same value again is what was looked at; another one is not.
  const same = await it.ok('examination.record', examination(visitId, at(104)));
  expect(same.decision).toBeNull();
  const worse = await it.ok('examination.record', examination(visitId, at(150)));
  expect(worse.decision?.reasons[0]).toMatchObject({ code: reason, measured: { value: 150 } });
  const tested = await it.ok('test.record', tests(visitId, person));
  expect(tested.decision.kind).toBe('deferred');
  const again = await it.ok('screening.override', { visitId, reason, note: '医师复核' });
  expect(again.decision.kind).toBe('eligible');
  await it.core.close();
});
