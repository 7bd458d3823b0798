export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Stroke = readonly Point[];

/** The contract's bound on a signature; a pad that reaches it takes no more points. */
const pathCharactersMax = 20_000;
/** Points nearer than this to the last one add nothing to see. */
const stepMin = 1.5;

const round = (value: number): string => String(Math.round(value * 10) / 10);

const strokeToPath = (stroke: Stroke): string => {
  const [first, ...rest] = stroke;
  if (first === undefined) return '';
  const start = `M${round(first.x)} ${round(first.y)}`;
  // A dot is a stroke too.
  if (rest.length === 0) return `${start}h0.1`;
  return start + rest.map(({ x, y }) => `L${round(x)} ${round(y)}`).join('');
};

/** Strokes as an SVG path in the pad's own units. */
export const strokesToPath = (strokes: readonly Stroke[]): string =>
  strokes.map(strokeToPath).join('');

export const beginStroke = (strokes: readonly Stroke[], point: Point): readonly Stroke[] => [
  ...strokes,
  [point],
];

/** Adds a point to the last stroke, unless it is too near or the signature is as long as it may be. */
export function extendStroke(strokes: readonly Stroke[], point: Point): readonly Stroke[] {
  const stroke = strokes.at(-1);
  const last = stroke?.at(-1);
  if (stroke === undefined || last === undefined) return strokes;
  if (Math.hypot(point.x - last.x, point.y - last.y) < stepMin) return strokes;
  const extended = [...strokes.slice(0, -1), [...stroke, point]];
  return strokesToPath(extended).length > pathCharactersMax ? strokes : extended;
}

/** Long enough to be a signature and not a touch by mistake, in pad units. */
export const isSigned = (strokes: readonly Stroke[]): boolean =>
  strokes.reduce((points, stroke) => points + stroke.length, 0) >= 6;

/** Strokes, and the very thing they were put under. */
export interface Signed {
  readonly strokes: readonly Stroke[];
  readonly under: unknown;
}

/** The strokes while they still stand under what was signed; none once an answer or a value has changed. */
export const strokesUnder = (signed: Signed | null, content: unknown): readonly Stroke[] =>
  signed !== null && signed.under === content ? signed.strokes : [];
