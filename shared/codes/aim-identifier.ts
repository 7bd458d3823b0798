export interface AimScan {
  /** Three characters such as `]C0`, or null when the scanner sends none. */
  readonly aim: string | null;
  readonly text: string;
}

/** Takes off the AIM symbology identifier that a scanner may put first (`]` letter modifier). */
export const splitAimIdentifier = (scanned: string): AimScan => {
  const found = /^\][A-Za-z][0-9A-Za-z]/u.exec(scanned);
  return found === null
    ? { aim: null, text: scanned }
    : { aim: found[0], text: scanned.slice(found[0].length) };
};

/** Two ISBT 128 symbols read in one sweep. */
export const AIM_ISBT_CONCATENATED = ']C4';
/** Begins with FNC1: the text belongs to GS1 and is never read as ISBT 128, whatever its characters. */
export const AIM_GS1 = [']C1', ']e0', ']d2', ']Q3'] as const;

// ISO/IEC 15424; proper names, the same in every language. The three-character forms go before their family.
const NAMES: Readonly<Record<string, string>> = {
  ']C1': 'GS1-128',
  ']C4': 'ISBT 128 concatenated',
  ']d2': 'GS1 DataMatrix',
  ']Q3': 'GS1 QR',
  ']A': 'Code 39',
  ']C': 'Code 128',
  ']E': 'EAN/UPC',
  ']F': 'Codabar',
  ']G': 'Code 93',
  ']I': 'Interleaved 2 of 5',
  ']L': 'PDF417',
  ']Q': 'QR',
  ']d': 'Data Matrix',
  ']e': 'GS1 DataBar',
  ']z': 'Aztec',
};

/** Name of the symbology, or the identifier itself when it is not in our list; null without one. */
export const symbologyName = (aim: string | null): string | null =>
  aim === null ? null : (NAMES[aim] ?? NAMES[aim.slice(0, 2)] ?? aim);
