import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { calls } from '../../shared/contract/index.ts';
import { turnedScreenCalls } from '../../shared/contract/self-service.ts';
import { parseDeviceUrl } from '../../shared/device-url.ts';
import { answers, openDay, personAt, register } from '../support/donor-steps.ts';
import { as } from '../support/screening-steps.ts';
import { entriesIn } from '../support/journal-of.ts';
import { openTestCore } from '../support/test-core.ts';
import { listenHere } from '../../simulators/loopback.ts';

const pin = '2846';
const otherMachine = { caller: { ...as('registrar', 'leader').caller, machine: 'tablet-2' } };

test('the screen turned to a donor stays with that visit until the PIN, whatever else is asked', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  const other = await register(it, personAt(1));
  expect(await it.ok('self-service.state', {})).toEqual({ visitId: null });
  const entries = entriesIn(it.folder).length;
  await it.ok('self-service.open', { visitId, pin }, as('registrar'));
  expect(await it.ok('self-service.state', {})).toEqual({ visitId });
  expect((await it.refusal('self-service.open', { visitId: other, pin })).reason).toBe(
    'self-service-open',
  );
  // The other laptops of the vehicle go on with their work.
  expect(await it.ok('self-service.state', {}, otherMachine)).toEqual({ visitId: null });
  expect((await it.refusal('self-service.close', { pin }, otherMachine)).reason).toBe(
    'self-service-not-open',
  );
  // The donor signs; the screen stays turned until somebody of the staff comes.
  await it.ok('questionnaire.answer', await answers(it, visitId, personAt(0)));
  expect(await it.ok('self-service.state', {})).toEqual({ visitId });
  expect((await it.refusal('self-service.close', { pin: '' })).reason).toBe('pin-wrong');
  await it.ok('self-service.close', { pin });
  expect(await it.ok('self-service.state', {})).toEqual({ visitId: null });
  expect((await it.refusal('self-service.close', { pin })).reason).toBe('self-service-not-open');
  // Turning a screen is no record.
  expect(entriesIn(it.folder)).toHaveLength(entries + 2);
  await it.core.close();
});

test('five wrong PINs block it for a minute, also for the right one', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  await it.ok('self-service.open', { visitId, pin });
  const tried = async (given: string) =>
    (await it.refusal('self-service.close', { pin: given })).reason;
  for (const given of ['0000', '1111', '2222', '3333'])
    expect(await tried(given)).toBe('pin-wrong');
  expect(await tried('4444')).toBe('pin-blocked');
  expect(await tried(pin)).toBe('pin-blocked');
  it.world.passTime(59_000);
  expect(await tried(pin)).toBe('pin-blocked');
  it.world.passTime(1_000);
  expect(await tried('0000')).toBe('pin-wrong');
  await it.ok('self-service.close', { pin });
  await it.core.close();
});

test('a short PIN, an unknown visit and a visit that is further on are refused', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  expect(await it.refusal('self-service.open', { visitId, pin: '123' })).toEqual({
    ...{ reason: 'pin-too-short', details: { least: 4 } },
  });
  const unknown = { visitId: it.world.random.uuid() as typeof visitId, pin };
  expect((await it.refusal('self-service.open', unknown)).reason).toBe('visit-unknown');
  expect((await it.refusal('self-service.open', { visitId, pin }, as('tester'))).reason).toBe(
    'role-missing',
  );
  await it.ok('questionnaire.answer', await answers(it, visitId, personAt(0)));
  expect((await it.refusal('self-service.open', { visitId, pin })).reason).toBe('wrong-step');
  expect(await it.ok('self-service.state', {})).toEqual({ visitId: null });
  await it.core.close();
});

