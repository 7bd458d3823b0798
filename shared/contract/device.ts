import { z } from 'zod';
import { textSchema } from '../domain/screening/vocabulary-schema.ts';
import {
  deviceRole,
  deviceSetting,
  keyboardScanner,
  machineKey,
  machineName,
  scannerOptions,
} from '../device-setting.ts';
import { setAsideReason } from '../sync/station-api.ts';
import { resolutionDecision } from '../sync/verdicts.ts';
import { action, query } from './define.ts';
import { scanMeaning } from './topics.ts';

const nothing = z.strictObject({});
const deviceId = z.string().min(1).max(64);

export const deviceView = z.strictObject({
  id: deviceId,
  role: deviceRole,
  /** The device URL; null: none, the screen offers the way by hand. */
  url: z.string().nullable(),
  setting: deviceSetting.nullable(),
  /** `given`: by the command line or config.json, which win; `chosen`: on the page, and changed there. */
  from: z.enum(['given', 'chosen']).nullable(),
  state: z.enum(['absent', 'opening', 'ready', 'busy', 'lost']),
  /** Why it is not there, as a key of the page's texts; `overruled`: the command line names another. */
  reason: z.string().nullable(),
  /** The machine it was set to serve; a printer serves all, whatever is set. */
  machine: machineKey.nullable(),
  /** The one machine that hears it now; null: a printer, or no machine is there. */
  heardBy: machineKey.nullable(),
});
export type DeviceView = Readonly<z.infer<typeof deviceView>>;

/** A machine that is there, has a name, or is served by a device. */
export const machineView = z.strictObject({
  key: machineKey,
  name: machineName.nullable(),
  /** On the laptop that the devices are plugged into. */
  isHere: z.boolean(),
  isThere: z.boolean(),
  /** The one that asks. */
  isThis: z.boolean(),
});
export type MachineView = Readonly<z.infer<typeof machineView>>;

export const pluggedView = z.strictObject({
  kind: z.enum(['serial', 'usb-printer', 'spool']),
  /** What the maker calls it. */
  name: z.string().nullable(),
  /** What this machine calls it now: `/dev/ttyUSB0`, `COM7`, a queue. */
  where: z.string(),
  /** What it is remembered by. */
  url: z.string(),
  /** The device that it is, null when it is not in use. */
  usedBy: deviceId.nullable(),
});
export type PluggedView = Readonly<z.infer<typeof pluggedView>>;

export const searchView = z.strictObject({
  role: z.enum(['id-reader', 'scanner']),
  phase: z.enum(['quiet', 'asking', 'found', 'nothing']),
  ports: z.array(
    z.strictObject({
      path: z.string(),
      name: z.string().nullable(),
      baud: z.int(),
      state: z.enum(['trying', 'noise', 'chatters', 'in-use', 'silent', 'answered']),
    }),
  ),
  found: z
    .strictObject({
      url: z.string(),
      path: z.string(),
      suffix: scannerOptions.shape.suffix.nullable(),
      /** What was scanned; a document's number is not shown. */
      heard: z.string().nullable(),
    })
    .nullable(),
});
export type SearchView = Readonly<z.infer<typeof searchView>>;

/** Bytes that passed, as a person may see them: nothing of a card, no document number. */
export const trafficEntry = z.strictObject({
  atMs: z.int(),
  direction: z.enum(['in', 'out']),
  lengthBytes: z.int(),
  hex: z.string().nullable(),
  text: z.string().nullable(),
});
export type TrafficView = Readonly<z.infer<typeof trafficEntry>>;

