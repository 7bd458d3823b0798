import type { DecisionReason } from '../../../shared/domain/screening/decision-schema.ts';
import { needsNoDate, ruleToFinding } from '../../../shared/domain/screening/rule-finding.ts';
import { ruleReasonsByCode } from '../../../shared/domain/screening/rule-reasons.ts';
import type {
  Answer,
  Question,
  Questionnaire,
  QuestionnaireAnswers,
  ReportedEvent,
  RuleReason,
  RuleSet,
} from '../../../shared/domain/screening/schema.ts';
import type { Identity } from '../../../shared/journal/bodies/donor.ts';

type DonorSex = Identity['sex'];

/** What has been answered so far, by question. */
export type Given = Readonly<Record<string, Answer>>;

/** The questions this donor is asked; the signature is not among them. Who is neither by the document is asked all. */
export const questionsFor = (questionnaire: Questionnaire, sex: DonorSex): readonly Question[] =>
  questionnaire.items.filter(
    ({ appliesTo, expected }) =>
      expected !== 'signed' && (appliesTo === 'all' || sex === 'unknown' || appliesTo === sex),
  );

/** The declaration the donor signs, if the questionnaire has one. */
export const declarationOf = (questionnaire: Questionnaire): Question | null =>
  questionnaire.items.find(({ expected }) => expected === 'signed') ?? null;

/** The answers of a draft, as far as they belong to this questionnaire; of another version none are taken over. */
export const givenFrom = (
  draft: QuestionnaireAnswers | null,
  questionnaire: Questionnaire,
): Given =>
  draft?.questionnaireId === questionnaire.id &&
  draft.questionnaireVersion === questionnaire.version
    ? Object.fromEntries(
        draft.answers
          .filter(({ answer }) => answer !== 'signed')
          .map((answer) => [answer.itemId, answer]),
      )
    : {};

export const isUnexpected = (question: Question, given: Given): boolean => {
  const answer = given[question.id];
  return answer !== undefined && answer.answer !== question.expected;
};

/** The rules an unexpected answer may stand for. */
export function rulesBehind(question: Question, ruleSet: RuleSet): readonly RuleReason[] {
  const byCode = ruleReasonsByCode(ruleSet);
  return question.reasons.flatMap((code) => byCode.get(code) ?? []);
}

export interface EventNeeds {
  readonly date: boolean;
  readonly time: boolean;
  /** Whether it may still be going on. */
  readonly active: boolean;
  readonly incubation: boolean;
}

/** What has to be asked about a reported event before its rule can be judged. */
export function eventNeeds(rule: RuleReason): EventNeeds {
  const { effect } = rule;
  const date = !needsNoDate(rule);
  return {
    date,
    time: effect.kind === 'for' && effect.period.unit === 'hours' && date,
    active: date && effect.kind !== 'before',
    incubation: effect.kind === 'longest-incubation',
  };
}

export const newEvent = (reason: string): ReportedEvent => ({
  reason,
  date: null,
  time: null,
  active: false,
  incubationDays: null,
});

/** Answers a question; an expected answer needs no events, a lone rule that needs no date applies by itself. */
export function answerTo(question: Question, answer: 'yes' | 'no', ruleSet: RuleSet): Answer {
  if (answer === question.expected) return { itemId: question.id, answer, events: [] };
  const rules = rulesBehind(question, ruleSet);
  const only = rules.length === 1 ? rules[0] : undefined;
  return {
    itemId: question.id,
    answer,
    events: only === undefined ? [] : [newEvent(only.code)],
  };
}

const isEventComplete = (event: ReportedEvent, rules: readonly RuleReason[]): boolean => {
  const rule = rules.find(({ code }) => code === event.reason);
  if (rule === undefined) return true;
  const needs = eventNeeds(rule);
  if (!needs.date || event.active) return true;
  return event.date !== null && (!needs.time || event.time !== null);
};

/** True when nothing more has to be asked: an answer is there, and an unexpected one has its follow-up. */
export function isSettled(question: Question, given: Given, ruleSet: RuleSet): boolean {
  const answer = given[question.id];
  if (answer === undefined) return false;
  if (answer.answer === question.expected || question.reasons.length === 0) return true;
  const rules = rulesBehind(question, ruleSet);
  return answer.events.length > 0 && answer.events.every((event) => isEventComplete(event, rules));
}

export interface Progress {
  readonly total: number;
  readonly settled: number;
  /** The first question that still needs something; null: none. */
  readonly next: string | null;
}

export function progressOf(
  questions: readonly Question[],
  given: Given,
  ruleSet: RuleSet,
): Progress {
  const open = questions.filter((question) => !isSettled(question, given, ruleSet));
  return {
    total: questions.length,
    settled: questions.length - open.length,
    next: open[0]?.id ?? null,
  };
}

/** What an event means under its rule, on the day of the visit; null: its period has passed, or nothing can be told yet. */
export function meaningOfEvent(
  event: ReportedEvent,
  question: Question,
  ruleSet: RuleSet,
  today: string,
): DecisionReason | null {
  const rule = ruleReasonsByCode(ruleSet).get(event.reason);
  if (rule === undefined || !isEventComplete(event, [rule])) return null;
  const visit = { ruleSet, now: { date: today, time: null } };
  return ruleToFinding(rule, event, visit, question.id)?.reason ?? null;
}

/** What has been answered so far, to be kept before anybody signs; in the questionnaire's order. */
export const answersToKeep = (
  questionnaire: Questionnaire,
  sex: DonorSex,
  given: Given,
): QuestionnaireAnswers => ({
  questionnaireId: questionnaire.id,
  questionnaireVersion: questionnaire.version,
  answers: questionsFor(questionnaire, sex).flatMap(({ id }) => given[id] ?? []),
});

/** The answers as the contract wants them, in the questionnaire's order; the signature answers the declaration. */
export function answersToSend(
  questionnaire: Questionnaire,
  sex: DonorSex,
  given: Given,
): QuestionnaireAnswers {
  const kept = answersToKeep(questionnaire, sex, given);
  const declaration = declarationOf(questionnaire);
  const signed: Answer[] =
    declaration === null ? [] : [{ itemId: declaration.id, answer: 'signed', events: [] }];
  return { ...kept, answers: [...kept.answers, ...signed] };
}
