import { refused } from '../../../shared/contract/refusals.ts';
import type { Caller } from '../../../shared/contract/router.ts';
import { decide } from '../../../shared/domain/screening/decide.ts';
import type {
  Decision,
  PreDonationTests,
  QuestionnaireAnswers,
  ScreeningInput,
  Vitals,
} from '../../../shared/domain/screening/schema.ts';
import { nothingTested } from '../../../shared/domain/screening/nothing-tested.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Session } from '../store/reads/session.ts';
import { dropDraft, keepDraft } from '../store/reads/draft.ts';
import type { Visit } from '../store/reads/visit.ts';
import type { Reader, Writer } from '../store/writer.ts';
import type { AllHandlers, Context } from './context.ts';
import { donorFacts } from './donor-facts.ts';
import { recordsOf } from './donor-records.ts';
import { type Rules, rulesOn } from './rules.ts';
import { signedByDonor, signedByExaminer } from './signatures.ts';
import { visitAt } from './steps.ts';
import { today } from './today.ts';

interface Facts {
  readonly answers: QuestionnaireAnswers | null;
  readonly vitals: Vitals | null;
  readonly tests: PreDonationTests | null;
  readonly wantedVolumeMl: number | null;
}

const unknownVitals: Vitals = {
  weightKg: null,
  systolicMmHg: null,
  diastolicMmHg: null,
  pulsePerMin: null,
  temperatureC: null,
  enduranceAthlete: null,
  observations: [],
};

function inputOf(ctx: Context, db: Reader, visit: Visit, facts: Facts): ScreeningInput {
  const { date, time } = today(ctx);
  return {
    ...donorFacts(db, visit.identity, recordsOf(ctx, visit)),
    date,
    time,
    wantedType: 'whole-blood',
    wantedVolumeMl: facts.wantedVolumeMl,
    hlaMatchedApproved: false,
    questionnaire: facts.answers,
    vitals: facts.vitals ?? unknownVitals,
    tests: facts.tests ?? nothingTested,
    overrides: visit.overrides,
  };
}

const barring = ({ kind, reasons }: Decision): Decision['reasons'] =>
  kind === 'deferred' || kind === 'deferred-permanently'
    ? reasons.filter(({ effect }) => effect === 'temporary' || effect === 'permanent')
    : [];

/** Measurements may be repeated after a rest, so one of them alone sends nobody away: a person does. */
const barsByMeasurement = (decision: Decision): boolean =>
  barring(decision).some(({ measured }) => measured !== null);

/** The decision bars the donor whatever is measured again, and nobody may set all of it aside: he or she leaves the queue. */
const isFinal = (decision: Decision): boolean =>
  barring(decision).some(
    ({ overridableBy, measured }) => overridableBy.length === 0 && measured === null,
  );

/** Keeps the decision with everything it was made from; a donor it bars leaves the queue. */
function keepDecision(
  tx: Writer,
  caller: Caller,
  { session, visit }: { readonly session: Session; readonly visit: Visit },
  input: ScreeningInput,
  rules: Rules,
  decision: Decision,
): void {
  const about = { operator: caller.operator, session: session.sessionId, subject: visit.visitId };
  tx.append({
    type: 'screening.decided',
    ...about,
    body: { visitId: visit.visitId, input, ruleSetSha256: rules.ruleSetSha256, decision },
  });
  if (isFinal(decision)) {
    const body = { visitId: visit.visitId, reason: 'deferred' as const };
    tx.append({ type: 'visit.ended', ...about, body });
  }
}

export const screeningHandlers = (
  ctx: Context,
): Pick<
  AllHandlers,
  | 'screening.forms'
  | 'questionnaire.draft'
  | 'questionnaire.answer'
  | 'examination.record'
  | 'test.record'
  | 'screening.override'
