import { splitAimIdentifier } from './aim-identifier.ts';
import { type IdNumberFacts, parseIdNumber } from './id-number.ts';
import { type DataStructureScan, readDataStructure } from './isbt128/data-structure.ts';
import { type DinRefusal, parseScannedDin, type ScannedDin } from './isbt128/din.ts';

/** What a scanned text is, whatever screen it arrives at. A code that is not known is shown as what it is. */
export type Scan =
  | { readonly kind: 'din'; readonly label: ScannedDin }
  | { readonly kind: 'broken-din'; readonly reason: DinRefusal; readonly text: string }
  | { readonly kind: 'data-structure'; readonly structure: DataStructureScan }
  | { readonly kind: 'id-number'; readonly facts: IdNumberFacts }
  | { readonly kind: 'unknown'; readonly text: string };

/** Decides by data identifier and length before any value is used (ST-001 §2.2). */
export const identifyScan = (scanned: string): Scan => {
  const { text } = splitAimIdentifier(scanned);
  const structure = readDataStructure(text);
  if (structure !== null) return { kind: 'data-structure', structure };
  const label = parseScannedDin(text);
  if (label.ok) return { kind: 'din', label: label.value };
  if (/^=[A-Za-z0-9]/u.test(text)) return { kind: 'broken-din', reason: label.error, text };
  const idNumber = parseIdNumber(text);
  if (idNumber.ok) return { kind: 'id-number', facts: idNumber.value };
  return { kind: 'unknown', text };
};
