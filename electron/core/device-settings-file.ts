import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  type DeviceSettings,
  deviceSettings,
  noDeviceSettings,
} from '../../shared/device-setting.ts';
import type { Log } from './deps.ts';

export interface DeviceSettingsFile {
  readonly read: () => DeviceSettings;
  readonly write: (settings: DeviceSettings) => void;
}

/**
 * `devices.json` in the data folder. A file and not the database: it describes this laptop and its sockets, not the day;
 * a backup restored on another laptop must not bring the sockets of the first; and a person can mend or remove it while
 * the database does not open. One that cannot be read is kept aside under another name: devices cost nobody the day.
 */
export function deviceSettingsFile(dataFolder: string, log: Log): DeviceSettingsFile {
  const path = join(dataFolder, 'devices.json');

  const read = (): DeviceSettings => {
    if (!existsSync(path)) return noDeviceSettings;
    try {
      return deviceSettings.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      log.warn('devices.settings-unreadable', {});
      renameSync(path, `${path}.unreadable`);
      return noDeviceSettings;
    }
  };

  const write = (settings: DeviceSettings): void => {
    const draft = `${path}.new`;
    const file = openSync(draft, 'w', 0o600);
    try {
      writeSync(file, `${JSON.stringify(settings, null, 2)}\n`);
      // Without it a power cut after the renaming could leave an empty file under the good name.
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  };

  return { read, write };
}
