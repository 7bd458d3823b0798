import { err, ok, type Result } from '../result.ts';
import type { LabelDesign, LabelElement } from './design-schema.ts';
import { type Dpi, mmToDots } from './dots.ts';
import type { Drawing, Placed, Rect } from './drawing.ts';
import type { LabelFields } from './fields.ts';
import type { InkSource } from './font.ts';
import { type BarsRefusal, placeBars } from './place-bars.ts';
import { placeText, type TextRefusal } from './place-text.ts';
import { fillIn, holds } from './template.ts';

/** Why a label cannot be drawn; `element` is its place in the design, `design` the design's id. */
export type LabelRefusal = { readonly design: string; readonly element: number } & (
  | TextRefusal
  | { readonly kind: BarsRefusal | 'barcode-covered' }
);

const QUIET_ZONE_MODULES = 10;

function placeElement(
  element: LabelElement,
  fields: LabelFields,
  dpi: Dpi,
  ink: InkSource,
): Result<readonly Placed[], TextRefusal | { readonly kind: BarsRefusal }> {
  switch (element.kind) {
    case 'text':
      return placeText(element, fillIn(element.text, fields), dpi, ink);
    case 'code128': {
      const data = fillIn(element.data, fields);
      if (data === '') return ok([]);
      const bars = placeBars(element, data, dpi);
      return bars.ok ? ok([bars.value]) : err({ kind: bars.error });
    }
    case 'box': {
      const [x, y] = [mmToDots(element.at[0], dpi), mmToDots(element.at[1], dpi)];
      const width = Math.max(1, mmToDots(element.at[0] + element.size[0], dpi) - x);
      const height = Math.max(1, mmToDots(element.at[1] + element.size[1], dpi) - y);
      const lineDots = element.fill ? null : Math.max(1, mmToDots(element.lineMm, dpi));
      return ok([{ kind: 'box', x, y, width, height, lineDots }]);
    }
  }
}

const meets = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The rectangles in which something is black; of a frame its four sides. */
function inkedParts(placed: Placed): readonly Rect[] {
  switch (placed.kind) {
    case 'ink': {
      const { width, height } = placed.bitmap;
      return [placed.reverse ?? { x: placed.x, y: placed.y, width, height }];
    }
    case 'bars':
      return [placed];
    case 'box': {
      const { x, y, width, height, lineDots } = placed;
      if (lineDots === null) return [placed];
      return [
        { x, y, width, height: lineDots },
        { x, y: y + height - lineDots, width, height: lineDots },
        { x, y, width: lineDots, height },
        { x: x + width - lineDots, y, width: lineDots, height },
      ];
    }
  }
}

/** Whether anything stands on a barcode or in the white it needs. */
const isCovered = (all: readonly Placed[]): boolean =>
  all.some((bars) => {
    if (bars.kind !== 'bars') return false;
    const quiet = QUIET_ZONE_MODULES * bars.moduleDots;
    const zone = { ...bars, x: bars.x - quiet, width: bars.width + 2 * quiet };
    return all.some(
      (other) => other !== bars && inkedParts(other).some((part) => meets(part, zone)),
    );
  });

/**
 * A design and its fields as elements in whole dots, the same for every printer language and for the screen. Refused
 * as a whole, by element: a character the font does not have, words without room, a barcode without room or covered.
 */
export function layOut(
  design: LabelDesign,
  fields: LabelFields,
  dpi: Dpi,
  ink: InkSource,
): Result<Drawing, LabelRefusal> {
  const placed: Placed[] = [];
  for (const [at, element] of design.elements.entries()) {
    if (!holds(element.when, fields)) continue;
    const each = placeElement(element, fields, dpi, ink);
    if (!each.ok) return err({ design: design.id, element: at, ...each.error });
    placed.push(...each.value);
    if (isCovered(placed)) return err({ design: design.id, element: at, kind: 'barcode-covered' });
  }
  return ok({ medium: design.medium, dpi, placed });
}
