import { describe, expect, it } from 'vitest';
import { formatDeviceUrl, parseDeviceUrl } from '../../shared/device-url.ts';

describe('a device URL', () => {
  it.each([
    ['serial:/dev/pts/3?baud=115200', { kind: 'serial', path: '/dev/pts/3', baud: 115_200 }],
    ['serial:COM7?baud=9600', { kind: 'serial', path: 'COM7', baud: 9600 }],
    ['serial:COM7', { kind: 'serial', path: 'COM7', baud: 9600 }],
    ['tcp://127.0.0.1:9100', { kind: 'tcp', host: '127.0.0.1', port: 9100 }],
    ['tcp://printer-2.local:9100/', { kind: 'tcp', host: 'printer-2.local', port: 9100 }],
    ['tcp://[::1]:9100', { kind: 'tcp', host: '::1', port: 9100 }],
  ])('reads %s', (text, url) => {
    expect(parseDeviceUrl(text)).toEqual({ ok: true, value: url });
  });

  it.each(['serial:/dev/pts/3?baud=115200', 'tcp://127.0.0.1:9100', 'tcp://[::1]:9100'])(
    'writes %s as it was read',
    (text) => {
      const parsed = parseDeviceUrl(text);
      expect(parsed.ok && formatDeviceUrl(parsed.value)).toBe(text);
    },
  );

  it.each([
    ['usb:0400:C35A', 'usb-not-supported-yet-in-this-version'],
    ['spool:Zebra', 'spool-not-supported-yet-in-this-version'],
    ['COM7', 'not-a-device-url'],
    ['tcp://127.0.0.1', 'not-a-device-url'],
    ['tcp://127.0.0.1:0', 'port-wrong'],
    ['tcp://127.0.0.1:70000', 'port-wrong'],
    ['serial:', 'serial-path-missing'],
    ['serial:COM7?baud=fast', 'baud-wrong'],
    ['serial:COM7?parity=even', 'unknown-option'],
  ])('refuses %s as %s', (text, reason) => {
    expect(parseDeviceUrl(text)).toEqual({ ok: false, error: reason });
  });

  it('takes the usual speed of the kind of device when none is written', () => {
    expect(parseDeviceUrl('serial:COM3', 115_200)).toEqual({
      ok: true,
      value: { kind: 'serial', path: 'COM3', baud: 115_200 },
    });
  });
});
