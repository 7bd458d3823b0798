import { expect, test } from 'vitest';
import { answers, openDay, personAt, register } from '../support/donor-steps.ts';
import { as } from '../support/screening-steps.ts';
import { entriesIn } from '../support/journal-of.ts';
import { openTestCore } from '../support/test-core.ts';

const pin = '2846';
const machine = '5f0c1c58-7a5e-4c3b-9d4e-2f6f0a1b7c11';
const otherMachine = '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d';

test('the screen turned to a donor stays with that visit until the PIN, whatever else is asked', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  const other = await register(it, personAt(1));
  expect(await it.ok('self-service.state', { machine })).toEqual({ visitId: null });
  const entries = entriesIn(it.folder).length;
  await it.ok('self-service.open', { machine, visitId, pin }, as('registrar'));
  expect(await it.ok('self-service.state', { machine })).toEqual({ visitId });
  expect((await it.refusal('self-service.open', { machine, visitId: other, pin })).reason).toBe(
    'self-service-open',
  );
  // The other laptops of the vehicle go on with their work.
  expect(await it.ok('self-service.state', { machine: otherMachine })).toEqual({ visitId: null });
  const elsewhere = { machine: otherMachine, pin };
  expect((await it.refusal('self-service.close', elsewhere)).reason).toBe('self-service-not-open');
  // The donor signs; the screen stays turned until somebody of the staff comes.
  await it.ok('questionnaire.answer', await answers(it, visitId, personAt(0)));
  expect(await it.ok('self-service.state', { machine })).toEqual({ visitId });
  expect((await it.refusal('self-service.close', { machine, pin: '' })).reason).toBe('pin-wrong');
  await it.ok('self-service.close', { machine, pin });
  expect(await it.ok('self-service.state', { machine })).toEqual({ visitId: null });
  expect((await it.refusal('self-service.close', { machine, pin })).reason).toBe(
    'self-service-not-open',
  );
  // Turning a screen is no record.
  expect(entriesIn(it.folder)).toHaveLength(entries + 2);
  await it.core.close();
});

test('five wrong PINs block it for a minute, also for the right one', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  await it.ok('self-service.open', { machine, visitId, pin });
  const tried = async (given: string) =>
    (await it.refusal('self-service.close', { machine, pin: given })).reason;
  for (const given of ['0000', '1111', '2222', '3333'])
    expect(await tried(given)).toBe('pin-wrong');
  expect(await tried('4444')).toBe('pin-blocked');
  expect(await tried(pin)).toBe('pin-blocked');
  it.world.passTime(59_000);
  expect(await tried(pin)).toBe('pin-blocked');
  it.world.passTime(1_000);
  expect(await tried('0000')).toBe('pin-wrong');
  await it.ok('self-service.close', { machine, pin });
  await it.core.close();
});

test('a short PIN, an unknown visit and a visit that is further on are refused', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  expect(await it.refusal('self-service.open', { machine, visitId, pin: '123' })).toEqual({
    ...{ reason: 'pin-too-short', details: { least: 4 } },
  });
  const unknown = { machine, visitId: it.world.random.uuid() as typeof visitId, pin };
  expect((await it.refusal('self-service.open', unknown)).reason).toBe('visit-unknown');
  expect(
    (await it.refusal('self-service.open', { machine, visitId, pin }, as('tester'))).reason,
  ).toBe('role-missing');
  await it.ok('questionnaire.answer', await answers(it, visitId, personAt(0)));
  expect((await it.refusal('self-service.open', { machine, visitId, pin })).reason).toBe(
    'wrong-step',
  );
  expect(await it.ok('self-service.state', { machine })).toEqual({ visitId: null });
  await it.core.close();
});

test('a restart of the program turns the screen back; the answers are still there', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  await it.ok('self-service.open', { machine, visitId, pin });
  const { answers: given } = await answers(it, visitId, personAt(0));
  await it.ok('questionnaire.draft', { visitId, answers: given });
  await it.core.close();
  const again = openTestCore({ folder: it.folder, world: it.world, taken: 'already' });
  expect(await again.ok('self-service.state', { machine })).toEqual({ visitId: null });
  expect((await again.ok('visit.get', { visitId })).draft).toEqual(given);
  await again.core.close();
});
