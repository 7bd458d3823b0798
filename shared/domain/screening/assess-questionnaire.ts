import { engineFinding, type Finding, type Visit } from './finding.ts';
import type { ScreeningInput } from './input-schema.ts';
import type {
  Answer,
  Question,
  Questionnaire,
  QuestionnaireAnswers,
  ReportedEvent,
} from './questionnaire-schema.ts';
import { needsNoDate, ruleToFinding } from './rule-finding.ts';
import { ruleReasonsByCode } from './rule-reasons.ts';

const bareEvent = (reason: string): ReportedEvent => ({
  reason,
  date: null,
  time: null,
  active: false,
  incubationDays: null,
});

const assessEvent = (event: ReportedEvent, itemId: string, visit: Visit): Finding[] => {
  const rule = ruleReasonsByCode(visit.ruleSet).get(event.reason);
  if (!rule) return [engineFinding({ code: 'unknown-reason', effect: 'refer', itemId })];
  const finding = ruleToFinding(rule, event, visit, itemId);
  return finding ? [finding] : [];
};

/** The events of an answer; an unexpected one without any stands for its only reason, if that needs no date. */
const eventsOf = (item: Question, answer: Answer, visit: Visit): readonly ReportedEvent[] => {
  if (answer.events.length > 0) return answer.events;
  const [only, ...others] = item.reasons;
  if (only === undefined || others.length > 0) return [];
  const rule = ruleReasonsByCode(visit.ruleSet).get(only);
  return rule && needsNoDate(rule) ? [bareEvent(only)] : [];
};

const assessAnswer = (item: Question, answer: Answer, visit: Visit): Finding[] => {
  if (item.expected === 'signed') {
    return answer.answer === 'signed'
      ? []
      : [engineFinding({ code: 'missing-signature', effect: 'missing', itemId: item.id })];
  }
  if (answer.answer === 'signed') {
    return [engineFinding({ code: 'missing-answer', effect: 'missing', itemId: item.id })];
  }
  const isExpected = answer.answer === item.expected;
  const events = isExpected ? answer.events : eventsOf(item, answer, visit);
  if (!isExpected && events.length === 0) {
    return [engineFinding({ code: 'missing-follow-up', effect: 'missing', itemId: item.id })];
  }
  return events.flatMap((event) => assessEvent(event, item.id, visit));
};

const assessItem = (item: Question, given: QuestionnaireAnswers, visit: Visit): Finding[] => {
  const answers = given.answers.filter(({ itemId }) => itemId === item.id);
  if (answers.length === 0) {
    const code = item.expected === 'signed' ? 'missing-signature' : 'missing-answer';
    return [engineFinding({ code, effect: 'missing', itemId: item.id })];
  }
  return answers.flatMap((answer) => assessAnswer(item, answer, visit));
};

/** Every question that applies to the donor must be answered; an unexpected answer gives its reasons. */
export const assessQuestionnaire = (
  input: ScreeningInput,
  questionnaire: Questionnaire,
  visit: Visit,
): Finding[] => {
  const given = input.questionnaire;
  if (given === null) {
    return [engineFinding({ code: 'missing-questionnaire', effect: 'missing' })];
  }
  if (
    given.questionnaireId !== questionnaire.id ||
    given.questionnaireVersion !== questionnaire.version
  ) {
    return [engineFinding({ code: 'questionnaire-other-version', effect: 'missing' })];
  }
  const { sex } = input.donor;
  return questionnaire.items
    .filter(({ appliesTo }) => appliesTo === 'all' || sex === null || appliesTo === sex)
    .flatMap((item) => assessItem(item, given, visit));
};
