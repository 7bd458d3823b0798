import { keepsLimit } from '../../shared/domain/screening/assess-measurements.ts';
import type { Limit, MeasurementField, RuleSet } from '../../shared/domain/screening/schema.ts';
import type { Identity } from '../../shared/journal/bodies/donor.ts';
import type { Sentence } from '../text/index.ts';

/** The limits that hold for this donor giving whole blood. */
export const limitsOf = (
  ruleSet: RuleSet,
  field: MeasurementField,
  sex: Identity['sex'],
  isAthlete: boolean,
): readonly Limit[] =>
  ruleSet.limits.filter(
    (limit) =>
      limit.field === field &&
      (limit.sex === 'all' || limit.sex === sex) &&
      (limit.donationTypes === 'all' || limit.donationTypes.includes('whole-blood')) &&
      (limit.athlete === 'any' || (limit.athlete === 'only') === isAthlete),
  );

/** The limits as written beside the field: `≥ 90，< 140`; null when the rules name none. */
export function limitWords(limits: readonly Limit[]): Sentence | null {
  const min = limits.find(({ bound }) => bound === 'min');
  const max = limits.find(({ bound }) => bound === 'max');
  const low = min && `${min.value}`;
  const high = max && `${max.value}`;
  if (min !== undefined && max !== undefined) {
    return {
      key: 'limit.between',
      values: {
        low: low ?? '',
        lowSign: min.inclusive ? '≥' : '>',
        highSign: max.inclusive ? '≤' : '<',
        high: high ?? '',
      },
    };
  }
  if (min !== undefined) {
    return { key: 'limit.min', values: { sign: min.inclusive ? '≥' : '>', low: low ?? '' } };
  }
  if (max !== undefined) {
    return { key: 'limit.max', values: { sign: max.inclusive ? '≤' : '<', high: high ?? '' } };
  }
  return null;
}

export type Judgement = 'none' | 'within' | 'outside';

export const judge = (value: number | null, limits: readonly Limit[]): Judgement => {
  if (value === null) return 'none';
  return limits.every((limit) => keepsLimit(value, limit)) ? 'within' : 'outside';
};