test('a restart of the program leaves the screen turned, and the blocking of its PIN', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  await it.ok('self-service.open', { visitId, pin });
  const { answers: given } = await answers(it, visitId, personAt(0));
  await it.ok('questionnaire.draft', { visitId, answers: given });
  for (const wrong of ['0000', '1111', '2222', '3333', '4444'])
    await it.refusal('self-service.close', { pin: wrong });
  await it.core.close();
  const again = openTestCore({ folder: it.folder, world: it.world, taken: 'already' });
  expect(await again.ok('self-service.state', {})).toEqual({ visitId });
  expect((await again.ok('visit.get', { visitId })).draft).toEqual(given);
  expect((await again.refusal('self-service.close', { pin })).reason).toBe('pin-blocked');
  again.world.passTime(60_000);
  await again.ok('self-service.close', { pin });
  await again.core.close();
});

test('a turned machine reaches its donor’s questions and nothing else, by no call of the contract', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  const other = await register(it, personAt(1));
  await it.ok('self-service.open', { visitId, pin });
  for (const name of Object.keys(calls)) {
    if (turnedScreenCalls.includes(name)) continue;
    for (const input of [{}, { visitId }, { visitId: other }])
      expect(await it.reply(name, input), name).toMatchObject({
        error: { kind: 'refused', reason: 'self-service-open' },
      });
  }
  expect((await it.refusal('visit.get', { visitId: other })).reason).toBe('self-service-open');
  const draft = { visitId: other, answers: (await answers(it, visitId, personAt(0))).answers };
  expect((await it.refusal('questionnaire.draft', draft)).reason).toBe('self-service-open');
  await it.ok('visit.get', { visitId });
  await it.ok('visit.get', { visitId: other }, otherMachine);
  await it.core.close();
});

test('a turned machine hears that something changed, and no scan', async () => {
  const scanner = createServer((socket) => {
    socket.on('error', () => undefined);
    again = () => void socket.write('=G99992612345600\r\n');
  });
  let again = (): void => undefined;
  const port = await listenHere(scanner);
  const url = parseDeviceUrl(`tcp://127.0.0.1:${port}`);
  if (!url.ok) throw new Error(url.error);
  const it = openTestCore({ devices: { scanner: url.value } });
  await openDay(it);
  const visitId = await register(it, personAt(0));
  await it.ok('self-service.open', { visitId, pin });
  const heard = { turned: [] as string[], all: [] as string[] };
  const laptop = { machine: 'this-laptop', isHere: true };
  it.core.subscribe((topic) => void heard.turned.push(topic), laptop);
  it.core.subscribe((topic) => void heard.all.push(topic));
  await expect
    .poll(
      () => {
        again();
        return heard.all.includes('scan.received');
      },
      { timeout: 10_000 },
    )
    .toBe(true);
  await it.ok('questionnaire.answer', await answers(it, visitId, personAt(0)));
  expect(new Set(heard.turned)).toEqual(new Set(['changed']));
  await it.core.close();
  await new Promise((resolve) => scanner.close(resolve));
});

test('another machine takes a screen back without the PIN; so does a restart that is told to', async () => {
  const it = openTestCore();
  await openDay(it);
  const visitId = await register(it, personAt(0));
  expect(await it.ok('self-service.of', { visitId })).toEqual({ turned: false });
  expect((await it.refusal('self-service.recall', { visitId })).reason).toBe(
    'self-service-not-open',
  );
  await it.ok('self-service.open', { visitId, pin });
  expect((await it.refusal('self-service.recall', { visitId })).reason).toBe('self-service-open');
  expect(await it.ok('self-service.of', { visitId }, otherMachine)).toEqual({ turned: true });
  await it.ok('self-service.recall', { visitId }, otherMachine);
  expect(await it.ok('self-service.state', {})).toEqual({ visitId: null });
  await it.ok('self-service.open', { visitId, pin });
  await it.core.close();
  const given = { folder: it.folder, world: it.world, taken: 'already' } as const;
  const again = openTestCore({ ...given, takeBackScreens: true });
  expect(await again.ok('self-service.state', {})).toEqual({ visitId: null });
  await again.core.close();
});
