import type { CollectionRules } from './collection-rules-schema.ts';

/** What a bag may hold at least and at most, mL of blood. */
export interface VolumeLimits {
  readonly minMl: number;
  readonly maxMl: number;
}

export type VolumeCheck = VolumeLimits & { readonly kind: 'within' | 'under' | 'over' };

// 0.1 has no exact binary form; without rounding 300 * 1.1 would refuse 330 mL.
const toHundredths = (value: number): number => Math.round(value * 100) / 100;

export function volumeLimits(nominalMl: number, rules: CollectionRules): VolumeLimits {
  const share = rules.volumeTolerance.value;
  return {
    minMl: toHundredths(nominalMl * (1 - share)),
    maxMl: toHundredths(nominalMl * (1 + share)),
  };
}

/** A drawn volume against its nominal one; exactly on the tolerance is within it. Volumes in mL of blood. */
export const checkVolume = (
  nominalMl: number,
  drawnMl: number,
  rules: CollectionRules,
): VolumeCheck => {
  const { minMl, maxMl } = volumeLimits(nominalMl, rules);
  const kind = drawnMl < minMl ? 'under' : drawnMl > maxMl ? 'over' : 'within';
  return { kind, minMl, maxMl };
};

/** Net weight of the blood in grams as whole millilitres. */
export const gramsToMl = (netGrams: number, rules: CollectionRules): number =>
  Math.round(netGrams / rules.bloodDensityGPerMl.value);

/** Units of a nominal volume: 200 mL are 1 U, 300 mL 1.5 U. */
export const mlToUnits = (nominalMl: number, rules: CollectionRules): number =>
  nominalMl / rules.unitMl.value;
