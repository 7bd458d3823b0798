import {
  AIM_GS1,
  AIM_ISBT_CONCATENATED,
  splitAimIdentifier,
  symbologyName,
} from './aim-identifier.ts';
import { escapeText } from './escape.ts';
import { type IdNumberFacts, parseIdNumber } from './id-number.ts';
import {
  type CombinationRefusal,
  readCompoundMessage,
  readConcatenated,
} from './isbt128/combined.ts';
import { type DataStructure, readStructure } from './isbt128/data-structure.ts';
import { type DinRefusal, parseScannedDin, type ScannedDin } from './isbt128/din.ts';
import { err, ok, type Result } from '../result.ts';
import { type LocalNumber, readLocalNumber } from './local-number.ts';

interface AsScanned {
  /** Name of the symbology when the scanner tells it. */
  readonly symbology: string | null;
  /** Without the AIM identifier. */
  readonly text: string;
}

/** What a scanned text is, whatever screen it arrives at. A code that is not known is shown as what it is. */
export type Scan =
  | { readonly kind: 'din'; readonly label: ScannedDin }
  | { readonly kind: 'broken-din'; readonly reason: DinRefusal; readonly text: string }
  | { readonly kind: 'data-structure'; readonly structure: DataStructure }
  /** Several structures in one text: two symbols in one sweep, or a compound message. */
  | {
      readonly kind: 'data-structures';
      readonly how: 'concatenated' | 'compound';
      readonly structures: readonly DataStructure[];
    }
  /** It begins like ISBT 128 and is not: no part of it may be used. */
  | ({ readonly kind: 'broken-structure'; readonly refusal: CombinationRefusal } & AsScanned)
  | { readonly kind: 'id-number'; readonly facts: IdNumberFacts }
  | ({ readonly kind: 'unknown' } & AsScanned);

const DIN_TEXT_LENGTH = 16;
const isDinLike = (text: string): boolean => /^=[A-Za-z0-9]/u.test(text);

const severalOf = (text: string, scanned: AsScanned): Scan => {
  const isCompound = text.startsWith('=+');
  const read = isCompound ? readCompoundMessage(text) : readConcatenated(text);
  if (!read.ok) return { kind: 'broken-structure', refusal: read.error, ...scanned };
  const how = isCompound ? 'compound' : 'concatenated';
  return { kind: 'data-structures', how, structures: read.value };
};

const isbtScan = (aim: string | null, scanned: AsScanned): Scan => {
  const { text } = scanned;
  if (text.startsWith('=+') || aim === AIM_ISBT_CONCATENATED) return severalOf(text, scanned);
  const structure = readStructure(text);
  if (structure.ok) {
    return structure.value.name === 'donation-number'
      ? { kind: 'din', label: structure.value.content }
      : { kind: 'data-structure', structure: structure.value };
  }
  const several = severalOf(text, scanned);
  if (several.kind === 'data-structures') return several;
  if (isDinLike(text) && (text.length <= DIN_TEXT_LENGTH || !/[=&]/u.test(text.slice(1)))) {
    const label = parseScannedDin(text);
    if (!label.ok) return { kind: 'broken-din', reason: label.error, text };
  }
  // A text too long for its first structure may be two: then what is wrong with the pair is the better reason.
  const isPair = structure.error.reason === 'wrong-length' && /[=&]/u.test(text.slice(2));
  return isPair ? several : { kind: 'broken-structure', refusal: structure.error, ...scanned };
};

/**
 * Decides by data identifier and length before any value is used (ST-001 §2.2). `locals` are the station's own forms of
 * the donation number.
 */
export const identifyScan = (received: string, locals: readonly LocalNumber[] = []): Scan => {
  const { aim, text } = splitAimIdentifier(received);
  const scanned = { symbology: symbologyName(aim), text };
  const isGs1 = AIM_GS1.some((gs1) => gs1 === aim);
  if (!isGs1 && /^[=&]/u.test(text)) return isbtScan(aim, scanned);
  for (const local of locals) {
    const label = readLocalNumber(local, text);
    if (label !== null) return { kind: 'din', label };
  }
  const idNumber = parseIdNumber(text);
  if (idNumber.ok) return { kind: 'id-number', facts: idNumber.value };
  return { kind: 'unknown', ...scanned };
};

/** The donation number a scan carries, alone or beside another structure; null when it carries none. */
export const labelInScan = (scan: Scan): ScannedDin | null => {
  if (scan.kind === 'din') return scan.label;
  if (scan.kind !== 'data-structures') return null;
  const found = scan.structures.find(({ name }) => name === 'donation-number');
  return found?.name === 'donation-number' ? found.content : null;
};

/**
 * A scan nobody took, for the screen: symbology if known, the text with what does not print escaped, and its length.
 * A document number is never shown on a board that faces the queue.
 */
export const shownScan = (scan: Scan): string => {
  switch (scan.kind) {
    case 'din':
      return scan.label.din;
    case 'id-number':
      return 'ID';
    case 'data-structure':
      return escapeText(scan.structure.text);
    case 'data-structures':
      return scan.structures.map(({ text }) => escapeText(text)).join(' ');
    case 'broken-din':
      return escapeText(scan.text);
    case 'broken-structure':
    case 'unknown': {
      const shown = `${escapeText(scan.text)} (${scan.text.length})`;
      return scan.symbology === null ? shown : `${scan.symbology}: ${shown}`;
    }
  }
};

/**
 * A donation number scanned where one is awaited: alone, beside another structure, or in a form of the station's own.
 * Anything else is refused by the reason for which it is none.
 */
export const scannedLabel = (
  received: string,
  locals: readonly LocalNumber[],
): Result<ScannedDin, DinRefusal> => {
  const label = labelInScan(identifyScan(received, locals));
  return label === null ? refusalOf(received) : ok(label);
};

const refusalOf = (received: string): Result<ScannedDin, DinRefusal> => {
  const parsed = parseScannedDin(received);
  // What only `identifyScan` refuses: GS1 symbols, and one symbol said to be two.
  return parsed.ok ? err('other-data-structure') : parsed;
};
