import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import {
  answers,
  examination,
  openDay,
  personAt,
  register,
  signature,
  tests,
} from '../support/donor-steps.ts';
import { bodiesIn, entriesIn } from '../support/journal-of.ts';
import { openTestCore } from '../support/test-core.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

test('the donor signs the consent text and the answers, and the hash is of exactly these', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  const form = await answers(it, visitId, personAt(0));
  const { consent } = await it.ok('screening.forms', {});
  await it.ok('questionnaire.answer', form);
  const consentTextSha256 = sha256(consent.text.zh);
  expect(bodiesIn(it.folder, 'consent.signed')).toEqual([
    {
      ...{ visitId, consentVersion: consent.version, textSha256: consentTextSha256 },
      signedSha256: sha256(canonicalJson({ visitId, consentTextSha256, answers: form.answers })),
      donorSignature: signature,
    },
  ]);
  await it.core.close();
});

test('the examiner signs answers and examination; without strokes nothing is recorded', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  const form = await answers(it, visitId, personAt(0));
  for (const donorSignature of ['', ' \n']) {
    expect((await it.refusal('questionnaire.answer', { ...form, donorSignature })).reason).toBe(
      'signature-missing',
    );
  }
  await it.ok('questionnaire.answer', form);
  const exam = examination(visitId, personAt(0));
  for (const examinerSignature of ['', ' \t']) {
    expect((await it.refusal('examination.record', { ...exam, examinerSignature })).reason).toBe(
      'signature-missing',
    );
  }
  expect(bodiesIn(it.folder, 'examination.recorded')).toEqual([]);
  await it.ok('examination.record', exam);
  const signed = { visitId, answers: form.answers, vitals: exam.vitals };
  expect(bodiesIn(it.folder, 'examination.recorded')).toEqual([
    { ...exam, signedSha256: sha256(canonicalJson(signed)) },
  ]);
  await it.core.close();
});

test('a repeated measurement stands beside the first, in the journal and on the screen', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  await it.ok('questionnaire.answer', await answers(it, visitId, personAt(0)));
  const systolic = [122, 128, 118].map((systolicMmHg) => {
    const exam = examination(visitId, personAt(0));
    return { ...exam, vitals: { ...exam.vitals, systolicMmHg } };
  });
  for (const exam of systolic) await it.ok('examination.record', exam);
  const visit = await it.ok('visit.get', { visitId });
  expect(visit.earlierVitals.map(({ vitals }) => vitals.systolicMmHg)).toEqual([122, 128]);
  expect(visit.vitals?.systolicMmHg).toBe(118);
  const recorded = bodiesIn(it.folder, 'examination.recorded');
  expect(recorded.map(({ vitals }) => vitals.systolicMmHg)).toEqual([122, 128, 118]);
  expect(new Set(recorded.map(({ signedSha256 }) => signedSha256)).size).toBe(3);
  await it.ok('test.record', tests(visitId, personAt(0)));
  expect(bodiesIn(it.folder, 'screening.decided').at(-1)?.input.vitals.systolicMmHg).toBe(118);
  await it.core.close();
});

test('answers survive a power cut unsigned, and the signature ends the draft', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  const { answers: given, donorSignature } = await answers(it, visitId, personAt(0));
  const [first, second] = [1, 7].map((count) => ({
    ...given,
    answers: given.answers.slice(0, count),
  }));
  const before = entriesIn(it.folder).length;
  await it.ok('questionnaire.draft', { visitId, answers: first ?? given });
  await it.ok('questionnaire.draft', { visitId, answers: second ?? given });
  expect(entriesIn(it.folder)).toHaveLength(before);
  await it.core.close();

  const again = openTestCore({ folder: it.folder, world: it.world, taken: 'already' });
  const visit = await again.ok('visit.get', { visitId });
  expect(visit).toMatchObject({ draft: second, answers: null, consented: false });
  expect(visit.stage).toBe('questionnaire');
  await again.ok('questionnaire.answer', { visitId, answers: given, donorSignature });
  expect(await again.ok('visit.get', { visitId })).toMatchObject({ draft: null, answers: given });
  const late = { visitId, answers: given };
  expect((await again.refusal('questionnaire.draft', late)).reason).toBe('wrong-step');
  expect(again.world.errors).toEqual([]);
  await again.core.close();
});
