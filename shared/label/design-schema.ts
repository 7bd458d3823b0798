import { z } from 'zod';
import { labelSorts } from './fields.ts';

const lengthMm = z.number().min(0).max(300);
const place = {
  /** Left and top edge, millimetres from the label's upper left corner. */
  at: z.tuple([lengthMm, lengthMm]).readonly(),
  /** Width and height of the space it may use, millimetres. */
  size: z.tuple([lengthMm.min(0.1), lengthMm.min(0.1)]).readonly(),
  /** Drawn only when every field named here has one of the values listed with it. */
  when: z.record(z.string(), z.array(z.string()).min(1).readonly()).readonly().optional(),
};

const textElement = z.strictObject({
  kind: z.literal('text'),
  ...place,
  /** Words and fields: `采血 {collection.date}`. Nothing is drawn when it comes out empty. */
  text: z.string().min(1).max(200),
  /** Height of a Chinese character; capitals and digits are three quarters of it. Below 1.2 mm nobody reads it. */
  heightMm: z.number().min(1.2).max(60),
  /** It shrinks to this before it is refused as too long; without it, it does not shrink. */
  heightMinMm: z.number().min(1.2).max(60).optional(),
  /** At most so many lines; 1: it does not wrap. */
  lines: z.int().min(1).max(8).default(1),
  align: z.enum(['left', 'center', 'right']).default('left'),
  valign: z.enum(['top', 'middle', 'bottom']).default('middle'),
  /** Clockwise. */
  turn: z.literal([0, 90, 180, 270]).default(0),
  /** Thickness of a frame drawn around its space. */
  frameMm: z.number().min(0.1).max(2).optional(),
  /** White on black. */
  reverse: z.boolean().default(false),
  /** A printer that takes no compressed pictures (TSPL) writes it in its own letters if it is ASCII and they fit: a label of 16 KB has room for Chinese then. */
  ownLetters: z.boolean().default(false),
});

const code128Element = z.strictObject({
  kind: z.literal('code128'),
  ...place,
  /** Words and fields; printable ASCII. Its space includes ten modules of white on either side. */
  data: z.string().min(1).max(80),
  align: z.enum(['left', 'center', 'right']).default('center'),
});

/** A frame, or a filled rectangle: a line is a filled rectangle that is thin. */
const boxElement = z.strictObject({
  kind: z.literal('box'),
  ...place,
  lineMm: z.number().min(0.1).max(5).default(0.25),
  fill: z.boolean().default(false),
});

const element = z.discriminatedUnion('kind', [textElement, code128Element, boxElement]);

/** A label as a station describes it in `resources/labels/*.json`; see the README there. */
export const labelDesignSchema = z.strictObject({
  schemaVersion: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: z.strictObject({ zh: z.string().min(1).max(60), en: z.string().min(1).max(60) }),
  prints: z.enum(labelSorts),
  /** Of a donation's set: the kinds of label this design draws. */
  kinds: z.array(z.string()).min(1).optional(),
  medium: z.strictObject({
    widthMm: z.number().min(15).max(220),
    heightMm: z.number().min(8).max(300),
    /** White between two labels of the roll; 0: a continuous roll. */
    gapMm: z.number().min(0).max(20),
  }),
  elements: z.array(element).min(1).max(80).readonly(),
});

export type LabelDesign = Readonly<z.infer<typeof labelDesignSchema>>;
export type LabelElement = LabelDesign['elements'][number];
export type TextElement = Extract<LabelElement, { kind: 'text' }>;
export type Code128Element = Extract<LabelElement, { kind: 'code128' }>;
export type Medium = LabelDesign['medium'];
