import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ScaleFormat, scaleFormat } from '../../shared/codec/scale-format.ts';
import { type TsplStatusTable, tsplStatusTable } from '../../shared/codec/tspl-status.ts';

/** What is known of makers' protocols, as data: resources/devices. */
export interface DeviceResources {
  readonly scaleFormats: readonly ScaleFormat[];
  readonly tsplStatus: TsplStatusTable;
}

function readOne<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  const read = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!read.success) throw new Error(`${path}: ${z.prettifyError(read.error)}`);
  return read.data;
}

/** Reads and checks the tables the program ships with. A file that does not check is a fault of the build. */
export function loadDeviceResources(resourcesFolder: string): DeviceResources {
  const folder = join(resourcesFolder, 'devices');
  const scales = join(folder, 'scales');
  const names = readdirSync(scales).filter((name) => name.endsWith('.json'));
  const scaleFormats = names.toSorted().map((name) => readOne(join(scales, name), scaleFormat));
  if (new Set(scaleFormats.map(({ id }) => id)).size !== scaleFormats.length) {
    throw new Error(`${scales}: two formats share an id`);
  }
  const tsplStatus = readOne(join(folder, 'printers', 'tspl-status.json'), tsplStatusTable);
  return { scaleFormats, tsplStatus };
}
