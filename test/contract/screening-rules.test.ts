import { expect, test } from 'vitest';
import {
  answers,
  examination,
  openDay,
  personAt,
  preparation,
  register,
  signature,
  tests,
  toCollection,
} from '../support/donor-steps.ts';
import { visitId as visitIdSchema } from '../../shared/ids.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const stageOf = async (it: TestCore, visitId: Parameters<typeof preparation>[0]) =>
  (await it.ok('visit.get', { visitId })).stage;

test('each step is refused before its turn and after it, and the refusal names where the donor stands', async () => {
  const it = openTestCore();
  await openDay(it);
  const person = personAt(0);
  const visitId = await register(it, person);
  const steps = {
    questionnaire: ['questionnaire.answer', await answers(it, visitId, person)],
    examination: ['examination.record', examination(visitId, person)],
    test: ['test.record', tests(visitId, person)],
    collection: ['donation.prepare', preparation(visitId)],
  } as const;
  // An examination may be written again while nothing has been tested.
  const mayRepeat = new Set(['test examination.record']);
  for (const [stage, [next, nextInput]] of Object.entries(steps)) {
    expect(await stageOf(it, visitId)).toBe(stage);
    for (const [name, input] of Object.values(steps)) {
      if (name === next || mayRepeat.has(`${stage} ${name}`)) continue;
      const reply = await it.reply(name, input);
      expect(reply, `${name} at ${stage}`).toEqual({
        ...{ ok: false, error: { kind: 'refused', reason: 'wrong-step', details: { stage } } },
      });
    }
    expect(await it.reply(next, nextInput)).toMatchObject({ ok: true });
  }
  expect(it.world.errors).toEqual([]);
  await it.core.close();
});

test('a visit nobody registered is unknown to every step', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = visitIdSchema.parse(it.world.random.uuid());
  const person = personAt(0);
  for (const [name, input] of [
    ['questionnaire.answer', await answers(it, visitId, person)],
    ['examination.record', examination(visitId, person)],
    ['test.record', tests(visitId, person)],
    ['donation.prepare', preparation(visitId)],
    ['visit.get', { visitId }],
    ['visit.end', { visitId, reason: 'left' }],
  ] as const) {
    expect(await it.refusal(name, input), name).toMatchObject({ reason: 'visit-unknown' });
  }
  await it.core.close();
});

test('unanswered items are named, and another questionnaire answers none', async () => {
  const it = openTestCore();
  await openDay(it);
  const person = personAt(0);
  const visitId = await register(it, person);
  const whole = await answers(it, visitId, person);
  const without = (...left: readonly string[]) => ({
    ...whole,
    answers: {
      ...whole.answers,
      answers: whole.answers.answers.filter(({ itemId }) => !left.includes(itemId)),
    },
  });
  const [first = '', second = ''] = whole.answers.answers.map(({ itemId }) => itemId);
  expect(await it.refusal('questionnaire.answer', without(first, second))).toEqual({
    ...{ reason: 'answers-missing', details: { items: `${first}, ${second}` } },
  });
  const other = { ...whole, answers: { ...whole.answers, questionnaireVersion: 99 } };
  expect((await it.refusal('questionnaire.answer', other)).reason).toBe('answers-missing');
  expect(await stageOf(it, visitId)).toBe('questionnaire');
  await it.ok('questionnaire.answer', whole);
  await it.core.close();
});

test('nobody goes on without having signed', async () => {
  const it = openTestCore();
  await openDay(it);
  const person = personAt(0);
  const visitId = await register(it, person);
  const form = await answers(it, visitId, person);
  for (const donorSignature of ['', '  ']) {
    expect(await it.refusal('questionnaire.answer', { ...form, donorSignature })).toMatchObject({
      reason: 'signature-missing',
    });
  }
  await it.ok('questionnaire.answer', { ...form, donorSignature: signature });
  expect(await it.ok('visit.get', { visitId })).toMatchObject({ consented: true });
  await it.core.close();
});

