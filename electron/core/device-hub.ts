import type { DeviceRole, DeviceView } from '../../shared/contract/device.ts';
import { collectionRulesOn } from './services/rules.ts';
import { gramsToMl } from '../../shared/domain/donation/volume.ts';
import { formatDeviceUrl, type DeviceUrl } from '../../shared/device-url.ts';
import { createBloodPressure } from './devices/blood-pressure.ts';
import type { Device, DeviceDeps, DeviceState } from './devices/device.ts';
import { createIdReader } from './devices/id-reader.ts';
import { createPrinter, type Printer } from './devices/printer.ts';
import { createScale } from './devices/scale.ts';
import { createScanner } from './devices/scanner.ts';
import { type CardDesk, cardToIdentity } from './services/card-desk.ts';
import type { Context } from './services/context.ts';
import { publishGarbage, publishScan } from './services/scan-desk.ts';
import { today } from './services/today.ts';

export type DeviceUrls = Readonly<Record<DeviceRole, DeviceUrl | null>>;

export interface DeviceHub {
  readonly printer: Printer;
  readonly views: () => readonly DeviceView[];
  readonly close: () => Promise<void>;
}

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Opens every configured device and turns what it says into topics. A device that is not there costs nobody anything. */
export function openDevices(
  ctx: Context,
  deps: DeviceDeps,
  urls: DeviceUrls,
  desk: CardDesk,
): DeviceHub {
  const onState = (): void => ctx.publish('changed', { areas: ['devices'] });

  const idReader = createIdReader(
    deps,
    { url: urls['id-reader'] },
    {
      onState,
      onCard: ({ card, photo, text, samId }) => {
        const cardReadId = ctx.random.uuid();
        desk.put({
          cardReadId,
          identity: cardToIdentity(card),
          source: {
            kind: 'card',
            samId,
            textBase64: toBase64(text),
            photoBase64: toBase64(photo),
          },
        });
        ctx.publish('id-card.read', { cardReadId });
      },
      onProblem: ({ kind }) => ctx.publish('id-card.problem', { problem: kind }),
    },
  );
  const scanner = createScanner(
    deps,
    { url: urls.scanner },
    {
      onState,
      onScan: ({ text }) => publishScan(ctx, text),
      onProblem: ({ reason }) => publishGarbage(ctx, reason),
    },
  );
  const printer = createPrinter(deps, { url: urls.printer }, { onState });
  const scale = createScale(
    deps,
    { url: urls.scale },
    {
      onState,
      onWeight: ({ grams, isStable, raw }) => {
        const rules = collectionRulesOn(ctx, today(ctx).date);
        if (!rules.ok) return;
        ctx.publish('scale.weighed', {
          grams,
          stable: isStable,
          volumeMl: Math.max(0, gramsToMl(grams, rules.value)),
          frame: raw,
        });
      },
      onProblem: ({ kind }) => ctx.log.warn('scale.problem', { kind }),
    },
  );
  const bloodPressure = createBloodPressure(
    deps,
    { url: urls['blood-pressure'] },
    {
      onState,
      onReading: ({ systolicMmHg, diastolicMmHg, pulsePerMin, rawWithoutId }) =>
        ctx.publish('blood-pressure.measured', {
          ...{ systolicMmHg, diastolicMmHg, pulsePerMin },
          // A port's name is no identity: it is another one after the next replugging.
          device: 'blood-pressure',
          frame: rawWithoutId,
        }),
      onProblem: ({ kind }) => ctx.log.warn('blood-pressure.problem', { kind }),
    },
  );

  const devices: Readonly<Record<DeviceRole, Device>> = {
    'id-reader': idReader,
    scanner,
    printer,
    scale,
    'blood-pressure': bloodPressure,
  };
  const roles = Object.keys(devices) as DeviceRole[]; // The keys of a Record by DeviceRole are DeviceRoles.
  return {
    printer,
    views: () => roles.map((role) => viewOf(role, urls[role], devices[role].state())),
    close: async () => {
      await Promise.all(roles.map((role) => devices[role].close()));
    },
  };
}

const urlText = (url: DeviceUrl | null): string | null => (url ? formatDeviceUrl(url) : null);

const viewOf = (role: DeviceRole, url: DeviceUrl | null, state: DeviceState): DeviceView => ({
  role,
  url: urlText(url),
  state: state.kind,
  reason: 'reason' in state ? state.reason : null,
});
