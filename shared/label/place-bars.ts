import { code128Field } from '../codec/code128.ts';
import { err, ok, type Result } from '../result.ts';
import type { Code128Element } from './design-schema.ts';
import { type Dpi, mmToDots, moduleDots } from './dots.ts';
import type { PlacedBars } from './drawing.ts';

export type BarsRefusal = 'barcode-not-ascii' | 'barcode-too-wide' | 'barcode-too-low';

// ISO/IEC 15417 and ST-001: white on either side.
const QUIET_ZONE_MODULES = 10;
// ST-001: bars at least 5 mm high or 15 % of the symbol's length, whichever is more.
const HEIGHT_MM_MIN = 5;
const HEIGHT_SHARE_MIN = 0.15;

/** A barcode within its space, modules of whole dots and not below 0.25 mm, white of ten modules on either side. */
export const placeBars = (
  element: Code128Element,
  data: string,
  dpi: Dpi,
): Result<PlacedBars, BarsRefusal> => {
  const field = code128Field(data);
  if (field === null) return err('barcode-not-ascii');
  const module = moduleDots(dpi);
  const width = field.modulesMax * module;
  const quiet = QUIET_ZONE_MODULES * module;
  const left = mmToDots(element.at[0], dpi);
  const spare = mmToDots(element.at[0] + element.size[0], dpi) - left - width - 2 * quiet;
  if (spare < 0) return err('barcode-too-wide');
  const height = mmToDots(element.size[1], dpi);
  if (height < Math.max(mmToDots(HEIGHT_MM_MIN, dpi), Math.ceil(width * HEIGHT_SHARE_MIN))) {
    return err('barcode-too-low');
  }
  const shift = { left: 0, center: Math.floor(spare / 2), right: spare }[element.align];
  const x = left + quiet + shift;
  return ok({
    ...{ kind: 'bars', data, x, y: mmToDots(element.at[1], dpi), width, height },
    moduleDots: module,
  });
};
