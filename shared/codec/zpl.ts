import { type Din, dinBarcodeText, formatDin } from '../codes/isbt128/din.ts';
import { isFlags, type LabelKind, labelKindOfFlags } from '../codes/isbt128/flags.ts';
import { err, ok, type Result } from '../result.ts';
import { asciiToBytes } from './bytes.ts';
import { code128Field } from './code128.ts';
import { type LabelMedia, mmToDots, moduleDots, QUIET_ZONE_MODULES } from './zpl-media.ts';

/** One label of a donation's set. */
export interface DinLabel {
  /** Two flag characters; they go into the barcode and decide the word printed at the top right. */
  readonly flags: string;
  /** At most two short lines under the number, printable ASCII for now (Chinese will print as graphics). */
  readonly lines: readonly string[];
}

export interface DinLabelJob {
  readonly din: Din;
  readonly labels: readonly DinLabel[];
  readonly stationName: string;
  readonly media: LabelMedia;
}

export type ZplRefusal =
  | 'no-labels'
  | 'too-many-labels'
  | 'flags-wrong'
  | 'too-many-lines'
  | 'text-not-latin'
  | 'text-too-long'
  | 'label-too-small';

const LABELS_MAX = 16;
const LINES_MAX = 2;

// Millimetres from the top of the label.
const MARGIN_MM = 1;
// A long station name prints smaller, down to what is still read at arm's length.
const HEADING_MM = { top: 1, height: 2.2, heightMin: 1.4 };
// ST-001: bars at least 5 mm high or 15 % of the symbol's length; 9 mm scans from a curved tube.
const BARS_MM = { top: 4, height: 9 };
const NUMBER_MM = { top: 14, height: 3.6 };
const CHECK_BOX_MM = 4.4;
const LINES_MM = { top: 19, height: 2.2, step: 2.7 };
// Widest usual letters of the printer's scalable font, as a part of its height.
const CHAR_WIDTH_RATIO = 0.6;

const CAPTIONS: Readonly<Record<LabelKind, string>> = {
  bag: 'BAG',
  'satellite-bag': 'SATELLITE',
  'repeat-label': 'REPEAT',
  'pilot-tube': 'PILOT TUBE',
  'test-tube': 'TEST TUBE',
  'donor-record': 'RECORD',
  'nat-tube': 'NAT TUBE',
  'bacterial-sample': 'BACT. SAMPLE',
  'match-with-unit': 'MATCH UNIT',
  'attached-label': 'ATTACHED',
  local: 'LOCAL',
  'check-digits': '',
  reserved: '',
};

const escapeText = (text: string): string =>
  text.replace(/[\^~_\\]/gu, (char) => `_${char.charCodeAt(0).toString(16).toUpperCase()}`);

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const textField = (box: Box, text: string, align: 'L' | 'C' | 'R' = 'L'): string =>
  `^FO${box.x},${box.y}^A0N,${box.height},${box.height}^FB${box.width},1,0,${align}^FH_^FD${escapeText(text)}^FS`;

const checkText = (text: string, widthMm: number, heightMm: number): ZplRefusal | null => {
  if (!/^[\x20-\x7e]*$/u.test(text)) return 'text-not-latin';
  return text.length * heightMm * CHAR_WIDTH_RATIO > widthMm ? 'text-too-long' : null;
};

const label = (job: DinLabelJob, { flags, lines }: DinLabel): Result<string, ZplRefusal> => {
  const { media } = job;
  const dots = (mm: number): number => mmToDots(media, mm);
  const textWidthMm = media.widthMm - 2 * MARGIN_MM;
  if (!isFlags(flags)) return err('flags-wrong');
  if (lines.length > LINES_MAX) return err('too-many-lines');
  const caption = CAPTIONS[labelKindOfFlags(flags)];
  const heading = `${job.stationName} ${caption}`;
  const fittingMm = textWidthMm / (heading.length * CHAR_WIDTH_RATIO);
  const headingMm = Math.min(HEADING_MM.height, fittingMm);
  const texts = [[heading, HEADING_MM.heightMin] as const].concat(
    lines.map((line) => [line, LINES_MM.height] as const),
  );
  for (const [text, heightMm] of texts) {
    const refusal = checkText(text, textWidthMm, heightMm);
    if (refusal !== null) return err(refusal);
  }
  const bars = code128Field(dinBarcodeText(job.din, flags));
  if (bars === null) return err('flags-wrong');
  const module = moduleDots(media);
  const barsWidth = bars.modulesMax * module;
  const barsX = Math.floor((dots(media.widthMm) - barsWidth) / 2);
  const bottomMm = LINES_MM.top + LINES_MAX * LINES_MM.step;
  if (barsX < QUIET_ZONE_MODULES * module || bottomMm > media.heightMm)
    return err('label-too-small');
  const { spaced, check } = formatDin(job.din);
  const checkBox = dots(CHECK_BOX_MM);
  const checkX = barsX + barsWidth - checkBox;
  const numberHeight = dots(NUMBER_MM.height);
  const wide = { x: dots(MARGIN_MM), width: dots(textWidthMm) };
  const head = { ...wide, y: dots(HEADING_MM.top), height: dots(headingMm) };
  const number = { x: barsX, y: dots(NUMBER_MM.top), width: checkX - barsX, height: numberHeight };
  const flagsHeight = dots(HEADING_MM.height);
  return ok(
    [
      `^XA^CI28^PW${dots(media.widthMm)}^LL${dots(media.heightMm)}^LH0,0^LS0`,
      textField(head, job.stationName),
      textField(head, caption, 'R'),
      `^BY${module}`,
      `^FO${barsX},${dots(BARS_MM.top)}^BCN,${dots(BARS_MM.height)},N,N,N,${bars.mode}^FD${bars.fieldData}^FS`,
      textField(number, spaced),
      // Flags other than 00 stand upright on their side, so that nobody types them as part of the number.
      flags === '00'
        ? ''
        : `^FO${checkX - flagsHeight - dots(1)},${number.y}^A0R,${flagsHeight},${flagsHeight}^FD${flags}^FS`,
      `^FO${checkX},${number.y - 2}^GB${checkBox},${checkBox},2^FS`,
      textField({ x: checkX, y: number.y + 2, width: checkBox, height: numberHeight }, check, 'C'),
      ...lines.map((line, at) =>
        textField(
          { ...wide, y: dots(LINES_MM.top + at * LINES_MM.step), height: dots(LINES_MM.height) },
          line,
        ),
      ),
      '^PQ1^XZ',
    ]
      .filter((part) => part.length > 0)
      .join('\n'),
  );
};

/**
 * The label set of one donation as one ZPL job, each label with the number as the printer's own Code 128
 * (`=`, number, flags; the boxed check character is printed and not encoded). Refused as a whole: no part of a set
 * is printed when one label cannot be.
 */
export const zplDinJob = (job: DinLabelJob): Result<Uint8Array, ZplRefusal> => {
  if (job.labels.length === 0) return err('no-labels');
  if (job.labels.length > LABELS_MAX) return err('too-many-labels');
  let text = '';
  for (const each of job.labels) {
    const written = label(job, each);
    if (!written.ok) return written;
    text += `${written.value}\n`;
  }
  return ok(asciiToBytes(text));
};
