import type { DecisionReason } from './decision-schema.ts';
import type { Bars, RuleSet } from './rule-set-schema.ts';
import { donationTypeSchema, type DonationFlag, type DonationType } from './vocabulary-schema.ts';
import type { Moment } from './period.ts';

/** A reason on its way to the decision, with the flags it puts on a donation of another type. */
export type Finding = { readonly reason: DecisionReason; readonly flags: readonly DonationFlag[] };

/** What every assessment needs: the rules and the moment of the visit. */
export type Visit = { readonly ruleSet: RuleSet; readonly now: Moment };

/** Reasons the engine itself gives; the page has a sentence for each under `screening.reason.`. */
export const engineReasonCodes = [
  'missing-sex',
  'missing-birth-date',
  'missing-first-time',
  'missing-previous-reaction',
  'missing-weight',
  'missing-systolic',
  'missing-diastolic',
  'missing-pulse-pressure',
  'missing-pulse',
  'missing-temperature',
  'missing-haemoglobin',
  'missing-alt',
  'missing-haematocrit',
  'missing-platelets',
  'missing-predicted-platelets',
  'missing-abo-forward',
  'missing-hbsag-rapid',
  'missing-questionnaire',
  'missing-answer',
  'missing-follow-up',
  'missing-event-date',
  'missing-signature',
  'missing-observation',
  'questionnaire-other-version',
  'age-below-minimum',
  'age-above-maximum',
  'age-extension-not-met',
  'age-extension-not-asked',
  'interval-too-short',
  'interval-not-covered',
  'history-volume-unknown',
  'deferral-on-list',
  'abo-differs',
  'unknown-reason',
  'donation-type-not-covered',
  'volume-not-offered',
] as const;
export type EngineReasonCode = (typeof engineReasonCodes)[number];

export const barsToTypes = (bars: Bars): readonly DonationType[] =>
  bars === 'all' ? donationTypeSchema.options : bars;

type Draft = Pick<DecisionReason, 'code' | 'effect'> & Partial<DecisionReason>;

export const reasonOf = (draft: Draft): DecisionReason => ({
  clause: null,
  textKey: `screening.reason.${draft.code}`,
  text: null,
  until: null,
  untilTime: null,
  bars: donationTypeSchema.options,
  itemId: null,
  measured: null,
  toConfirm: false,
  placesDeferral: false,
  overridableBy: [],
  ...draft,
});

type EngineDraft = Omit<Partial<DecisionReason>, 'code'> & {
  readonly code: EngineReasonCode;
  readonly effect: DecisionReason['effect'];
};

/** A finding of the engine's own; the code is checked against the list above. */
export const engineFinding = (draft: EngineDraft): Finding => ({
  reason: reasonOf(draft),
  flags: [],
});