export const syncStatus = z.strictObject({
  configured: z.boolean(),
  state: z.enum(['idle', 'sending', 'offline', 'refused']),
  /** Key of the sentence that says what happened last; null: nothing wrong. */
  problem: z.string().nullable(),
  entriesTotal: z.int(),
  entriesHeld: z.int(),
  bytesSent: z.int(),
  lastContactAtMs: z.int().nullable(),
  setAside: z.array(
    z.strictObject({ seq: z.int(), reason: setAsideReason, subject: z.string().nullable() }),
  ),
  /** Units that must not be released: packed apart until a person at the station has looked. */
  holds: z.array(
    z.strictObject({
      donationId: z.string(),
      din: z.string(),
      /** Where it is packed; null: in no box. */
      box: z.string().nullable(),
      reasons: z.array(setAsideReason),
      /** The donation it is at odds with. */
      other: z.strictObject({ vehicle: z.string(), preparedAtMs: z.int() }).nullable(),
    }),
  ),
  /** What a person at the station decided, newest first. */
  settled: z.array(
    z.strictObject({
      seq: z.int(),
      reason: setAsideReason,
      decision: resolutionDecision,
      why: z.string(),
      atMs: z.int(),
    }),
  ),
});
export type SyncStatus = Readonly<z.infer<typeof syncStatus>>;

const whoSetsUp = ['administrator', 'leader'] as const;

export const deviceCalls = {
  /** What is assigned to which role, and how it stands; a role without a device has one line. */
  'device.list': query(
    nothing,
    z.strictObject({
      devices: z.array(deviceView),
      machines: z.array(machineView),
      keyboard: keyboardScanner,
      scaleFormats: z.array(z.strictObject({ id: z.string(), name: textSchema })),
    }),
  ),
  /** What is plugged into this machine: serial ports, printers on the USB printer class, print queues. */
  'device.plugged': action([], nothing, z.strictObject({ plugged: z.array(pluggedView) })),
  /** From now on, without a restart. `replaces`: the device whose setting this is; null: a new one, or the role's only one. */
  'device.assign': action(
    whoSetsUp,
    z.strictObject({ setting: deviceSetting, replaces: deviceId.nullable() }),
    z.strictObject({ id: deviceId }),
  ),
  'device.forget': action(whoSetsUp, z.strictObject({ id: deviceId }), nothing),
  /** From now on what this device says is told to that machine alone; null: to the one it is plugged into. A printer is `device-unknown`. */
  'device.serve': action(
    whoSetsUp,
    z.strictObject({ id: deviceId, machine: machineKey.nullable() }),
    nothing,
  ),
  /** Null takes the name away, and with it a machine that is not there and that nothing serves. */
  'device.name-machine': action(
    whoSetsUp,
    z.strictObject({ machine: machineKey, name: machineName.nullable() }),
    nothing,
  ),
  'device.set-keyboard': action(whoSetsUp, z.strictObject({ keyboard: keyboardScanner }), nothing),
  /** The last messages of a device, newest last. */
  'device.traffic': query(
    z.strictObject({ id: deviceId }),
    z.strictObject({ entries: z.array(trafficEntry) }),
    whoSetsUp,
  ),
  /** Looks on the free serial ports for a card reader or a scanner, for a bounded time; `device.search` says how it goes. */
  'device.find': action(
    whoSetsUp,
    z.strictObject({ role: z.enum(['id-reader', 'scanner']) }),
    nothing,
  ),
  'device.search': query(nothing, z.strictObject({ search: searchView.nullable() })),
  'device.stop-search': action(whoSetsUp, nothing, nothing),
  /** Asks the label printer how it stands; `trouble` null: it can print, or never answers (`answers` false). */
  'device.ask-printer': action(
    [],
    nothing,
    z.strictObject({ answers: z.boolean(), trouble: z.string().nullable() }),
  ),
  /** Prints a label that is no donation's. `sent`: the bytes left this machine; `code` is what scanning it says. */
  'device.test-print': action(
    whoSetsUp,
    nothing,
    z.strictObject({
      sent: z.boolean(),
      trouble: z.string().nullable(),
      code: z.string().nullable(),
    }),
  ),
  /** What a text means that a keyboard scanner typed into the page: the same as from a scanner on a cable. */
  'scan.identify': query(
    z.strictObject({ raw: z.string().min(1).max(512) }),
    z.strictObject({ meaning: scanMeaning }),
  ),
  'sync.status': query(nothing, syncStatus),
  /** Sends what is pending and fetches what is newer, now; returns how it ended. Offline is not an error. */
  'sync.now': action([], nothing, syncStatus),
};
