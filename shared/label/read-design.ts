import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import { type LabelDesign, type LabelElement, labelDesignSchema } from './design-schema.ts';
import { labelFieldSamples } from './fields.ts';
import { placeBars } from './place-bars.ts';
import { fieldsIn, fillIn, holds } from './template.ts';

const RESOLUTIONS = [203, 300] as const;

const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');

const namesIn = (element: LabelElement): readonly string[] => [
  ...Object.keys(element.when ?? {}),
  ...(element.kind === 'text' ? fieldsIn(element.text) : []),
  ...(element.kind === 'code128' ? fieldsIn(element.data) : []),
];

/** What is wrong with one element, as path and words; null for a good one. */
function problemOf(design: LabelDesign, element: LabelElement): string | null {
  const { medium } = design;
  const samples = labelFieldSamples[design.prints];
  const unknown = namesIn(element).find((name) => !Object.hasOwn(samples, name));
  if (unknown !== undefined) {
    return `there is no field {${unknown}}; there are ${Object.keys(samples).join(', ')}`;
  }
  const [x, y] = element.at;
  const [width, height] = element.size;
  // A rounding of the hundredth millimetre is not what this is about.
  if (x + width > medium.widthMm + 0.01 || y + height > medium.heightMm + 0.01) {
    return `it reaches beyond the label of ${medium.widthMm} × ${medium.heightMm} mm`;
  }
  if (element.kind === 'text' && (element.heightMinMm ?? 0) > element.heightMm) {
    return 'heightMinMm is greater than heightMm';
  }
  if (element.kind !== 'code128') return null;
  if (!holds(element.when, samples)) return null;
  for (const dpi of RESOLUTIONS) {
    const placed = placeBars(element, fillIn(element.data, samples), dpi);
    if (!placed.ok) return `the barcode cannot be printed at ${dpi} dpi: ${placed.error}`;
  }
  return null;
}

/**
 * A design from its JSON value. Refused with a sentence that names the file and the place in it: not of the schema, an
 * unknown field, an element beyond the label, a barcode without room for whole-dot modules of 0.25 mm and its white.
 */
export function readDesign(file: string, value: unknown): Result<LabelDesign, string> {
  const read = labelDesignSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    const where = pathOf(issue?.path ?? []);
    return err(`${file}${where}: ${issue?.message ?? z.prettifyError(read.error)}`);
  }
  const design = read.data;
  for (const [at, element] of design.elements.entries()) {
    const problem = problemOf(design, element);
    if (problem !== null) return err(`${file}.elements[${at}]: ${problem}`);
  }
  if (design.prints === 'din' && design.kinds === undefined) {
    return err(`${file}.kinds: say which labels of the set it draws`);
  }
  return ok(design);
}
