import { existsSync, readdirSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { TopicMessage } from '../../shared/contract/topics.ts';
import { usualSetting } from '../../shared/device-setting.ts';
import type { SearchView } from '../../shared/contract/device.ts';
import { createIdReaderSimulator } from '../../simulators/id-reader.ts';
import { createScaleSimulator } from '../../simulators/scale.ts';
import { until } from '../support/device-deps.ts';
import { cable, plugboard, usb } from '../support/serial-bench.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

type Scanned = TopicMessage<'scan.received'>;
const DIN = '=A99992600000100';

function opened(given: Parameters<typeof openTestCore>[0]) {
  const it = openTestCore(given);
  const scans: Scanned[] = [];
  it.core.subscribe((topic, message) => {
    // The core checked it against the topic's schema.
    if (topic === 'scan.received') scans.push(message as Scanned);
  });
  onTestFinished(async () => {
    await it.core.close();
    expect(it.world.errors).toEqual([]);
  });
  return { it, scans };
}

const assign = (it: TestCore, role: 'scanner' | 'scale' | 'id-reader', url: string) =>
  it.ok('device.assign', { setting: usualSetting(role, url), replaces: null });

const devicesOf = async (it: TestCore, role: string) =>
  (await it.ok('device.list', {})).devices.filter((each) => each.role === role);

async function state(it: TestCore, id: string, wanted: string): Promise<void> {
  for (let look = 0; look < 400; look += 1) {
    const found = (await it.ok('device.list', {})).devices.find((each) => each.id === id);
    if (found?.state === wanted) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${id} did not become ${wanted}`);
}

it('two scanners work at once, each scan with its origin, and neither is swallowed by the other', async () => {
  const [left, right] = [await cable('left'), await cable('right')];
  const { it, scans } = opened({});
  const ids = [await assign(it, 'scanner', left.url), await assign(it, 'scanner', right.url)];
  await until('both are open', () => left.isConnected() && right.isConnected());
  // Both codes in two halves, the halves mixed: each scanner has its own.
  left.send(Buffer.from('=A999926'));
  right.send(Buffer.from('=A999926'));
  left.send(Buffer.from('00000100\r'));
  right.send(Buffer.from('00000200\n'));
  await until('both scans', () => scans.length === 2);
  const byOrigin = new Map(scans.map(({ origin, raw }) => [origin, raw]));
  expect(byOrigin).toEqual(
    new Map([
      [ids[0]?.id, DIN],
      [ids[1]?.id, '=A99992600000200'],
    ]),
  );
});

it('the same code twice in a row is two scans: what the second means is for the screen to say', async () => {
  const port = await cable('scanner');
  const { it, scans } = opened({});
  await assign(it, 'scanner', port.url);
  await until('it is open', port.isConnected);
  port.send(Buffer.from(`${DIN}\r${DIN}\r`));
  await until('both scans', () => scans.length === 2);
  expect(scans.map(({ raw }) => raw)).toEqual([DIN, DIN]);
});

it.each([
  ['cr', '', '', `${DIN}\r`],
  ['lf', '', '', `${DIN}\n`],
  ['crlf', '', '', `${DIN}\r\n`],
  ['tab', '', '', `${DIN}\t`],
  ['none', '', '', DIN],
  ['any', '', '', `\x02${DIN}\x03\r`],
  ['cr', '\x02', '\x03', `\x02${DIN}\x03\r`],
  ['lf', '~~', '#', `~~${DIN}#\n`],
] as const)(
  'a scanner set to %s with prefix %j and tail %j gives its code',
  async (suffix, prefix, tail, sent) => {
    const port = await cable('scanner');
    const { it, scans } = opened({});
    const options = { suffix, prefix, tail };
    await it.ok('device.assign', {
      setting: { role: 'scanner', url: port.url, options },
      replaces: null,
    });
    await until('it is open', port.isConnected);
    port.send(Buffer.from(sent));
    await until('the scan', () => scans.length === 1);
    expect(scans[0]?.raw).toBe(DIN);
  },
);

it('a device is found again under another name, while running and after a restart', async () => {
  const [first, second] = [await cable('ttyUSB0'), await cable('ttyUSB7')];
  const board = plugboard();
  board.plug({ path: first.path, usb: usb('7523', 'A1') });
  const { it, scans } = opened({ hardware: board.hardware });
  const { plugged } = await it.ok('device.plugged', {});
  expect(plugged).toMatchObject([{ where: first.path, usedBy: null }]);
  const [port] = plugged;
  if (port === undefined) throw new Error('nothing is plugged in');
  expect(port.url).toBe('serial:usb-1a86-7523?serial=A1&baud=9600');
  const { id } = await assign(it, 'scanner', port.url);
  await until('it is open', first.isConnected);

  await first.unplug();
  await state(it, id, 'lost');
  board.plug({ path: second.path, usb: usb('7523', 'A1') });
  await until('it is open under its new name', second.isConnected, 3000);
  second.send(Buffer.from(`${DIN}\r`));
  await until('the scan', () => scans.length === 1);
  expect((await it.ok('device.plugged', {})).plugged).toMatchObject([{ usedBy: id }]);

  await it.core.close();
  await first.plug();
  board.plug({ path: first.path, usb: usb('7523', 'A1') });
  const { world, folder } = it;
  const again = opened({ folder, world, taken: 'already', hardware: board.hardware });
  await until('it is open after the restart', first.isConnected);
  expect(await devicesOf(again.it, 'scanner')).toMatchObject([{ id, from: 'chosen' }]);
  first.send(Buffer.from(`${DIN}\r`));
  await until('the scan', () => again.scans.length === 1);
});

it('two alike without serial numbers are told by their sockets, and one without either is not guessed', async () => {
  const [left, right] = [await cable('a'), await cable('b')];
  const board = plugboard();
  board.plug(
    { path: left.path, usb: usb('7523', null, '1-1') },
    { path: right.path, usb: usb('7523', null, '1-2') },
  );
  const { it, scans } = opened({ hardware: board.hardware });
  const { plugged } = await it.ok('device.plugged', {});
  const { id } = await assign(it, 'scanner', plugged[1]?.url ?? '');
  await until('the right one is open', right.isConnected);
  expect(left.isConnected()).toBe(false);
  right.send(Buffer.from(`${DIN}\r`));
  await until('the scan', () => scans[0]?.origin === id);
  const vague = await assign(it, 'scale', 'serial:usb-1a86-7523');
  await state(it, vague.id, 'absent');
  expect(await devicesOf(it, 'scale')).toMatchObject([{ reason: 'several-alike' }]);
});

it('what the command line names wins, is shown as such and is not changed from the page', async () => {
  const [given, chosen] = [await cable('given'), await cable('chosen')];
  const before = opened({});
  await assign(before.it, 'scanner', chosen.url);
  await until('the chosen one is open', chosen.isConnected);
  await before.it.core.close();
  const url = { kind: 'serial', path: given.path, baud: 9600 } as const;
  const { folder, world } = before.it;
  const { it } = opened({ folder, world, taken: 'already', devices: { scanner: url } });
  await until('the given one is open', given.isConnected);
  const [first, second] = await devicesOf(it, 'scanner');
  expect(first).toMatchObject({ from: 'given' });
  expect(second).toMatchObject({ from: 'chosen', state: 'absent', reason: 'overruled' });
  const other = usualSetting('scanner', 'tcp://127.0.0.1:9');
  const refused = await it.refusal('device.assign', { setting: other, replaces: null });
  expect(refused.reason).toBe('device-given');
  expect((await it.refusal('device.forget', { id: first?.id ?? '' })).reason).toBe('device-given');
});

it('a forgotten device is let go at once, and one in use is given to no other role', async () => {
  const port = await cable('scanner');
  const { it } = opened({});
  const { id } = await assign(it, 'scanner', port.url);
  await until('it is open', port.isConnected);
  const twice = { setting: usualSetting('scale', port.url), replaces: null };
  expect((await it.refusal('device.assign', twice)).reason).toBe('device-used-already');
  await it.ok('device.forget', { id });
  await until('it is let go', () => !port.isConnected());
  expect((await it.refusal('device.forget', { id })).reason).toBe('device-unknown');
  await it.ok('device.assign', twice);
  await until('it is open as a scale', port.isConnected);
});

it('settings that cannot be read are kept aside and cost nobody the day', async () => {
  const { it } = opened({});
  await it.core.close();
  writeFileSync(join(it.folder, 'devices.json'), '{"version":1,"devices":[{]');
  const again = opened({ folder: it.folder, world: it.world, taken: 'already' });
  expect((await again.it.ok('device.list', {})).devices).toHaveLength(5);
  expect(existsSync(join(it.folder, 'devices.json.unreadable'))).toBe(true);
});

const searchEnds = async (it: TestCore): Promise<SearchView> => {
  for (let look = 0; look < 1000; look += 1) {
    const { search } = await it.ok('device.search', {});
    if (search?.phase === 'found' || search?.phase === 'nothing') return search;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the search did not end');
};

async function benchOfPorts() {
  const silent = await cable('silent');
  const [readerCable, scaleCable, scannerCable] = await Promise.all([
    cable('reader', (bytes) => reader.onBytes(bytes)),
    cable('scale'),
    cable('scanner'),
  ]);
  const reader = createIdReaderSimulator(() => readerCable);
  const scale = createScaleSimulator(() => scaleCable);
  onTestFinished(() => scale.stop());
  const board = plugboard();
  board.plug(
    { path: silent.path, usb: null },
    { path: scaleCable.path, usb: null },
    { path: scannerCable.path, usb: usb('0001', 'SC-7') },
    { path: readerCable.path, usb: usb('0002', null, '1-4') },
  );
  return { ...opened({ hardware: board.hardware }), silent, readerCable, scaleCable, scannerCable };
}

const heldTerminals = (): readonly string[] =>
  readdirSync('/proc/self/fd').flatMap((file) => {
    try {
      const path = readlinkSync(join('/proc/self/fd', file));
      return path.startsWith('/dev/pts/') ? [path] : [];
    } catch {
      // Closed since the folder was read.
      return [];
    }
  });

const nobodyHolds = (...ports: readonly { readonly path: string }[]) =>
  until('every port is closed again', () => {
    const held = heldTerminals();
    return ports.every(({ path }) => !existsSync(path) || !held.includes(realpathSync(path)));
  });

it('the wizard finds the card reader among several ports and closes the others', async () => {
  const { it, silent, readerCable, scaleCable, scannerCable } = await benchOfPorts();
  await it.ok('device.find', { role: 'id-reader' });
  const search = await searchEnds(it);
  expect(search.found).toMatchObject({ path: readerCable.path });
  expect(search.found?.url).toBe('serial:usb-1a86-0002?at=1-4&baud=115200');
  await it.ok('device.stop-search', {});
  await nobodyHolds(silent, readerCable, scaleCable, scannerCable);
  const { id } = await assign(it, 'id-reader', search.found?.url ?? '');
  await state(it, id, 'ready');
});

it('the wizard finds the scanner that is scanned with, passes over a scale that talks by itself, and learns how a code ends', async () => {
  const { it, silent, readerCable, scaleCable, scannerCable } = await benchOfPorts();
  await it.ok('device.find', { role: 'scanner' });
  const asked = async () => (await it.ok('device.search', {})).search;
  for (let look = 0; look < 300 && (await asked())?.phase !== 'asking'; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect((await asked())?.ports.find(({ path }) => path === scaleCable.path)?.state).toBe(
    'chatters',
  );
  // The wrong speed first: noise, and the port is tried at the next one.
  scannerCable.send(Uint8Array.of(0xf8, 0x1e, 0x80, 0x00));
  for (let look = 0; look < 300; look += 1) {
    const port = (await asked())?.ports.find(({ path }) => path === scannerCable.path);
    if (port?.baud === 115_200 && scannerCable.isConnected()) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  scannerCable.send(Buffer.from(`${DIN}\r\n`));
  const search = await searchEnds(it);
  expect(search.found).toEqual({
    url: 'serial:usb-1a86-0001?serial=SC-7&baud=115200',
    ...{ path: scannerCable.path, suffix: 'crlf', heard: DIN },
  });
  await nobodyHolds(silent, readerCable, scaleCable, scannerCable);
});

it('a search that is stopped lets every port go, and leaves ports in use alone', async () => {
  const { it, silent, readerCable, scaleCable, scannerCable } = await benchOfPorts();
  await assign(it, 'scale', scaleCable.url);
  await until('the scale is open', scaleCable.isConnected);
  // Twice at once, as a double click does.
  await Promise.all([0, 1].map(() => it.ok('device.find', { role: 'scanner' })));
  await until('the search listens', scannerCable.isConnected);
  const { search } = await it.ok('device.search', {});
  expect(search?.ports.map(({ path }) => path)).not.toContain(scaleCable.path);
  await it.ok('device.stop-search', {});
  await nobodyHolds(silent, readerCable, scannerCable);
  expect(scaleCable.isConnected()).toBe(true);
  expect(readdirSync(it.folder)).not.toContain('devices.json.new');
});
