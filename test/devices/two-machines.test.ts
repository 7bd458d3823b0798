import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fixedOperator } from '../../electron/core/operator.ts';
import { usualSetting } from '../../shared/device-setting.ts';
import { startSimulators } from '../../simulators/start.ts';
import { deviceUrl, until } from '../support/device-deps.ts';
import {
  answers,
  examination,
  openDay,
  personAt,
  register,
  stopping,
  toPrepared,
  toStarted,
} from '../support/donor-steps.ts';
import { cable } from '../support/serial-bench.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const DIN = '=A99992600000100';
const at = (machine: string) => ({ caller: { ...fixedOperator, machine } });
const [laptop, tablet] = [at('this-laptop'), at('tablet')];

/** What a machine hears but that something changed. */
function listen(test: TestCore, machine: string, isHere: boolean) {
  const heard: string[] = [];
  const leave = test.core.subscribe(
    (topic) => {
      if (topic !== 'changed') heard.push(topic);
    },
    { machine, isHere },
  );
  return { heard, leave };
}

function open(given: Parameters<typeof openTestCore>[0] = {}): TestCore {
  const test = openTestCore(given);
  onTestFinished(async () => {
    await test.core.close();
    expect(test.world.errors).toEqual([]);
  });
  return test;
}

const keyOf = async (test: TestCore, call: typeof laptop): Promise<string> => {
  const { machines } = await test.ok('device.list', {}, call);
  return machines.find(({ isThis }) => isThis)?.key ?? '';
};

/** Every device of a vehicle on sockets, named by the command line as the demo does. */
async function vehicle() {
  const simulators = await startSimulators({ transport: 'tcp' });
  onTestFinished(simulators.close);
  const { urls } = simulators;
  const test = open({
    devices: {
      ...{ 'id-reader': deviceUrl(urls.idReader), scanner: deviceUrl(urls.scanner) },
      ...{ scale: deviceUrl(urls.scale), 'blood-pressure': deviceUrl(urls.bp) },
    },
  });
  const all: string[] = [];
  test.core.subscribe((topic) => {
    if (topic !== 'changed') all.push(topic);
  });
  for (const role of ['id-reader', 'scanner', 'scale', 'blood-pressure'])
    await expect
      .poll(async () => {
        const { devices } = await test.ok('device.list', {});
        return devices.find((each) => each.role === role)?.state;
      })
      .toBe('ready');
  const says = async (topic: string, act: () => void): Promise<void> => {
    all.length = 0;
    act();
    await until(topic, () => all.includes(topic), 10_000);
  };
  const everything = async (): Promise<void> => {
    await says('scan.received', () => simulators.scanner.scan(DIN));
    await says('scale.weighed', () => simulators.scale.set(423));
    await says('blood-pressure.measured', () =>
      simulators.bp.measure({ systolic: 118, diastolic: 76, pulse: 70 }),
    );
    // The reader looks again at a card when time has passed.
    test.world.passTime(60_000);
    await says('id-card.read', () => simulators.idReader.placeCard(personAt(2).donor.card));
    await says('id-card.removed', () => simulators.idReader.removeCard());
  };
  const give = async (role: string, machine: string | null): Promise<void> => {
    const { devices } = await test.ok('device.list', {});
    const id = devices.find((each) => each.role === role)?.id ?? '';
    await test.ok('device.serve', { id, machine });
  };
  return { test, simulators, everything, give };
}

const topicsOfDevices = [
  ...['scan.received', 'scale.weighed', 'blood-pressure.measured'],
  ...['id-card.read', 'id-card.removed'],
];

it('with two machines the laptop’s alone hears what nobody has given away, and a single one hears all', async () => {
  const { test, everything } = await vehicle();
  const alone = listen(test, 'tablet', false);
  await everything();
  expect(new Set(alone.heard)).toEqual(new Set(topicsOfDevices));
  const mine = listen(test, 'this-laptop', true);
  alone.heard.length = 0;
  await everything();
  expect(new Set(mine.heard)).toEqual(new Set(topicsOfDevices));
  expect(alone.heard).toEqual([]);
});

it('a device given to a machine speaks to that machine alone, and to nobody while it is away', async () => {
  const { test, everything, give } = await vehicle();
  const mine = listen(test, 'this-laptop', true);
  const other = listen(test, 'tablet', false);
  for (const role of ['scanner', 'scale', 'blood-pressure', 'id-reader'])
    await give(role, await keyOf(test, tablet));
  await everything();
  expect(new Set(other.heard)).toEqual(new Set(topicsOfDevices));
  expect(mine.heard).toEqual([]);
  other.leave();
  await everything();
  expect(mine.heard).toEqual([]);
  await give('scanner', null);
  await everything();
  expect(new Set(mine.heard)).toEqual(new Set(['scan.received']));
});

