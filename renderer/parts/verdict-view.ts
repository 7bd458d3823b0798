import type {
  Decision,
  DecisionReason,
  Earliest,
  RegistrationCheck,
  Text,
} from '../../shared/domain/screening/schema.ts';
import { isTextKey, type Sentence } from '../text/index.ts';

export type Tone = 'go' | 'wait' | 'stop';

export interface ReasonLine {
  /** The rule's own words, or the page's for reasons of the engine. */
  readonly words: Text | Sentence;
  /** Code of the rule behind a deferral on the station's list; null for every other reason. */
  readonly listedFor: string | null;
  readonly clause: string | null;
  readonly until: string | null;
  readonly toConfirm: boolean;
  readonly isForGood: boolean;
}

export interface VerdictView {
  readonly tone: Tone;
  readonly headline: Sentence;
  readonly reasons: readonly ReasonLine[];
  readonly notes: readonly ReasonLine[];
  readonly ruleSet: string;
  /** True while facts are still missing: not a verdict yet. */
  readonly isOpen: boolean;
}

const wordsOf = ({ code, text, textKey }: DecisionReason): Text | Sentence => {
  if (text !== null && code !== 'deferral-on-list') return text;
  return { key: isTextKey(textKey) ? textKey : 'screening.reason.unknown-reason' };
};

const reasonLine = (reason: DecisionReason): ReasonLine => ({
  words: wordsOf(reason),
  // The station's list names its reason by the rule's code, which the engine hands on as the text.
  listedFor: reason.code === 'deferral-on-list' ? (reason.text?.zh ?? null) : null,
  clause: reason.clause,
  until: reason.until,
  toConfirm: reason.toConfirm,
  isForGood: reason.effect === 'permanent',
});

/** The first day whole blood may be given again; null when there is none or it cannot be told. */
export const earliestDay = (earliest: readonly Earliest[], type: string): string | null =>
  earliest.find((entry) => entry.type === type && entry.kind === 'on')?.date ?? null;

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

export const decisionView = (decision: Decision): VerdictView => ({
  tone: tones[decision.kind],
  headline: headlineOf(decision),
  reasons: decision.reasons.map(reasonLine),
  notes: decision.notes.map(reasonLine),
  ruleSet: ruleSetName(decision.ruleSet),
  isOpen: decision.kind === 'incomplete',
});

/** The answer at registration: green may go on, amber is too early, red is deferred. */
export function registrationView(check: RegistrationCheck): VerdictView {
  const day = earliestDay(check.earliest, 'whole-blood');
  const rest = { notes: [], ruleSet: ruleSetName(check.ruleSet), isOpen: false };
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
