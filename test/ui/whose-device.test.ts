import { expect, test } from 'vitest';
import { heardItem, unassignedItem } from '../../renderer/parts/foot-bar-view.ts';
import { hearingOf, machineSentence } from '../../renderer/parts/machine-view.ts';
import type { DeviceView, MachineView } from '../../shared/contract/device.ts';

const machine = (key: string, change: Partial<MachineView> = {}): MachineView => ({
  ...{ key: key.repeat(12), name: null, isHere: false, isThere: true, isThis: false },
  ...change,
});
const laptop = machine('a', { isHere: true, isThis: true });
const tablet = machine('b');
const scanner: DeviceView = {
  ...{ id: 's', role: 'scanner', url: 'tcp://x:1', setting: null, from: 'chosen' },
  ...{ state: 'ready', reason: null, machine: null, heardBy: laptop.key },
};
const foot = (device: DeviceView, machines: readonly MachineView[]) => {
  const { mark, sentence } = heardItem(device, machines, ({ key }) => key.charAt(0));
  const named = sentence.values?.['machine'];
  return [mark, sentence.key, ...(typeof named === 'string' ? [named] : [])].join(' ');
};

test('with one machine nothing is said of machines', () => {
  expect(hearingOf(scanner, [laptop])).toEqual({ kind: 'here' });
  expect(foot(scanner, [laptop])).toBe('ok device.scanner');
  expect(unassignedItem([scanner], [laptop])).toBeNull();
  expect(foot({ ...scanner, heardBy: null }, [laptop, tablet])).toBe('ok device.scanner');
});

test('with two machines a device nobody has given away is amber on both', () => {
  const seenFromTablet = [
    { ...laptop, isThis: false },
    { ...tablet, isThis: true },
  ];
  for (const machines of [[laptop, tablet], seenFromTablet]) {
    expect(foot(scanner, machines)).toBe('am device.scanner');
    const all = [scanner, { ...scanner, id: 't' }, { ...scanner, url: null, heardBy: null }];
    expect(unassignedItem(all, machines)).toEqual({
      ...{ mark: 'am', sentence: { key: 'foot.device.unassigned', values: { count: 2 } } },
    });
  }
  expect(foot(scanner, [laptop, { ...tablet, isThere: false }])).toBe('ok device.scanner');
});

test('a device of another machine says whose it is, in amber when that one is away, and first of all that it is lost', () => {
  const given = { ...scanner, machine: tablet.key, heardBy: tablet.key };
  expect(foot(given, [laptop, tablet])).toBe('ok foot.device.elsewhere b');
  const away = { ...tablet, isThere: false };
  expect(foot(given, [laptop, away])).toBe('am foot.device.elsewhere-away b');
  expect(foot({ ...given, state: 'lost' }, [laptop, away])).toBe('bad foot.device.lost');
  const mine = { ...scanner, machine: laptop.key };
  expect(foot(mine, [laptop, tablet])).toBe('ok device.scanner');
});

test('a machine is called by its name, else the laptop, else by a short code that stays its own', () => {
  const second = machine('c', { isHere: true });
  expect(machineSentence(laptop, [laptop, tablet])).toEqual({ key: 'machine.laptop' });
  expect(machineSentence(laptop, [laptop, second])).toEqual({
    ...{ key: 'machine.laptop-one', values: { code: 'AAAA' } },
  });
  expect(machineSentence(tablet, [laptop])).toEqual({
    ...{ key: 'machine.other', values: { code: 'BBBB' } },
  });
  expect(machineSentence({ ...tablet, name: '采血台' }, [])).toEqual({
    ...{ key: 'machine.named', values: { name: '采血台' } },
  });
});