test('an answer that bars the donor ends the visit there, with the decision kept', async () => {
  const it = openTestCore();
  await openDay(it);
  const tattooed = { ...personAt(0), trait: 'tattoo' as const };
  const visitId = await register(it, tattooed);
  await it.ok('questionnaire.answer', await answers(it, visitId, tattooed));
  expect(await it.ok('visit.get', { visitId })).toMatchObject({
    ...{ stage: 'ended', endedReason: 'deferred', decision: { kind: 'deferred' } },
  });
  expect((await it.refusal('donation.prepare', preparation(visitId))).reason).toBe('visit-ended');
  const { totals } = await it.ok('session.reconciliation', {});
  expect(totals).toMatchObject({ donors: 1, eligible: 0, deferred: 1 });
  expect(it.world.errors).toEqual([]);
  await it.core.close();
});

test('a measurement or a test that bars the donor may be repeated, or a person sends the donor away', async () => {
  const it = openTestCore();
  await openDay(it);
  const well = { pressure: { systolic: 118, diastolic: 76, pulse: 70 } };
  const pressed = { ...personAt(1), pressure: { systolic: 165, diastolic: 104, pulse: 70 } };
  const second = await register(it, pressed);
  await it.ok('questionnaire.answer', await answers(it, second, pressed));
  const high = await it.ok('examination.record', examination(second, pressed));
  expect(high.decision?.kind).toBe('deferred');
  const look = async (visitId: typeof second) => {
    const { stage, decision } = await it.ok('visit.get', { visitId });
    return [stage, decision?.kind];
  };
  expect(await look(second)).toEqual(['test', 'deferred']);
  expect((await it.refusal('donation.prepare', preparation(second))).reason).toBe('wrong-step');
  // Tested all the same, the pressure still bars.
  const tested = await it.ok('test.record', tests(second, pressed));
  expect(tested.decision.kind).toBe('deferred');
  // After a rest; the earlier decision says nothing of the new measurement.
  await it.ok('examination.record', examination(second, { ...pressed, ...well }));
  expect(await look(second)).toEqual(['test', undefined]);
  const rested = await it.ok('test.record', tests(second, pressed));
  expect(rested.decision.kind).toBe('eligible');

  const pale = { ...personAt(2), ...well, haemoglobinGPerL: 90 };
  const third = await register(it, pale);
  await it.ok('questionnaire.answer', await answers(it, third, pale));
  await it.ok('examination.record', examination(third, pale));
  await it.ok('test.record', tests(third, pale));
  expect(await look(third)).toEqual(['test', 'deferred']);
  await it.ok('visit.end', { visitId: third, reason: 'deferred' });
  expect(await look(third)).toEqual(['ended', 'deferred']);
  const { totals } = await it.ok('session.reconciliation', {});
  expect(totals).toMatchObject({ donors: 2, eligible: 1, deferred: 1 });
  expect(it.world.errors).toEqual([]);
  await it.core.close();
});

test('a missing vital sign or test never makes a donor eligible', async () => {
  const it = openTestCore();
  await openDay(it);
  const person = personAt(0);
  const visitId = await register(it, person);
  await it.ok('questionnaire.answer', await answers(it, visitId, person));
  const whole = examination(visitId, person);
  await it.ok('examination.record', { ...whole, vitals: { ...whole.vitals, weightKg: null } });
  const { decision } = await it.ok('test.record', tests(visitId, person));
  expect(decision.kind).not.toBe('eligible');
  expect((await it.refusal('donation.prepare', preparation(visitId))).reason).toBe('wrong-step');
  // The value is found and written: then it is decided anew.
  await it.ok('examination.record', whole);
  expect((await it.ok('test.record', tests(visitId, person))).decision.kind).toBe('eligible');
  await it.core.close();
});

test('two donors are decided apart', async () => {
  const it = openTestCore();
  await openDay(it);
  const [one, two] = [await toCollection(it, 0), await register(it, personAt(1))];
  expect([await stageOf(it, one), await stageOf(it, two)]).toEqual(['collection', 'questionnaire']);
  await it.core.close();
});
