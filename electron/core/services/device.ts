import type { DeviceView } from '../../../shared/contract/device.ts';
import { refused } from '../../../shared/contract/refusals.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Sync } from '../sync/sync.ts';
import type { AllHandlers } from './context.ts';

export interface DeviceList {
  readonly views: () => readonly DeviceView[];
}

export const deviceHandlers = (
  devices: DeviceList,
  sync: Sync,
): Pick<AllHandlers, 'device.list' | 'sync.status' | 'sync.now'> => ({
  'device.list': () => ok({ devices: [...devices.views()] }),
  'sync.status': () => ok(sync.status()),
  'sync.now': async () => {
    if (!sync.status().configured) return err(refused('station-not-configured'));
    return ok(await sync.now());
  },
});