> => ({
  'screening.forms': (db) => {
    const rules = rulesOn(ctx, db, today(ctx).date);
    if (!rules.ok) return rules;
    const { questionnaire, ruleSet } = rules.value;
    return ok({ questionnaire, ruleSet, consent: ctx.resources.consent });
  },

  'questionnaire.draft': (tx, { visitId, answers }) => {
    const at = visitAt(tx, visitId, ['questionnaire']);
    if (!at.ok) return at;
    keepDraft(tx, visitId, answers, ctx.clock.nowMs());
    return ok({});
  },

  'questionnaire.answer': (tx, input, caller) => {
    const at = visitAt(tx, input.visitId, ['questionnaire']);
    if (!at.ok) return at;
    const rules = rulesOn(ctx, tx, today(ctx).date);
    if (!rules.ok) return rules;
    if (input.donorSignature.trim() === '') return err(refused('signature-missing'));
    const missing = unanswered(rules.value, at.value.visit, input.answers);
    if (missing.length > 0) return err(refused('answers-missing', { items: missing.join(', ') }));
    const { consent } = ctx.resources;
    const { visitId } = input;
    const textSha256 = ctx.hashing.sha256(consent.text.zh);
    const about = {
      operator: caller.operator,
      session: at.value.session.sessionId,
      subject: visitId,
    };
    tx.append({
      type: 'consent.signed',
      ...about,
      body: {
        visitId,
        consentVersion: consent.version,
        textSha256,
        signedSha256: signedByDonor(ctx.hashing, visitId, textSha256, input.answers),
        donorSignature: input.donorSignature,
      },
    });
    const { questionnaireSha256 } = rules.value;
    tx.append({
      type: 'questionnaire.answered',
      ...about,
      body: { visitId, answers: input.answers, questionnaireSha256 },
    });
    dropDraft(tx, visitId);
    const facts = { answers: input.answers, vitals: null, tests: null, wantedVolumeMl: null };
    return ok({ decision: stepDecision(ctx, tx, caller, at.value, rules.value, facts) });
  },

  'examination.record': (tx, input, caller) => {
    const at = visitAt(tx, input.visitId, ['examination', 'test']);
    if (!at.ok) return at;
    if (input.examinerSignature.trim() === '') return err(refused('signature-missing'));
    const isDevice = input.bloodPressureSource.kind === 'device';
    if (isDevice && !ctx.mayRead('blood-pressure', caller.machine)) {
      return err(refused('device-of-other-machine'));
    }
    const { answers } = at.value.visit;
    const rules = rulesOn(ctx, tx, today(ctx).date);
    if (!rules.ok) return rules;
    tx.append({
      type: 'examination.recorded',
      operator: caller.operator,
      session: at.value.session.sessionId,
      subject: input.visitId,
      body: {
        ...input,
        signedSha256: signedByExaminer(ctx.hashing, input.visitId, answers, input.vitals),
      },
    });
    const facts = { answers, vitals: input.vitals, tests: null, wantedVolumeMl: null };
    return ok({ decision: stepDecision(ctx, tx, caller, at.value, rules.value, facts) });
  },

  'test.record': (tx, { visitId, tests, reagentLot, wantedVolumeMl }, caller) => {
    const at = visitAt(tx, visitId, ['test']);
    if (!at.ok) return at;
    const rules = rulesOn(ctx, tx, today(ctx).date);
    if (!rules.ok) return rules;
    tx.append({
      type: 'test.recorded',
      operator: caller.operator,
      session: at.value.session.sessionId,
      subject: visitId,
      body: { visitId, tests, reagentLot, wantedVolumeMl },
    });
    const { answers, vitals } = at.value.visit;
    const facts = { answers, vitals, tests, wantedVolumeMl };
    return ok({ decision: decideAll(ctx, tx, caller, at.value, rules.value, facts) });
  },

  'screening.override': (tx, { visitId, reason, note }, caller) => {
    const at = visitAt(tx, visitId, ['test']);
    if (!at.ok) return at;
    const { visit, session } = at.value;
    const barring = visit.decision?.reasons.find(({ code }) => code === reason);
    if (!barring) return err(refused('nothing-to-override', { reason }));
    const role = barring.overridableBy.find((each) => caller.roles.includes(each));
    if (role === undefined) return err(refused('override-not-allowed', { reason }));
    if (note.trim().length < 2) return err(refused('note-needed'));
    const rules = rulesOn(ctx, tx, today(ctx).date);
    if (!rules.ok) return rules;
    const value = barring.measured?.value;
    const override = { reason, role, note: note.trim(), ...(value !== undefined && { value }) };
    tx.append({
      type: 'screening.overridden',
      operator: caller.operator,
      session: session.sessionId,
      subject: visitId,
      body: { visitId, ...override },
    });
    const overridden = { ...visit, overrides: [...visit.overrides, override] };
    const { answers, vitals, tests, wantedVolumeMl } = visit;
    const facts = { answers, vitals, tests, wantedVolumeMl };
    const now = { session, visit: overridden };
    return ok({ decision: decideAll(ctx, tx, caller, now, rules.value, facts) });
  },
});

/** Decides over everything there is, and keeps it. */
function decideAll(
  ctx: Context,
  tx: Writer,
  caller: Caller,
  at: { readonly session: Session; readonly visit: Visit },
  rules: Rules,
  facts: Facts,
): Decision {
  const input = inputOf(ctx, tx, at.visit, facts);
  const decision = decide(input, rules.ruleSet, rules.questionnaire);
  keepDecision(tx, caller, at, input, rules, decision);
  return decision;
}

/** After a step that is not the last: a decision is made and kept only when it already bars the donor. */
function stepDecision(
  ctx: Context,
  tx: Writer,
  caller: Caller,
  at: { readonly session: Session; readonly visit: Visit },
  rules: Rules,
  facts: Facts,
): Decision | null {
  const input = inputOf(ctx, tx, at.visit, facts);
  const decision = decide(input, rules.ruleSet, rules.questionnaire);
  if (!isFinal(decision) && !barsByMeasurement(decision)) return null;
  keepDecision(tx, caller, at, input, rules, decision);
  return decision;
}

/** Items that apply to this donor and carry no answer; also all of them when another questionnaire was answered. */
function unanswered(rules: Rules, visit: Visit, given: QuestionnaireAnswers): readonly string[] {
  const { questionnaire } = rules;
  const same =
    given.questionnaireId === questionnaire.id &&
    given.questionnaireVersion === questionnaire.version;
  const answered = new Set(same ? given.answers.map(({ itemId }) => itemId) : []);
  return questionnaire.items
    .filter(({ appliesTo }) => appliesTo === 'all' || appliesTo === visit.identity.sex)
    .map(({ id }) => id)
    .filter((id) => !answered.has(id));
}
