import type { PluggedView } from '../../shared/contract/device.ts';
import { type DeviceUrl, formatDeviceUrl } from '../../shared/device-url.ts';
import type { Plugged } from '../../shared/plugged.ts';
import { identityToKeep, matchUsb } from '../../shared/usb-identity.ts';

/** The URL under which a thing is remembered: its identity where it has one. */
export function urlToKeep(each: Plugged, all: readonly Plugged[], baud: number): DeviceUrl {
  switch (each.kind) {
    case 'serial': {
      if (each.usb === null) return { kind: 'serial', path: each.path, baud };
      const serials = all.filter((other) => other.kind === 'serial');
      return { kind: 'usb-serial', usb: identityToKeep(each.usb, serials), baud };
    }
    case 'usb-printer': {
      const printers = all.filter((other) => other.kind === 'usb-printer');
      return { kind: 'usb-printer', usb: identityToKeep(each.usb, printers) };
    }
    case 'spool':
      return { kind: 'spool', queue: each.queue };
  }
}

/** Whether a device's URL means this thing. */
export function isMeant(url: DeviceUrl, each: Plugged, all: readonly Plugged[]): boolean {
  switch (each.kind) {
    case 'serial': {
      if (url.kind === 'serial') return url.path === each.path;
      if (url.kind !== 'usb-serial') return false;
      const match = matchUsb(
        url.usb,
        all.filter((other) => other.kind === 'serial'),
      );
      return match.kind === 'one' && match.found.path === each.path;
    }
    case 'usb-printer': {
      if (url.kind !== 'usb-printer') return false;
      const match = matchUsb(
        url.usb,
        all.filter((other) => other.kind === 'usb-printer'),
      );
      return match.kind === 'one' && match.found === each;
    }
    case 'spool':
      return url.kind === 'spool' && url.queue === each.queue;
  }
}

const SERIAL_BAUD = 9600;

const whereOf = (each: Plugged): string => {
  if (each.kind === 'serial') return each.path;
  return each.kind === 'spool' ? each.queue : `${each.usb.vendor}:${each.usb.product}`;
};

/** Everything plugged in, and which device in use it is. */
export const pluggedViews = (
  all: readonly Plugged[],
  used: readonly { readonly id: string; readonly url: DeviceUrl }[],
): readonly PluggedView[] =>
  all.map((each) => ({
    kind: each.kind,
    name: each.kind === 'spool' ? null : each.name,
    where: whereOf(each),
    url: formatDeviceUrl(urlToKeep(each, all, SERIAL_BAUD)),
    usedBy: used.find(({ url }) => isMeant(url, each, all))?.id ?? null,
  }));
