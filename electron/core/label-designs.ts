import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createLabelDesigns,
  type DesignFile,
  type LabelDesigns,
} from '../../shared/label/designs.ts';
import { readDesign } from '../../shared/label/read-design.ts';
import { err, type Result } from '../../shared/result.ts';

const FILES_MAX = 100;

function parsed(path: string): Result<unknown, string> {
  try {
    return { ok: true, value: JSON.parse(readFileSync(path, 'utf8')) };
  } catch (fault) {
    return err(String(fault));
  }
}

function readFolder(folder: string): readonly DesignFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .slice(0, FILES_MAX)
    .map((file) => {
      const json = parsed(join(folder, file));
      const design = json.ok ? readDesign(file, json.value) : err(`${file}: ${json.error}`);
      return { file, design };
    });
}

/**
 * The designs that ship and, in `labels` of the data folder, the station's own. A bad one that ships is a fault of the
 * build and thrown; a bad one of the station is kept as a sentence, and only what it would have drawn is refused.
 */
export function loadLabelDesigns(resourcesFolder: string, dataFolder: string): LabelDesigns {
  const shipped = readFolder(join(resourcesFolder, 'labels'));
  const [bad] = shipped.flatMap(({ design }) => (design.ok ? [] : [design.error]));
  if (bad !== undefined) throw new Error(`label design ${bad}`);
  return createLabelDesigns(shipped, readFolder(join(dataFolder, 'labels')));
}
