import { join } from 'node:path';
import { loadDeviceResources } from '../../electron/core/device-resources.ts';
import type { ScaleFormat } from '../../shared/codec/scale-format.ts';

/** The tables the program ships with. */
export const deviceTables = loadDeviceResources(join(import.meta.dirname, '..', '..', 'resources'));

export const scaleFormatOf = (id: string): ScaleFormat => {
  const format = deviceTables.scaleFormats.find((each) => each.id === id);
  if (format === undefined) throw new Error(`no scale format ${id}`);
  return format;
};
