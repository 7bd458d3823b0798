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
