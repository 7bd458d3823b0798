import { z } from 'zod';
import { parseDeviceUrl } from './device-url.ts';

export const deviceRoles = ['id-reader', 'scanner', 'printer', 'scale', 'blood-pressure'] as const;
export const deviceRole = z.enum(deviceRoles);
export type DeviceRole = z.infer<typeof deviceRole>;

/** Readers leave the factory at 115200 baud, the other devices at 9600. */
export const usualBaud = (role: DeviceRole): number => (role === 'id-reader' ? 115_200 : 9600);

/** A device URL as `shared/device-url.ts` reads it. */
const url = z
  .string()
  .max(512)
  .refine((text) => parseDeviceUrl(text).ok, 'not a device URL');

// A scanner may be set to put anything before and behind a code but what ends it.
const affix = z.string().regex(/^[\x01-\x08\x0b\x0c\x0e-\x7e]{0,8}$/u);

export const scannerOptions = z.strictObject({
  /** `any` takes CR, LF and CRLF; `none` waits for silence. */
  suffix: z.enum(['any', 'cr', 'lf', 'crlf', 'tab', 'none']),
  prefix: affix,
  tail: affix,
});
export type ScannerOptions = Readonly<z.infer<typeof scannerOptions>>;

/** Null: as the command line has it. */
export const printerOptions = z.strictObject({
  language: z.enum(['zpl', 'tspl']).nullable(),
  dpi: z.union([z.literal(203), z.literal(300), z.literal(600)]).nullable(),
});
export type PrinterOptions = Readonly<z.infer<typeof printerOptions>>;

/** `format`: the id of a file in resources/devices/scales. */
export const scaleOptions = z.strictObject({ format: z.string().max(40) });
export type ScaleOptions = Readonly<z.infer<typeof scaleOptions>>;

/** What a device is for, where it is, and how it speaks. */
export const deviceSetting = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('id-reader'), url }),
  z.strictObject({ role: z.literal('scanner'), url, options: scannerOptions }),
  z.strictObject({ role: z.literal('printer'), url, options: printerOptions }),
  z.strictObject({ role: z.literal('scale'), url, options: scaleOptions }),
  z.strictObject({ role: z.literal('blood-pressure'), url }),
]);
export type DeviceSetting = Readonly<z.infer<typeof deviceSetting>>;

/** A setting with everything as it usually is. */
export const usualSetting = (role: DeviceRole, deviceUrl: string): DeviceSetting => {
  switch (role) {
    case 'id-reader':
    case 'blood-pressure':
      return { role, url: deviceUrl };
    case 'scanner':
      return { role, url: deviceUrl, options: { suffix: 'any', prefix: '', tail: '' } };
    case 'printer':
      return { role, url: deviceUrl, options: { language: null, dpi: null } };
    case 'scale':
      return { role, url: deviceUrl, options: { format: 'generic' } };
  }
};

/** How a keyboard-wedge scanner is told from fingers. */
export const keyboardScanner = z.strictObject({
  /** Printable characters that the scanner is set to put before every code; '' when none. */
  prefix: z.string().regex(/^[\x21-\x7e]{0,4}$/u),
  /** Longest pause between two keys of one code. */
  gapMaxMs: z.int().min(10).max(120),
});
export type KeyboardScanner = Readonly<z.infer<typeof keyboardScanner>>;

export const usualKeyboardScanner: KeyboardScanner = { prefix: '', gapMaxMs: 35 };

export const DEVICES_MAX = 12;
export const MACHINE_NAMES_MAX = 16;
export const SERVES_MAX = 24;

/** A machine of the vehicle, told from the others by nothing that could be used in its place. */
export const machineKey = z.string().regex(/^[0-9a-f]{12}$/u);
/** What the people on the vehicle call a machine: the table it stands on. */
export const machineName = z.string().regex(/^(?! )[^\p{C}]{1,16}(?<! )$/u);

/** What this laptop remembers of its devices. */
export const deviceSettings = z.strictObject({
  version: z.literal(1),
  devices: z.array(z.strictObject({ id: z.uuid(), setting: deviceSetting })).max(DEVICES_MAX),
  keyboard: keyboardScanner,
  machines: z
    .array(z.strictObject({ key: machineKey, name: machineName }))
    .max(MACHINE_NAMES_MAX)
    .default([]),
  /** Which machine alone hears a device, by the device's identity: also one that the command line names. */
  serves: z
    .array(z.strictObject({ device: z.string().max(512), machine: machineKey }))
    .max(SERVES_MAX)
    .default([]),
});
export type DeviceSettings = Readonly<z.infer<typeof deviceSettings>>;

export const noDeviceSettings: DeviceSettings = {
  version: 1,
  devices: [],
  keyboard: usualKeyboardScanner,
  machines: [],
  serves: [],
};
