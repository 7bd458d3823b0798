import type { DeviceView, MachineView, SyncStatus } from '../../shared/contract/device.ts';
import type { Sentence } from '../text/index.ts';
import { hearingOf } from './machine-view.ts';

/** How a thing at the foot stands: fine, to be looked at, wrong. */
export type Mark = 'ok' | 'am' | 'bad';

export interface FootItem {
  readonly mark: Mark;
  readonly sentence: Sentence;
}

export function syncItem(status: SyncStatus, nowMs: number): FootItem {
  const pending = status.entriesTotal - status.entriesHeld;
  const values = { pending: { count: pending } };
  if (!status.configured)
    return { mark: 'am', sentence: { key: 'foot.sync.not-configured', values } };
  if (status.state === 'refused')
    return { mark: 'bad', sentence: { key: 'foot.sync.refused', values } };
  if (status.state === 'sending')
    return { mark: 'ok', sentence: { key: 'foot.sync.sending', values } };
  if (status.state === 'offline') {
    if (status.lastContactAtMs === null) {
      return { mark: 'am', sentence: { key: 'foot.sync.offline-never', values } };
    }
    const since = { durationMs: nowMs - status.lastContactAtMs };
    return { mark: 'am', sentence: { key: 'foot.sync.offline', values: { ...values, since } } };
  }
  if (status.setAside.length > 0) {
    const setAside = status.setAside.length;
    return { mark: 'am', sentence: { key: 'foot.sync.set-aside', values: { setAside } } };
  }
  return pending === 0
    ? { mark: 'ok', sentence: { key: 'foot.sync.done' } }
    : { mark: 'am', sentence: { key: 'foot.sync.pending', values } };
}

/** The age of the deferral list against the station's limit; from four fifths of it on it is amber. */
export function deferralListItem(ageMs: number, ageMaxMs: number): FootItem {
  const mark: Mark = ageMs > ageMaxMs ? 'bad' : ageMs > ageMaxMs * 0.8 ? 'am' : 'ok';
  return { mark, sentence: { key: 'foot.deferral-list', values: { age: { durationMs: ageMs } } } };
}

/** The device's own state first: one that is lost is heard by nobody. `nameOf` words a machine. */
export function heardItem(
  device: DeviceView,
  machines: readonly MachineView[],
  nameOf: (machine: MachineView) => string,
): FootItem {
  const item = deviceItem(device);
  const hearing = hearingOf(device, machines);
  if (item.mark !== 'ok' || hearing.kind === 'here') return item;
  if (hearing.kind === 'unassigned') return { ...item, mark: 'am' };
  const name = { keys: [`device.${device.role}` as const] };
  const values = { name, machine: nameOf(hearing.hearer) };
  const mark = hearing.kind === 'elsewhere' ? 'ok' : 'am';
  return { mark, sentence: { key: `foot.device.${hearing.kind}`, values } };
}

/** Said once for all devices that nobody has given to one of the machines; null: there is none. */
export function unassignedItem(
  devices: readonly DeviceView[],
  machines: readonly MachineView[],
): FootItem | null {
  const count = devices.filter(
    (device) => hearingOf(device, machines).kind === 'unassigned',
  ).length;
  if (count === 0) return null;
  return { mark: 'am', sentence: { key: 'foot.device.unassigned', values: { count } } };
}

export function deviceItem(device: DeviceView): FootItem {
  const name = { keys: [`device.${device.role}` as const] };
  if (device.url === null)
    return { mark: 'am', sentence: { key: 'foot.device.none', values: { name } } };
  switch (device.state) {
    case 'ready':
    case 'busy':
      return { mark: 'ok', sentence: { key: `device.${device.role}` } };
    case 'opening':
      return { mark: 'am', sentence: { key: 'foot.device.opening', values: { name } } };
    case 'absent':
    case 'lost':
      return { mark: 'bad', sentence: { key: 'foot.device.lost', values: { name } } };
  }
}
