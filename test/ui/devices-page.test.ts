import { expect, it } from 'vitest';
import {
  baudOf,
  deviceNumber,
  deviceSentence,
  foundSetting,
  isSuitable,
  shownAffix,
  typedAffix,
  typedUrl,
  urlForRole,
  whereText,
} from '../../renderer/screens/devices/view-model.ts';
import { isTextKey } from '../../renderer/text/index.ts';
import type { DeviceView, PluggedView } from '../../shared/contract/device.ts';
import { deviceRoles } from '../../shared/device-setting.ts';

const device = (change: Partial<DeviceView>): DeviceView => ({
  ...{ id: 's', role: 'scanner', url: 'tcp://x:1', setting: null, from: 'chosen' },
  ...{ state: 'lost', reason: 'unplugged', machine: null, heardBy: null },
  ...change,
});
const port: PluggedView = {
  ...{ kind: 'serial', name: null, where: '/dev/ttyUSB0', usedBy: null },
  url: 'serial:usb-1a86-7523?at=1-1&baud=9600',
};

it('every reason a device may be away for has its own sentence', () => {
  const reasons = [
    ...['not-there', 'no-permission', 'in-use', 'unplugged', 'timed-out', 'port-error'],
    ...['several-alike', 'no-usb', 'no-spooler', 'queue-stopped', 'no-reply', 'overruled'],
  ];
  for (const reason of reasons) {
    expect(deviceSentence(device({ reason })).key).toBe(`device.reason.${reason}`);
  }
  expect(deviceSentence(device({ reason: 'from-mars' })).key).toBe('device.reason.other');
  for (const role of deviceRoles) {
    const { key } = deviceSentence(device({ role, url: null }));
    expect([key, isTextKey(key)]).toEqual([`device.${role}.by-hand`, true]);
  }
});

it('a role is offered what it can be, at the speed its devices leave the factory with', () => {
  expect(isSuitable('scanner', { ...port, kind: 'spool' })).toBe(false);
  expect(isSuitable('printer', { ...port, kind: 'usb-printer' })).toBe(true);
  expect(baudOf(urlForRole('id-reader', port))).toBe(115_200);
  expect(baudOf(urlForRole('scanner', port))).toBe(9600);
});

it('an address is taken as typed, and nonsense is not', () => {
  expect(typedUrl('printer', ' 192.168.1.9:9100 ')).toBe('tcp://192.168.1.9:9100');
  expect(typedUrl('id-reader', 'serial:COM7')).toBe('serial:COM7?baud=115200');
  expect(typedUrl('printer', 'spool:Zebra')).toBe('spool:Zebra');
  for (const nonsense of ['', '192.168.1.9', 'COM7', 'serial:']) {
    expect(typedUrl('printer', nonsense)).toBeNull();
  }
});

it('a device is shown as a person would look for it', () => {
  expect(whereText('serial:usb-1a86-7523?serial=A1&baud=9600')).toBe('USB 1a86:7523 · A1');
  expect(whereText('spool:%E6%A0%87%E7%AD%BE')).toBe('标签');
  expect(whereText('tcp://[::1]:9100')).toBe('[::1]:9100');
  expect(whereText('serial:COM7?baud=9600')).toBe('COM7');
});

it('control characters are typed and shown so that nothing is lost', () => {
  for (const affix of ['', '\x02', '~~', '\\x02', 'a\\', '\x1b[0']) {
    expect(typedAffix(shownAffix(affix))).toBe(affix);
  }
  expect(shownAffix('\x02#')).toBe('\\x02#');
});

it('what the wizard heard sets the ending only where the usual one would not do', () => {
  const found = (suffix: 'crlf' | 'tab') =>
    foundSetting({
      ...{ role: 'scanner', phase: 'found', ports: [] },
      found: { url: port.url, path: 'p', suffix, heard: 'x' },
    });
  expect(found('crlf')).toMatchObject({ options: { suffix: 'any' } });
  expect(found('tab')).toMatchObject({ options: { suffix: 'tab' } });
});

it('scanners get a number when there are two', () => {
  const [first, second] = [device({ id: 'a' }), device({ id: 'b' })];
  expect(deviceNumber(first, [first])).toBeNull();
  expect(deviceNumber(second, [first, second])).toBe(2);
});
