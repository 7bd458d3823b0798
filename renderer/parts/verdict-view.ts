import type {
  Decision,
  DecidingRole,
  DecisionReason,
  DonationFlag,
  DonationType,
  Earliest,
  MeasurementField,
  RegistrationCheck,
  Text,
} from '../../shared/domain/screening/schema.ts';
import { isTextKey, type Sentence } from '../text/index.ts';

export type Tone = 'go' | 'wait' | 'stop';

export interface ReasonLine {
  readonly code: string;
  /** The rule's own words, or the page's for reasons of the engine. */
  readonly words: Text | Sentence;
  /** Code of the rule behind a deferral on the station's list; null for every other reason. */
  readonly listedFor: string | null;
  readonly clause: string | null;
  readonly until: string | null;
  readonly untilTime: string | null;
  /** The measured value against the limit it missed. */
  readonly measured: Sentence | null;
  readonly overridableBy: readonly DecidingRole[];
  readonly toConfirm: boolean;
  readonly isForGood: boolean;
}

export interface EarliestLine {
  readonly type: DonationType;
  readonly words: Sentence;
}

export interface VerdictView {
  readonly tone: Tone;
  readonly headline: Sentence;
  readonly reasons: readonly ReasonLine[];
  readonly notes: readonly ReasonLine[];
  /** What the donation may not be used for. */
  readonly flags: readonly DonationFlag[];
  /** From when each type of donation is possible; empty when the donor may give now. */
  readonly earliest: readonly EarliestLine[];
  /** What to tell the donor; null: nothing but where to go. */
  readonly tell: Sentence | null;
  readonly ruleSet: string;
  /** True while facts are still missing: not a verdict yet. */
  readonly isOpen: boolean;
}

const wordsOf = ({ code, text, textKey }: DecisionReason): Text | Sentence => {
  if (text !== null && code !== 'deferral-on-list') return text;
  return { key: isTextKey(textKey) ? textKey : 'screening.reason.unknown-reason' };
};

const units: Readonly<Record<MeasurementField, string>> = {
  weightKg: 'kg',
  systolicMmHg: 'mmHg',
  diastolicMmHg: 'mmHg',
  pulsePressureMmHg: 'mmHg',
  pulsePerMin: '/min',
  temperatureC: '℃',
  haemoglobinGPerL: 'g/L',
  altUPerL: 'U/L',
  haematocrit: '',
  plateletsE9PerL: '×10⁹/L',
  predictedPlateletsE9PerL: '×10⁹/L',
};

const measuredWords = ({ measured }: DecisionReason): Sentence | null =>
  measured && {
    key: `verdict.measured-${measured.bound}`,
    values: { value: measured.value, limit: measured.limit, unit: units[measured.field] },
  };

const reasonLine = (reason: DecisionReason): ReasonLine => ({
  code: reason.code,
  words: wordsOf(reason),
  // The station's list names its reason by the rule's code, which the engine hands on as the text.
  listedFor: reason.code === 'deferral-on-list' ? (reason.text?.zh ?? null) : null,
  clause: reason.clause,
  until: reason.until,
  untilTime: reason.untilTime,
  measured: measuredWords(reason),
  overridableBy: reason.overridableBy,
  toConfirm: reason.toConfirm,
  isForGood: reason.effect === 'permanent',
});

/** The first day whole blood may be given again; null when there is none or it cannot be told. */
export const earliestDay = (earliest: readonly Earliest[], type: string): string | null =>
  earliest.find((entry) => entry.type === type && entry.kind === 'on')?.date ?? null;

const earliestLine = ({ type, kind, date }: Earliest): EarliestLine => ({
  type,
  words:
    kind === 'on' && date !== null
      ? { key: 'earliest.on', values: { day: { day: date } } }
      : { key: kind === 'never' ? 'earliest.never' : 'earliest.open' },
});

const tellDeferred = (day: string | null): Sentence =>
  day === null ? { key: 'tell.deferred-open' } : { key: 'tell.deferred', values: { day: { day } } };

const tellDecision = (decision: Decision): Sentence | null => {
  switch (decision.kind) {
    case 'eligible':
    case 'incomplete':
      return null;
    case 'refer':
      return { key: 'tell.refer' };
    case 'deferred':
      return tellDeferred(earliestDay(decision.earliest, decision.wantedType));
    case 'deferred-permanently':
      return { key: 'tell.never' };
  }
};

const deferredHeadline = (day: string | null): Sentence =>
  day === null
    ? { key: 'verdict.deferred-open' }
    : { key: 'verdict.deferred-until', values: { day: { day } } };

const ruleSetName = ({ id, version }: { id: string; version: number }): string =>
  `${id.toUpperCase()} · v${version}`;

const headlineOf = (decision: Decision): Sentence => {
  switch (decision.kind) {
    case 'eligible':
      return {
        key: 'verdict.eligible',
        values: { volumes: decision.allowedVolumesMl.join(' / ') },
      };
    case 'incomplete':
      return { key: 'verdict.incomplete' };
    case 'refer':
      return { key: 'verdict.refer' };
    case 'deferred':
      return deferredHeadline(earliestDay(decision.earliest, decision.wantedType));
    case 'deferred-permanently':
      return { key: 'verdict.deferred-permanently' };
  }
};

const tones = {
  eligible: 'go',
  incomplete: 'wait',
  refer: 'wait',
  deferred: 'stop',
  'deferred-permanently': 'stop',
} as const satisfies Record<Decision['kind'], Tone>;

/** What bars a donor outweighs what was never measured because of it; only an open decision names what is missing. */
const toldReasons = ({ kind, reasons }: Decision): readonly DecisionReason[] =>
  kind === 'incomplete' ? reasons : reasons.filter(({ effect }) => effect !== 'missing');

export const decisionView = (decision: Decision): VerdictView => ({
  tone: tones[decision.kind],
  headline: headlineOf(decision),
  reasons: toldReasons(decision).map(reasonLine),
  notes: decision.notes.map(reasonLine),
  flags: decision.flags,
  earliest: decision.kind.startsWith('deferred') ? decision.earliest.map(earliestLine) : [],
  tell: tellDecision(decision),
  ruleSet: ruleSetName(decision.ruleSet),
  isOpen: decision.kind === 'incomplete',
});

/** The answer at registration: green may go on, amber is too early, red is deferred. */
export function registrationView(check: RegistrationCheck): VerdictView {
  const day = earliestDay(check.earliest, 'whole-blood');
  const mayContinue = check.kind === 'may-continue';
  const rest = {
    notes: [],
    flags: [],
    earliest: mayContinue ? [] : check.earliest.map(earliestLine),
    tell: mayContinue
      ? null
      : check.kind === 'deferred-permanently'
        ? ({ key: 'tell.never' } as const)
        : tellDeferred(day),
    ruleSet: ruleSetName(check.ruleSet),
    isOpen: false,
  };
  const reasons = check.reasons.filter(({ effect }) => effect !== 'missing').map(reasonLine);
  switch (check.kind) {
    case 'may-continue':
      return { ...rest, tone: 'go', headline: { key: 'verdict.may-continue' }, reasons };
    case 'too-early':
      return {
        ...rest,
        tone: 'wait',
        headline:
          day === null
            ? { key: 'verdict.deferred-open' }
            : { key: 'verdict.too-early', values: { day: { day } } },
        reasons,
      };
    case 'deferred':
      return { ...rest, tone: 'stop', headline: deferredHeadline(day), reasons };
    case 'deferred-permanently':
      return { ...rest, tone: 'stop', headline: { key: 'verdict.deferred-permanently' }, reasons };
  }
}
