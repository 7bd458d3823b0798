import type { DeviceTopic, TopicMessage } from '../../shared/contract/topics.ts';
import type { DeviceSetting } from '../../shared/device-setting.ts';
import { deviceIdentity, type DeviceUrl, parseDeviceUrl } from '../../shared/device-url.ts';
import { gramsToMl } from '../../shared/domain/donation/volume.ts';
import type { DeviceResources } from './device-resources.ts';
import { createBloodPressure } from './devices/blood-pressure.ts';
import type { Device, DeviceDeps } from './devices/device.ts';
import { createIdReader } from './devices/id-reader.ts';
import { createPrinter, type Printer, type PrinterLanguage } from './devices/printer.ts';
import { createScale } from './devices/scale.ts';
import { createScanner } from './devices/scanner.ts';
import { type CardDesk, cardToIdentity } from './services/card-desk.ts';
import type { Context } from './services/context.ts';
import { collectionRulesOn } from './services/rules.ts';
import { garbageOf, scanOf } from './services/scan-desk.ts';
import { today } from './services/today.ts';

export interface DeviceWorld {
  readonly ctx: Context;
  /** Tells the machine that the device belongs to. */
  readonly tell: <T extends DeviceTopic>(topic: T, message: TopicMessage<T>) => void;
  readonly deps: DeviceDeps;
  readonly desk: CardDesk;
  readonly resources: DeviceResources;
  /** What a printer speaks whose setting leaves it open. */
  readonly printerLanguage: 'zpl' | 'tspl';
}

export type OpenedDevice =
  | { readonly kind: 'printer'; readonly device: Printer }
  | { readonly kind: 'other'; readonly device: Device };

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The setting's URL; it was checked when it was set. */
export const urlOf = (setting: DeviceSetting): DeviceUrl => {
  const url = parseDeviceUrl(setting.url);
  if (!url.ok) throw new Error(`a device setting holds ${url.error}`);
  return url.value;
};

/** Opens a device for its role and turns what it says into topics. One that is not there costs nobody anything. */
export function openDevice(world: DeviceWorld, id: string, setting: DeviceSetting): OpenedDevice {
  const url = urlOf(setting);
  switch (setting.role) {
    case 'id-reader':
      return { kind: 'other', device: openIdReader(world, url) };
    case 'scanner':
      return { kind: 'other', device: openScanner(world, id, url, setting.options) };
    case 'printer': {
      const kind = setting.options.language ?? world.printerLanguage;
      const language: PrinterLanguage =
        kind === 'zpl' ? { kind } : { kind, statusTable: world.resources.tsplStatus };
      const onState = stateChanged(world);
      return { kind: 'printer', device: createPrinter(world.deps, { url, language }, { onState }) };
    }
    case 'scale':
      return { kind: 'other', device: openScale(world, url, setting.options.format) };
    case 'blood-pressure':
      return { kind: 'other', device: openBloodPressure(world, url) };
  }
}

const stateChanged =
  ({ ctx }: DeviceWorld) =>
  (): void =>
    ctx.publish('changed', { areas: ['devices'] });

function openIdReader(world: DeviceWorld, url: DeviceUrl): Device {
  const { ctx, deps, desk, tell } = world;
  return createIdReader(
    deps,
    { url },
    {
      onState: stateChanged(world),
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
        tell('id-card.read', { cardReadId });
      },
      onRemoved: () => {
        desk.lift();
        tell('id-card.removed', {});
      },
      onProblem: ({ kind }) => tell('id-card.problem', { problem: kind }),
    },
  );
}

function openScanner(
  world: DeviceWorld,
  id: string,
  url: DeviceUrl,
  config: Extract<DeviceSetting, { role: 'scanner' }>['options'],
): Device {
  const { ctx, deps, tell } = world;
  return createScanner(
    deps,
    { url, config },
    {
      onState: stateChanged(world),
      onScan: ({ text }) => tell('scan.received', scanOf(ctx, text, id)),
      onProblem: ({ reason }) => tell('scan.received', garbageOf(ctx, reason, id)),
    },
  );
}

function openScale(world: DeviceWorld, url: DeviceUrl, formatId: string): Device {
  const { ctx, deps, resources, tell } = world;
  const { scaleFormats } = resources;
  // A format of a newer version of this program: the generic one is the best guess, and garbage is said by name.
  const format = scaleFormats.find(({ id }) => id === formatId) ?? scaleFormats[0];
  if (format === undefined) throw new Error('no scale format in resources/devices/scales');
  return createScale(
    deps,
    { url, format },
    {
      onState: stateChanged(world),
      onWeight: ({ grams, isStable, serial, raw, atMs }) => {
        const rules = collectionRulesOn(ctx, today(ctx).date);
        if (!rules.ok) return;
        tell('scale.weighed', {
          grams,
          stable: isStable,
          volumeMl: Math.max(0, gramsToMl(grams, rules.value)),
          device: serial ?? deviceIdentity(url),
          frame: raw,
          atMs,
        });
      },
      onProblem: ({ kind }) => ctx.log.warn('scale.problem', { kind }),
    },
  );
}

function openBloodPressure(world: DeviceWorld, url: DeviceUrl): Device {
  const { ctx, deps, tell } = world;
  return createBloodPressure(
    deps,
    { url },
    {
      onState: stateChanged(world),
      onReading: ({ systolicMmHg, diastolicMmHg, pulsePerMin, rawWithoutId, atMs }) =>
        tell('blood-pressure.measured', {
          ...{ systolicMmHg, diastolicMmHg, pulsePerMin },
          device: deviceIdentity(url),
          frame: rawWithoutId,
          atMs,
        }),
      onProblem: ({ kind }) => ctx.log.warn('blood-pressure.problem', { kind }),
    },
  );
}
