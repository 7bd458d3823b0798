import { tsplLabel } from '../../../shared/codec/tspl.ts';
import type { Deflate } from '../../../shared/codec/zpl-graphic.ts';
import { zplLabel } from '../../../shared/codec/zpl.ts';
import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import type { LabelDesign } from '../../../shared/label/design-schema.ts';
import type { LabelDesigns } from '../../../shared/label/designs.ts';
import type { Dpi } from '../../../shared/label/dots.ts';
import type { Drawing } from '../../../shared/label/drawing.ts';
import type { LabelFields, LabelSort } from '../../../shared/label/fields.ts';
import type { InkSource } from '../../../shared/label/font.ts';
import { type LabelRefusal, layOut } from '../../../shared/label/layout.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

/** What label jobs are made of. */
export interface LabelPrinting {
  /** The printer in use; asked each time, since it may be set up anew while the program runs. */
  readonly printer: () => { readonly language: 'zpl' | 'tspl'; readonly dpi: Dpi };
  readonly designs: LabelDesigns;
  readonly ink: () => InkSource;
  readonly deflate: Deflate;
}

/** One label to be drawn: what it is and what stands on it. */
export interface LabelAsked {
  readonly sort: LabelSort;
  /** Of a donation's set: which label of it. */
  readonly kind?: string;
  readonly fields: LabelFields;
}

const refusalOf = (refusal: LabelRefusal): Refusal => {
  const { design, element } = refusal;
  const where = { design, element: element + 1 };
  switch (refusal.kind) {
    case 'character-not-in-font':
      return refused('label-character-missing', { ...where, character: refusal.character });
    case 'text-too-long':
      return refused('label-text-too-long', where);
    case 'barcode-not-ascii':
    case 'barcode-too-wide':
    case 'barcode-too-low':
    case 'barcode-covered':
      return refused('label-barcode-impossible', { ...where, problem: refusal.kind });
  }
};

/** The design of a label and the label in whole dots; refused with a sentence, and then nothing is printed. */
export function drawLabel(
  { designs, ink, printer }: LabelPrinting,
  { sort, kind, fields }: LabelAsked,
): Result<{ readonly design: LabelDesign; readonly drawing: Drawing }, Refusal> {
  const design = designs.find(sort, kind);
  if (!design.ok) return err(refused('label-design-wrong', { problem: design.error }));
  const drawing = layOut(design.value, fields, printer().dpi, ink());
  return drawing.ok
    ? ok({ design: design.value, drawing: drawing.value })
    : err(refusalOf(drawing.error));
}

function write(labels: LabelPrinting, drawing: Drawing): Result<Uint8Array, Refusal> {
  if (labels.printer().language === 'zpl') return ok(zplLabel(drawing, labels.deflate));
  const written = tsplLabel(drawing);
  return written.ok
    ? written
    : err(refused('label-barcode-impossible', { problem: written.error, design: '', element: 0 }));
}

/**
 * One job of several labels, in the printer's language. Refused as a whole: no part of a set is printed when one label
 * cannot be. The same labels always give the same bytes.
 */
export function labelJob(
  labels: LabelPrinting,
  asked: readonly LabelAsked[],
): Result<Uint8Array, Refusal> {
  const written: Uint8Array[] = [];
  for (const each of asked) {
    const drawn = drawLabel(labels, each);
    if (!drawn.ok) return drawn;
    const bytes = write(labels, drawn.value.drawing);
    if (!bytes.ok) return bytes;
    written.push(bytes.value);
  }
  const job = new Uint8Array(written.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of written) {
    job.set(part, at);
    at += part.length;
  }
  return ok(job);
}
