import { bytesToLatin1 } from './bytes.ts';
import { SCAN_BYTES_MAX, type ScannerSuffix } from './scanner.ts';

/** What one burst from a device that may be a scanner shows: how it ends its codes, and the code. */
export type ProbedBurst =
  | { readonly kind: 'code'; readonly text: string; readonly suffix: ScannerSuffix }
  /** Bytes, but no code: usually the wrong speed. */
  | { readonly kind: 'noise' };

const CODE_CHARS_MIN = 3;
const ENDINGS: readonly (readonly [string, ScannerSuffix])[] = [
  ['\r\n', 'crlf'],
  ['\r', 'cr'],
  ['\n', 'lf'],
  ['\t', 'tab'],
  ['', 'none'],
];

/** Judges everything that came between two silences. */
export const probeBurst = (bytes: Uint8Array): ProbedBurst => {
  const sent = bytesToLatin1(bytes.subarray(0, SCAN_BYTES_MAX));
  const [ending, suffix] = ENDINGS.find(([end]) => sent.endsWith(end)) ?? ['', 'none'];
  const text = sent.slice(0, sent.length - ending.length).replace(/^\x02|\x03$/gu, '');
  return text.length >= CODE_CHARS_MIN && /^[\x20-\x7e]+$/u.test(text)
    ? { kind: 'code', text, suffix }
    : { kind: 'noise' };
};
