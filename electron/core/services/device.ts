import { printerTrouble } from '../../../shared/codec/printer-status.ts';
import type {
  DeviceView,
  MachineView,
  PluggedView,
  SearchView,
  TrafficView,
} from '../../../shared/contract/device.ts';
import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import type { DeviceSetting, KeyboardScanner } from '../../../shared/device-setting.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Printer } from '../devices/printer.ts';
import type { Sync } from '../sync/sync.ts';
import type { AllHandlers, Context } from './context.ts';
import { printTestLabel } from './label-loose.ts';
import type { PrintQueue } from './print-queue.ts';
import { meaningOf } from './scan-desk.ts';

type SettingRefusal = 'device-unknown' | 'device-given' | 'device-used-already' | 'too-many';
type MachineRefusal = 'device-unknown' | 'machine-unknown' | 'too-many-machines';

/** The devices as the page sets them up; the hub of the core is one. */
export interface DeviceDesk {
  /** The label printer in use, whichever it is at the moment. */
  readonly printer: Printer;
  readonly printerLanguage: () => 'zpl' | 'tspl';
  readonly views: () => readonly DeviceView[];
  /** `asking`: the machine that asks, as its host names it. */
  readonly machines: (asking: string) => readonly MachineView[];
  /** Gives a device to a machine alone, or with null back to the one it is plugged into. */
  readonly serve: (id: string, machine: string | null) => Result<void, MachineRefusal>;
  readonly nameMachine: (machine: string, name: string | null) => Result<void, MachineRefusal>;
  readonly keyboard: () => KeyboardScanner;
  readonly setKeyboard: (keyboard: KeyboardScanner) => void;
  readonly scaleFormats: () => readonly { id: string; name: { zh: string; en: string } }[];
  /** `replaces`: the device whose setting this is from now on; null: one more. */
  readonly assign: (
    setting: DeviceSetting,
    replaces: string | null,
  ) => Promise<Result<string, SettingRefusal>>;
  readonly forget: (id: string) => Promise<Result<void, SettingRefusal>>;
  readonly traffic: (id: string) => readonly TrafficView[] | null;
  readonly plugged: () => Promise<readonly PluggedView[]>;
  readonly find: (role: 'id-reader' | 'scanner') => Promise<void>;
  readonly search: () => SearchView | null;
  readonly stopSearch: () => Promise<void>;
}

const refusalOf = (reason: SettingRefusal): Refusal => {
  switch (reason) {
    case 'device-unknown':
      return refused('device-unknown');
    case 'device-given':
      return refused('device-given');
    case 'device-used-already':
      return refused('device-used-already');
    case 'too-many':
      return refused('too-many-devices');
  }
};

const answered = (done: Result<void, MachineRefusal>): Result<Record<string, never>, Refusal> =>
  done.ok ? ok({}) : err(refused(done.error));

/** How the printer stands: a silent one may print all the same. */
async function askPrinter(printer: Printer): Promise<{ answers: boolean; trouble: string | null }> {
  const status = await printer.status();
  if (status.ok) return { answers: true, trouble: printerTrouble(status.value) };
  return {
    answers: false,
    trouble: status.error.reason === 'no-reply' ? null : status.error.reason,
  };
}

export const deviceHandlers = (
  ctx: Context,
  desk: DeviceDesk,
  sync: Sync,
  prints: Pick<PrintQueue, 'printLoose'>,
): Pick<
  AllHandlers,
  Extract<keyof AllHandlers, `device.${string}`> | 'scan.identify' | 'sync.status' | 'sync.now'
> => ({
  'device.list': (_db, _input, { machine }) =>
    ok({
      devices: [...desk.views()],
      machines: [...desk.machines(machine)],
      keyboard: desk.keyboard(),
      scaleFormats: [...desk.scaleFormats()],
    }),
  'device.plugged': async () => ok({ plugged: [...(await desk.plugged())] }),
  'device.assign': async ({ setting, replaces }) => {
    const { role } = setting;
    const known = desk.scaleFormats();
    if (role === 'scale' && !known.some(({ id }) => id === setting.options.format)) {
      return err(refused('device-unknown'));
    }
    const id = await desk.assign(setting, replaces);
    return id.ok ? ok({ id: id.value }) : err(refusalOf(id.error));
  },
  'device.forget': async ({ id }) => {
    const forgotten = await desk.forget(id);
    return forgotten.ok ? ok({}) : err(refusalOf(forgotten.error));
  },
  'device.serve': async ({ id, machine }) => answered(desk.serve(id, machine)),
  'device.name-machine': async ({ machine, name }) => answered(desk.nameMachine(machine, name)),
  'device.set-keyboard': async ({ keyboard }) => {
    desk.setKeyboard(keyboard);
    return ok({});
  },
  'device.traffic': (_db, { id }) => {
    const entries = desk.traffic(id);
    return entries === null ? err(refused('device-unknown')) : ok({ entries: [...entries] });
  },
  'device.find': async ({ role }) => {
    await desk.find(role);
    return ok({});
  },
  'device.search': () => ok({ search: desk.search() }),
  'device.stop-search': async () => {
    await desk.stopSearch();
    return ok({});
  },
  'device.ask-printer': async () => ok(await askPrinter(desk.printer)),
  'device.test-print': async () => {
    const printed = await printTestLabel(ctx, prints);
    if (!printed.ok && printed.error.reason !== 'print-failed') return printed;
    return ok(
      printed.ok
        ? { sent: true, trouble: null, code: printed.value.code }
        : { sent: false, trouble: String(printed.error.details['problem']), code: null },
    );
  },
  'scan.identify': (db, { raw }) => ok({ meaning: meaningOf(ctx, db, raw) }),
  'sync.status': () => ok(sync.status()),
  'sync.now': async () => {
    if (!sync.status().configured) return err(refused('station-not-configured'));
    return ok(await sync.now());
  },
});
