import { formatDin, parseBareDin } from '../../shared/codes/isbt128/din.ts';
import { identifyScan } from '../../shared/codes/scan.ts';
import type { Card } from '../../shared/contract/session.ts';
import type { TopicMessage } from '../../shared/contract/topics.ts';

export type ScanMeaning = TopicMessage<'scan.received'>['meaning'];

/** A scan, from the serial scanner (the core says what it means) or from a keyboard wedge (the page does, the same way). */
export interface Scan {
  readonly raw: string;
  readonly meaning: ScanMeaning;
}

/** A stored number as printed on its label; one that is none is shown as it is. */
export function dinText(stored: string): string {
  const din = parseBareDin(stored);
  return din.ok ? formatDin(din.value).spaced : stored;
}

/** What a wedge's text means, against everybody in the vehicle. */
export function meaningOf(raw: string, cards: readonly Card[]): ScanMeaning {
  const scan = identifyScan(raw);
  if (scan.kind === 'broken-din') return { kind: 'garbage', problem: scan.reason };
  // A document number is not shown on a screen that faces the queue.
  if (scan.kind === 'id-number') return { kind: 'other', shown: 'ID' };
  if (scan.kind !== 'din') {
    return { kind: 'other', shown: scan.kind === 'unknown' ? scan.text : raw };
  }
  const { din, flags } = scan.label;
  const owner = cards.find((card) => card.donation?.din === din);
  return {
    kind: 'din',
    din,
    flags,
    dinText: formatDin(din).spaced,
    visitId: owner?.visitId ?? null,
    ticket: owner?.ticket ?? null,
  };
}
