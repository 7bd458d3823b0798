// A Latin word, a number or a code stays together; Chinese may break after any character, but never before such a mark.
const PIECES = /[\x21-\x7e\u00a0-\u024f]+|\s+|./gu;
const NOT_FIRST = /^[、。，．：；？！）》」』】〕”’％℃,.:;?!)\]%]/u;

/** Pieces between which a line may break. */
export function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const [piece] of text.matchAll(PIECES)) {
    const last = pieces.length - 1;
    if (NOT_FIRST.test(piece) && last >= 0) pieces[last] += piece;
    else pieces.push(piece);
  }
  return pieces;
}

function fillLines(
  text: string,
  linesMax: number,
  width: number,
  measure: (text: string) => number,
): readonly string[] | null {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (measure(line + piece) <= width) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trim());
    line = piece.trimStart();
    if (lines.length >= linesMax || measure(line) > width) return null;
  }
  if (line.trim() !== '') lines.push(line.trim());
  return lines.length <= linesMax ? lines : null;
}

// How far a line's width is drawn in, step by step, so that the last one is not left with a single character.
const STEPS = 20;

/**
 * Lines no wider than `width` by `measure`, as few as will do and about equally long; null when a piece is wider than a
 * line or more lines are needed than `linesMax`.
 */
export function breakLines(
  text: string,
  linesMax: number,
  width: number,
  measure: (text: string) => number,
): readonly string[] | null {
  if (linesMax === 1) return measure(text) <= width ? [text] : null;
  let best = fillLines(text, linesMax, width, measure);
  if (best === null || best.length === 1) return best;
  const { length } = best;
  for (let step = 1; step < STEPS; step += 1) {
    const narrower = fillLines(text, length, width * (1 - step / STEPS), measure);
    if (narrower === null) break;
    best = narrower;
  }
  return best;
}
