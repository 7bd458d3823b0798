import { err, ok, type Result } from '../../result.ts';

/** One label of the set: what it sticks to, and the two flag characters only it carries in this set. */
export type RequiredLabel<Kind extends string = string> = {
  readonly kind: Kind;
  readonly flags: string;
};

export type LabelScan = { readonly din: string; readonly flags: string };

export type LabelScanRefusal =
  | 'label-of-other-donation'
  | 'label-not-in-set'
  | 'label-already-scanned';

export type LabelStatus<Label extends RequiredLabel> = {
  readonly label: Label;
  readonly state: 'matched' | 'missing';
};

/** The set label by label: which have been scanned back with this donation's number. */
export const labelStatuses = <Label extends RequiredLabel>(
  required: readonly Label[],
  scans: readonly LabelScan[],
  din: string,
): readonly LabelStatus<Label>[] =>
  required.map((label) => ({
    label,
    state: scans.some((scan) => scan.din === din && scan.flags === label.flags)
      ? 'matched'
      : 'missing',
  }));

/** True when every label has been scanned back. An empty set is never complete: nothing was checked. */
export const isLabelSetComplete = (
  required: readonly RequiredLabel[],
  scans: readonly LabelScan[],
  din: string,
): boolean =>
  required.length > 0 &&
  labelStatuses(required, scans, din).every(({ state }) => state === 'matched');

/**
 * Judges one new scan: the label it ticks off, or why not. Another donation's number is told first, because two
 * donors' labels at one chair is the accident this check is for.
 */
export const judgeLabelScan = <Label extends RequiredLabel>(
  required: readonly Label[],
  scans: readonly LabelScan[],
  din: string,
  scan: LabelScan,
): Result<Label, LabelScanRefusal> => {
  if (scan.din !== din) return err('label-of-other-donation');
  const label = required.find(({ flags }) => flags === scan.flags);
  if (!label) return err('label-not-in-set');
  const isRepeat = scans.some((earlier) => earlier.din === din && earlier.flags === scan.flags);
  return isRepeat ? err('label-already-scanned') : ok(label);
};

/** Flags that two labels of a set share, so that one scan could stand for both; empty for a usable set. */
export const sharedFlags = (required: readonly RequiredLabel[]): readonly string[] => {
  const flags = required.map((label) => label.flags);
  return [...new Set(flags.filter((flag, at) => flags.indexOf(flag) !== at))];
};
