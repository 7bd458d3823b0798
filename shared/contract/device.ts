import { z } from 'zod';
import { setAsideReason } from '../sync/station-api.ts';
import { action, query } from './define.ts';

const nothing = z.strictObject({});

export const deviceRoles = ['id-reader', 'scanner', 'printer', 'scale', 'blood-pressure'] as const;
export const deviceRole = z.enum(deviceRoles);
export type DeviceRole = z.infer<typeof deviceRole>;

export const deviceView = z.strictObject({
  role: deviceRole,
  /** The configured device URL; null: none, the screen offers the way by hand. */
  url: z.string().nullable(),
  state: z.enum(['absent', 'opening', 'ready', 'busy', 'lost']),
  /** Why it is lost, as a key of the page's texts. */
  reason: z.string().nullable(),
});
export type DeviceView = Readonly<z.infer<typeof deviceView>>;

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
});
export type SyncStatus = Readonly<z.infer<typeof syncStatus>>;

export const deviceCalls = {
  'device.list': query(nothing, z.strictObject({ devices: z.array(deviceView) })),
  'sync.status': query(nothing, syncStatus),
  /** Sends what is pending and fetches what is newer, now; returns how it ended. Offline is not an error. */
  'sync.now': action([], nothing, syncStatus),
};
