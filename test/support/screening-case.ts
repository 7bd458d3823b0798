import {
  type Decision,
  type DecisionReason,
  donationTypeSchema,
  type ScreeningInput,
} from '../../shared/domain/screening/schema.ts';
import { AP, WB } from './screening-matrix.ts';

/** A visit and what must come of it. Stated here, never computed by the engine. */
export interface Case {
  /** The code of the rule it is about, or the part of the rule set. */
  readonly about: string;
  readonly input: ScreeningInput;
  readonly holds: (decision: Decision) => boolean;
}

/** Who may set a reason aside; of all others nobody may. */
const OVERRIDES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [
    ...['limbs', '6.1.23-other', 'alcohol', 'high-myopia', 'awaiting-results'],
    ...['hazardous-activity', 'risk-not-understood', 'residence-uk', 'told-not-to-donate'],
    'previous-reaction',
  ].map((code) => [code, ['examiner']]),
);
const PLATELETS_ONLY = new Set([
  ...['6.2.11-platelet-inhibitor', 'haematocrit-low', 'platelets-low', 'platelets-high'],
  ...['predicted-platelets-low', 'platelet-donations-per-year'],
]);
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  '6.2.11-platelet-inhibitor': ['no-platelets'],
};

/** 89 mmHg with a diastolic pressure within its limits leaves less pulse pressure than wanted. */
const BESIDES: Readonly<Record<string, readonly string[]>> = { 'systolic-low': ['diastolic-low'] };

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));

/** Exactly one reason: this, with what the tables above say of it. */
export const only =
  (
    code: string,
    kind: Decision['kind'],
    until: string | null,
    more: Partial<DecisionReason> = {},
  ) =>
  ({ kind: found, reasons, flags }: Decision): boolean => {
    const reason = reasons.find((each) => each.code === code);
    const others = reasons.filter((each) => each !== reason).map((each) => each.code);
    if (!reason || !same(others, BESIDES[code] ?? []) || found !== kind) return false;
    const bars = PLATELETS_ONLY.has(code) ? [AP] : donationTypeSchema.options;
    return (
      reason.until === until &&
      same(reason.bars, more.bars ?? bars) &&
      same(reason.overridableBy, more.overridableBy ?? OVERRIDES[code] ?? []) &&
      same(flags, FLAGS[code] ?? [])
    );
  };
export const eligible = ({ kind }: Decision): boolean => kind === 'eligible';
export const offers =
  (...volumes: readonly number[]) =>
  ({ kind, allowedVolumesMl, earliest }: Decision): boolean =>
    kind === 'eligible' &&
    same(allowedVolumesMl.map(String), volumes.map(String)) &&
    same(
      earliest.map(({ type }) => type),
      [WB, AP],
    );