it('a card is nobody’s on the machine the reader does not belong to', async () => {
  const { test, everything, simulators, give } = await vehicle();
  listen(test, 'this-laptop', true);
  listen(test, 'tablet', false);
  await openDay(test);
  await everything();
  const { card } = await test.ok('id-card.current', {}, laptop);
  expect(card).not.toBeNull();
  expect(await test.ok('id-card.current', {}, tablet)).toEqual({ card: null, lies: false });
  const { cardReadId } = card ?? { cardReadId: '' };
  const source = { kind: 'card', cardReadId } as const;
  const input = {
    ...{ source, personChecked: true, organisation: null, phone: null, samePersonAs: [] },
  };
  const ofOther = { reason: 'device-of-other-machine', details: {} };
  expect(await test.refusal('donor.register', input, tablet)).toEqual(ofOther);
  expect(await test.refusal('integrity.note-repeat', { cardReadId }, tablet)).toEqual(ofOther);
  const { donationId } = await toPrepared(test, 3);
  const confirm = { donationId, how: 'card' } as const;
  expect(await test.refusal('donation.confirm-identity', confirm, tablet)).toEqual(ofOther);
  expect((await test.refusal('donation.confirm-identity', confirm, laptop)).reason).toBe(
    'card-of-other-person',
  );
  // What was read before belongs to neither, once the reader is the other's.
  await give('id-reader', await keyOf(test, tablet));
  expect((await test.ok('id-card.current', {}, tablet)).card).toBeNull();
  expect((await test.refusal('donor.register', input, tablet)).reason).toBe('card-not-on-reader');
  expect(await test.refusal('donor.register', input, laptop)).toEqual(ofOther);
  expect(simulators.idReader).toBeDefined();
});

it('a weight and a pressure of another machine’s device are refused, the same typed are taken', async () => {
  const { test } = await vehicle();
  listen(test, 'this-laptop', true);
  listen(test, 'tablet', false);
  await openDay(test);
  const { donationId } = await toStarted(test, 0);
  test.world.passTime(8 * 60_000);
  const weighed = {
    ...stopping(donationId),
    volumeSource: 'scale',
    scaleFrame: 'ST,+423',
  } as const;
  const visitId = await register(test, personAt(1));
  await test.ok('questionnaire.answer', await answers(test, visitId, personAt(1)));
  const measured = {
    ...examination(visitId, personAt(1)),
    bloodPressureSource: { kind: 'device', device: 'tcp://bp', frame: '118,76' } as const,
  };
  const reason = 'device-of-other-machine';
  expect((await test.refusal('donation.stop', weighed, tablet)).reason).toBe(reason);
  expect((await test.refusal('examination.record', measured, tablet)).reason).toBe(reason);
  await test.ok('donation.stop', stopping(donationId), tablet);
  await test.ok('examination.record', measured, laptop);
});

it('whose a scanner is outlives its setting, another socket and the program; forgotten with the scanner', async () => {
  const [first, second] = [await cable('first'), await cable('second')];
  const test = open();
  const scanner = usualSetting('scanner', first.url);
  const { id } = await test.ok('device.assign', { setting: scanner, replaces: null });
  listen(test, 'this-laptop', true);
  const other = listen(test, 'tablet', false);
  const machine = await keyOf(test, tablet);
  await test.ok('device.serve', { id, machine });
  await test.ok('device.name-machine', { machine, name: '采血台' });
  await test.ok('device.assign', { setting: usualSetting('scanner', second.url), replaces: id });
  await until('it is open', second.isConnected);
  second.send(Buffer.from(`${DIN}\r`));
  await until('the scan', () => other.heard.length === 1);

  await test.core.close();
  const { folder, world } = test;
  const again = open({ folder, world, taken: 'already' });
  listen(again, 'this-laptop', true);
  const list = await again.ok('device.list', {}, laptop);
  expect(list.devices.find((each) => each.id === id)).toMatchObject({ machine, heardBy: machine });
  expect(list.machines).toMatchObject([
    { isHere: true, isThere: true, isThis: true, name: null },
    { key: machine, name: '采血台', isThere: false, isThis: false },
  ]);
  await again.ok('device.forget', { id });
  await again.ok('device.name-machine', { machine, name: null });
  expect((await again.ok('device.list', {}, laptop)).machines).toHaveLength(1);
});

it('settings of before machines had names are read, and what cannot be is refused', async () => {
  const test = open();
  const file = join(test.folder, 'devices.json');
  listen(test, 'this-laptop', true);
  const machine = await keyOf(test, laptop);
  const printer = usualSetting('printer', 'tcp://127.0.0.1:9');
  const { id } = await test.ok('device.assign', { setting: printer, replaces: null });
  expect((await test.refusal('device.serve', { id, machine })).reason).toBe('device-unknown');
  const scanner = usualSetting('scanner', 'tcp://127.0.0.1:9');
  expect((await test.refusal('device.assign', { setting: scanner, replaces: null })).reason).toBe(
    'device-used-already',
  );
  const unknown = '000000000000';
  expect((await test.refusal('device.serve', { id: 'scanner', machine })).reason).toBe(
    'device-unknown',
  );
  expect((await test.refusal('device.name-machine', { machine: unknown, name: 'x' })).reason).toBe(
    'machine-unknown',
  );
  await test.core.close();
  const {
    machines: _names,
    serves: _serves,
    ...before
  } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify(before));
  const { folder, world } = test;
  const again = open({ folder, world, taken: 'already' });
  const { devices } = await again.ok('device.list', {});
  expect(devices.find(({ role }) => role === 'printer')).toMatchObject({ id, heardBy: null });
});
