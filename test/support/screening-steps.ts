import type { Person } from '../../scripts/day/person.ts';
import type { Caller } from '../../shared/contract/router.ts';
import type { Decision, ReportedEvent } from '../../shared/domain/screening/schema.ts';
import type { VisitId } from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';
import { answers, examination, register, tests } from './donor-steps.ts';
import { staff } from './station-data.ts';
import type { TestCore } from './test-core.ts';

/** A caller who has only these roles. */
export const as = (...roles: Role[]): { readonly caller: Caller } => ({
  caller: { operator: staff.demo, roles, machine: 'this-laptop' },
});

export interface Told {
  readonly event?: Partial<ReportedEvent> & { readonly reason: string };
  /** An observation of the examiner's that is not normal. */
  readonly abnormal?: string;
}

/** The person's answers, with one event reported where the questionnaire asks for it. */
export async function toldAnswers(
  test: TestCore,
  visitId: VisitId,
  person: Person,
  event: Told['event'],
) {
  const form = await answers(test, visitId, person);
  if (!event) return form;
  const { questionnaire } = await test.ok('screening.forms', {});
  const { sex } = person.donor.card;
  const item = questionnaire.items.find(
    ({ reasons, appliesTo }) =>
      reasons.includes(event.reason) && (appliesTo === 'all' || appliesTo === sex),
  );
  if (!item) throw new Error(`nothing asks for ${event.reason}`);
  const whole = { date: null, time: null, active: false, incubationDays: null, ...event };
  const given = {
    itemId: item.id,
    answer: item.expected === 'no' ? ('yes' as const) : ('no' as const),
    events: [whole],
  };
  const others = form.answers.answers.filter(({ itemId }) => itemId !== item.id);
  return { ...form, answers: { ...form.answers, answers: [...others, given] } };
}

export function examinationWith(visitId: VisitId, person: Person, abnormal?: string) {
  const made = examination(visitId, person);
  const observations = made.vitals.observations.map((each) =>
    each.code === abnormal ? { ...each, result: 'abnormal' as const } : each,
  );
  return { ...made, vitals: { ...made.vitals, observations } };
}

/** Registers a person and takes him or her to the decision, at the step that makes it. */
export async function screen(
  test: TestCore,
  person: Person,
  { event, abnormal }: Told = {},
): Promise<{ readonly visitId: VisitId; readonly decision: Decision }> {
  const visitId = await register(test, person);
  const form = await toldAnswers(test, visitId, person, event);
  const answered = await test.ok('questionnaire.answer', form);
  if (answered.decision) return { visitId, decision: answered.decision };
  const exam = examinationWith(visitId, person, abnormal);
  const examined = await test.ok('examination.record', exam);
  if (examined.decision) return { visitId, decision: examined.decision };
  const { decision } = await test.ok('test.record', tests(visitId, person));
  return { visitId, decision };
}

/** Everybody still there leaves, the day is sealed, and it is the next day, half past eight. */
export async function sleep(test: TestCore): Promise<void> {
  const board = await test.ok('session.board', {});
  for (const { visitId, stage } of board?.cards ?? []) {
    if (stage === 'ended') continue;
    const reason = stage === 'observation' ? 'completed' : 'left';
    await test.ok('visit.end', { visitId, reason });
  }
  await test.ok('session.seal', { secondOperator: staff.zhang });
  test.world.passTime(86_400_000);
}
