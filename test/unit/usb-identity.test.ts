import { describe, expect, it } from 'vitest';
import { printerInterface } from '../../electron/core/devices/ports/usb-printer-interface.ts';
import { identityToKeep, matchUsb, type UsbIdentity } from '../../shared/usb-identity.ts';

const cable = (serial: string | null, place: string) => ({
  path: `at ${place}`,
  usb: { vendor: '1a86', product: '7523', serial, place } satisfies UsbIdentity,
});

describe('a USB device', () => {
  it('with a serial number is found in whatever socket it is', () => {
    const wanted = { ...cable('A1', '1-1').usb, place: null };
    const match = matchUsb(wanted, [cable('B2', '1-1'), cable('A1', '2-3')]);
    expect(match).toMatchObject({ kind: 'one', found: { path: 'at 2-3' } });
    expect(matchUsb(wanted, [cable('B2', '1-1')])).toEqual({ kind: 'none' });
  });

  it('without a serial number is the one in its socket, and no other of its kind', () => {
    const wanted = cable(null, '1-2').usb;
    expect(matchUsb(wanted, [cable(null, '1-1'), cable(null, '1-2')])).toMatchObject({
      found: { path: 'at 1-2' },
    });
    expect(matchUsb(wanted, [cable(null, '1-1')])).toEqual({ kind: 'none' });
  });

  it('that cannot be told from another is not guessed', () => {
    const wanted = { vendor: '1a86', product: '7523', serial: null, place: null };
    expect(matchUsb(wanted, [cable(null, '1-1'), cable(null, '1-2')])).toEqual({ kind: 'several' });
    expect(matchUsb(wanted, [cable(null, '1-1')])).toMatchObject({ kind: 'one' });
  });

  it('is remembered with its socket only when its serial number is not its own', () => {
    const twins = [cable('0001', '1-1'), cable('0001', '1-2'), cable('A1', '1-3')];
    const [first, , third] = twins.map(({ usb }) => usb);
    if (first === undefined || third === undefined) throw new Error('no twins');
    expect(identityToKeep(third, twins)).toEqual({ ...third, place: null });
    const kept = identityToKeep(first, twins);
    expect(kept.place).toBe('1-1');
    expect(matchUsb(kept, twins)).toMatchObject({ found: { path: 'at 1-1' } });
  });
});

describe('the interface of a USB printer', () => {
  const endpoint = (endpointNumber: number, direction: 'in' | 'out') => ({
    ...{ endpointNumber, direction, type: 'bulk' },
  });
  const alternate = (interfaceClass: number, interfaceProtocol: number, both = true) => ({
    ...{ alternateSetting: interfaceProtocol - 1, interfaceClass, interfaceProtocol },
    endpoints: both ? [endpoint(2, 'in'), endpoint(1, 'out')] : [endpoint(1, 'out')],
  });

  it('is the two-way one of class 7', () => {
    const alternates = [alternate(7, 1, false), alternate(7, 2), alternate(7, 3)];
    const interfaces = [
      { interfaceNumber: 0, alternates: [alternate(3, 1)] },
      { interfaceNumber: 1, alternates },
    ];
    expect(printerInterface({ interfaces })).toEqual({
      ...{ interfaceNumber: 1, alternateSetting: 1, outEndpoint: 1, inEndpoint: 2 },
    });
  });

  it('may be one-way; a device without one is no printer', () => {
    const oneWay = { interfaceNumber: 0, alternates: [alternate(7, 1, false)] };
    expect(printerInterface({ interfaces: [oneWay] })).toMatchObject({ inEndpoint: null });
    const keyboard = { interfaceNumber: 0, alternates: [alternate(3, 1)] };
    expect(printerInterface({ interfaces: [keyboard] })).toBeNull();
    expect(printerInterface(null)).toBeNull();
  });
});
