import { formatDin, parseBareDin } from '../../shared/codes/isbt128/din.ts';
import type { TopicMessage } from '../../shared/contract/topics.ts';

export type ScanMeaning = TopicMessage<'scan.received'>['meaning'];

/** A scan, from a scanner on a cable or one that types; the core says what it means. */
export interface Scan {
  /** The scanner's id as in `device.list`, or `keyboard`. */
  readonly origin: string;
  readonly raw: string;
  readonly meaning: ScanMeaning;
}

/** A stored number as printed on its label; one that is none is shown as it is. */
export function dinText(stored: string): string {
  const din = parseBareDin(stored);
  return din.ok ? formatDin(din.value).spaced : stored;
}
