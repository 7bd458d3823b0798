import type { DonationFlag } from '../screening/vocabulary-schema.ts';
import type { CollectionRules } from './collection-rules-schema.ts';

export type TimeMarks = { readonly noPlatelets: boolean; readonly noFfp: boolean };

export type TimeLimits = { readonly noPlateletsOverS: number; readonly noFfpOverS: number };

/** Seconds a draw of that volume may take; null: the rules do not know it. */
export function timeLimits(nominalVolumeMl: number, rules: CollectionRules): TimeLimits | null {
  const limit = rules.drawTimes.find((row) => row.nominalVolumeMl === nominalVolumeMl);
  if (!limit) return null;
  const { noPlateletsOverS, noFfpOverS } = limit;
  return { noPlateletsOverS, noFfpOverS };
}

/**
 * Marks of a draw by its duration in whole seconds (SOP 2019: 200 mL over 5 min or 400 mL over 10 min gives no
 * platelets, over 7 or 13 min no FFP). A volume the rules do not know gets both marks: unknown never helps.
 */
export const timeMarks = (
  nominalVolumeMl: number,
  durationS: number,
  rules: CollectionRules,
): TimeMarks => {
  const limit = timeLimits(nominalVolumeMl, rules);
  if (!limit) return { noPlatelets: true, noFfp: true };
  return {
    noPlatelets: durationS > limit.noPlateletsOverS,
    noFfp: durationS > limit.noFfpOverS,
  };
};

/** The marks of the draw together with the flags the decision brought along (aspirin). */
export const donationFlags = (
  marks: TimeMarks,
  fromDecision: readonly DonationFlag[],
): readonly DonationFlag[] => {
  const flags = new Set(fromDecision);
  if (marks.noPlatelets) flags.add('no-platelets');
  if (marks.noFfp) flags.add('no-ffp');
  return [...flags].toSorted();
};
