import { describe, expect, it } from 'vitest';
import { deviceIdentity, formatDeviceUrl, parseDeviceUrl } from '../../shared/device-url.ts';

const usb = (given: { readonly serial?: string; readonly place?: string }) => ({
  ...{ vendor: '1a86', product: '7523', serial: null, place: null },
  ...given,
});

describe('a device URL', () => {
  it.each([
    ['serial:/dev/pts/3?baud=115200', { kind: 'serial', path: '/dev/pts/3', baud: 115_200 }],
    ['serial:COM7?baud=9600', { kind: 'serial', path: 'COM7', baud: 9600 }],
    ['serial:COM7', { kind: 'serial', path: 'COM7', baud: 9600 }],
    ['tcp://127.0.0.1:9100', { kind: 'tcp', host: '127.0.0.1', port: 9100 }],
    ['tcp://printer-2.local:9100/', { kind: 'tcp', host: 'printer-2.local', port: 9100 }],
    ['tcp://[::1]:9100', { kind: 'tcp', host: '::1', port: 9100 }],
    [
      'serial:usb-1A86-7523?at=1-1.2&baud=115200',
      { kind: 'usb-serial', usb: usb({ place: '1-1.2' }), baud: 115_200 },
    ],
    [
      'serial:usb-1a86-7523?serial=A%2FB%201',
      { kind: 'usb-serial', usb: usb({ serial: 'A/B 1' }), baud: 9600 },
    ],
    ['sidecar:tcp://127.0.0.1:9210', { kind: 'sidecar', host: '127.0.0.1', port: 9210 }],
    ['usb:1a86-7523', { kind: 'usb-printer', usb: usb({}) }],
    ['spool:Zebra%20ZD421', { kind: 'spool', queue: 'Zebra ZD421' }],
  ])('reads %s', (text, url) => {
    expect(parseDeviceUrl(text)).toEqual({ ok: true, value: url });
  });

  it.each([
    'serial:/dev/pts/3?baud=115200',
    'serial:usb-1a86-7523?serial=A%2FB&at=1-1.2&baud=9600',
    'usb:0a5f-0166?serial=XYZ',
    'spool:%E6%A0%87%E7%AD%BE',
    'tcp://127.0.0.1:9100',
    'tcp://[::1]:9100',
    'sidecar:tcp://[::1]:9210',
  ])('writes %s as it was read', (text) => {
    const parsed = parseDeviceUrl(text);
    expect(parsed.ok && formatDeviceUrl(parsed.value)).toBe(text);
  });

  it('of a measurement names the device and not how to speak with it', () => {
    const parsed = parseDeviceUrl('serial:usb-0590-00d4?serial=2016A&baud=9600');
    expect(parsed.ok && deviceIdentity(parsed.value)).toBe('usb:0590-00d4?serial=2016A');
  });

  it.each([
    ['usb:0400:C35A', 'usb-identity-wrong'],
    ['usb:0400-C35A?baud=9600', 'unknown-option'],
    ['serial:usb-1a86-7523?serial=', 'usb-identity-wrong'],
    ['serial:usb-1a86-7523?serial=1&serial=2', 'unknown-option'],
    ['serial:usb-1a86-7523?serial=%', 'unknown-option'],
    ['spool:', 'queue-name-wrong'],
    ['spool:-d other', 'queue-name-wrong'],
    ['sidecar:/usr/bin/reader', 'not-a-device-url'],
    ['sidecar:tcp://127.0.0.1:0', 'port-wrong'],
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
