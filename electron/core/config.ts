import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type DeviceRole, deviceRoles, usualBaud } from '../../shared/device-setting.ts';
import { formatDeviceUrl, parseDeviceUrl } from '../../shared/device-url.ts';
import type { Dpi } from '../../shared/label/dots.ts';
import { type VehicleId, vehicleId } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { readEnrolCode } from '../../shared/sync/enrolment.ts';
import { appVersion } from './app-version.ts';
import { checkProxy } from './proxy.ts';
import { checkStationUrl, keptStation, stationUrlSentences } from './station-address.ts';

export interface CoreConfig {
  readonly appVersion: string;
  readonly dataFolder: string;
  readonly resourcesFolder: string;
  readonly vehicle: VehicleId;
  readonly demo: boolean;
  /** Screens turned to donors are the nurse's again: for the vehicle whose only machine is turned and whose PIN is forgotten. */
  readonly takeBackScreens: boolean;
  readonly simulatorsUrl: string | null;
  readonly labelDpi: Dpi;
  /** What a label printer speaks whose own setting leaves it open. */
  readonly printerLanguage: 'zpl' | 'tspl';
  /** `isFixed`: the command line or config.json names it, and no screen changes it. */
  readonly station: { readonly url: string; readonly isFixed: boolean } | undefined;
  /** Used when the station does not know this laptop yet. */
  readonly enrolCode: string | undefined;
  readonly allowPlainHttp: boolean;
  /** The way to the station: `http://host:port`, `none`; undefined: as the environment says. */
  readonly proxy: string | undefined;
  /** Devices named here are used whatever the page's settings say. Only scanners may be several. */
  readonly devices: readonly GivenDevice[];
}

export interface GivenDevice {
  readonly role: DeviceRole;
  /** As `parseDeviceUrl` reads it. */
  readonly url: string;
}

/** Options the command line and `config.json` in the data folder share; the command line wins. */
export const coreOptions = {
  data: { type: 'string' },
  vehicle: { type: 'string' },
  station: { type: 'string' },
  enrol: { type: 'string' },
  'allow-plain-http': { type: 'boolean' },
  proxy: { type: 'string' },
  'id-reader': { type: 'string' },
  scanner: { type: 'string', multiple: true },
  printer: { type: 'string' },
  scale: { type: 'string' },
  bp: { type: 'string' },
  dpi: { type: 'string' },
  'printer-language': { type: 'string' },
  'simulators-url': { type: 'string' },
  'take-back-screens': { type: 'boolean' },
  demo: { type: 'boolean' },
} as const;

const fileSchema = z.strictObject({
  vehicle: z.string().optional(),
  station: z.string().optional(),
  'allow-plain-http': z.boolean().optional(),
  proxy: z.string().optional(),
  'id-reader': z.string().optional(),
  scanner: z.union([z.string(), z.array(z.string()).max(4)]).optional(),
  printer: z.string().optional(),
  scale: z.string().optional(),
  bp: z.string().optional(),
  dpi: z.string().optional(),
  'printer-language': z.string().optional(),
});

const deviceOptions = {
  'id-reader': 'id-reader',
  scanner: 'scanner',
  printer: 'printer',
  scale: 'scale',
  'blood-pressure': 'bp',
} as const satisfies Record<DeviceRole, keyof typeof coreOptions>;

/** Where data lives unless `--data` says otherwise: the user's own application data. */
export function defaultDataFolder(): string {
  const home = homedir();
  if (process.platform === 'win32') {
    return join(process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Bloodmobile');
  }
  if (process.platform === 'darwin') {
    return join(home, 'Library', 'Application Support', 'Bloodmobile');
  }
  return join(process.env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'bloodmobile');
}

function readConfigFile(dataFolder: string): Result<z.infer<typeof fileSchema>, string> {
  const path = join(dataFolder, 'config.json');
  if (!existsSync(path)) return ok({});
  try {
    const read = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return read.success ? ok(read.data) : err(`${path}: ${z.prettifyError(read.error)}`);
  } catch {
    return err(`${path} is not JSON. Mend or remove it, then start again.`);
  }
}

/** Reads the command line and the data folder's `config.json`. A refusal is a sentence that says what to do. */
export function readCoreConfig(
  args: readonly string[],
  resourcesFolder: string,
): Result<CoreConfig, string> {
  const { values } = parseArgs({ args: [...args], options: coreOptions, strict: false });
  const text = (name: keyof typeof coreOptions): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  // An empty name would be the folder the program was started in: a script whose variable was not set.
  if (text('data')?.trim() === '') return err('--data: name a folder.');
  const dataFolder = resolve(text('data') ?? defaultDataFolder());
  const file = readConfigFile(dataFolder);
  if (!file.ok) return file;
  const option = (
    name: Exclude<keyof z.infer<typeof fileSchema>, 'scanner' | 'allow-plain-http'>,
  ) => text(name) ?? file.value[name];

  const devices: GivenDevice[] = [];
  for (const role of deviceRoles) {
    const name = deviceOptions[role];
    const given = name === 'scanner' ? (values[name] ?? file.value[name]) : option(name);
    for (const each of [given ?? []].flat()) {
      const url = parseDeviceUrl(String(each), usualBaud(role));
      if (!url.ok) {
        return err(
          `--${name} ${each}: ${url.error}. Write serial:/dev/ttyUSB0?baud=9600, serial:COM7?baud=115200, serial:usb-1a86-7523?serial=A1B2, usb:0a5f-0166, spool:Zebra or tcp://192.168.1.9:9100.`,
        );
      }
      devices.push({ role, url: formatDeviceUrl(url.value) });
    }
  }

  const vehicle = vehicleId.safeParse(option('vehicle') ?? 'vehicle-1');
  if (!vehicle.success) return err('--vehicle: letters, digits, dot, dash and underscore only.');
  const dpi = option('dpi') ?? '203';
  if (dpi !== '203' && dpi !== '300' && dpi !== '600') return err('--dpi: 203, 300 or 600.');
  const printerLanguage = option('printer-language') ?? 'zpl';
  if (printerLanguage !== 'zpl' && printerLanguage !== 'tspl') {
    return err('--printer-language: zpl or tspl.');
  }
  const allowPlainHttp =
    values['allow-plain-http'] === true || file.value['allow-plain-http'] === true;
  const named = option('station');
  if (named !== undefined) {
    const address = checkStationUrl(named, allowPlainHttp);
    if (!address.ok) return err(`--station ${named}: ${stationUrlSentences[address.error]}`);
  }
  const proxy = option('proxy');
  if (proxy !== undefined) {
    const address = checkProxy(proxy);
    if (!address.ok) return err(`--proxy ${proxy}: ${address.error}`);
  }
  const enrolCode = text('enrol');
  if (enrolCode !== undefined && !readEnrolCode(enrolCode).ok) {
    return err('--enrol: ten letters and digits, as the station shows them (Q7X2M-4KD0R).');
  }
  const kept = named === undefined ? keptStation(dataFolder) : undefined;
  return ok({
    appVersion,
    dataFolder,
    resourcesFolder,
    vehicle: vehicle.data,
    demo: values.demo === true,
    takeBackScreens: values['take-back-screens'] === true,
    simulatorsUrl: text('simulators-url') ?? null,
    labelDpi: dpi === '203' ? 203 : dpi === '300' ? 300 : 600,
    printerLanguage,
    station:
      named === undefined
        ? kept === undefined
          ? undefined
          : { url: kept, isFixed: false }
        : { url: named, isFixed: true },
    enrolCode,
    allowPlainHttp,
    proxy,
    devices,
  });
}
