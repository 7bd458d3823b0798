import { parseIdNumber } from '../../../shared/codes/id-number.ts';
import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import type { Caller } from '../../../shared/contract/router.ts';
import { ageOn } from '../../../shared/domain/civil-date.ts';
import { donorKeyOf } from '../../../shared/domain/donor/donor-key.ts';
import { checkAtRegistration } from '../../../shared/domain/screening/check-at-registration.ts';
import type { DonorKey, OperatorId } from '../../../shared/ids.ts';
import type {
  Identity,
  IdentitySource,
  RegistrationAnswer,
} from '../../../shared/journal/bodies/donor.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { visitId as visitIdSchema } from '../../../shared/ids.ts';
import { openSession, type Session } from '../store/reads/session.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import { drawsOfDonor, nextTicket, visitById, visitOfDonor } from '../store/reads/visit.ts';
import type { Reader, Writer } from '../store/writer.ts';
import type { CardDesk } from './card-desk.ts';
import type { AllHandlers, Context } from './context.ts';
import { donorFacts } from './donor-facts.ts';
import { listAge } from './list-age.ts';
import { rulesOn } from './rules.ts';
import { secondPerson } from './staff.ts';
import { sessionUnderWay, visitAt } from './steps.ts';
import { today } from './today.ts';
import { visitView } from './visit-view.ts';
import { donationOfVisit } from '../store/reads/donation.ts';

interface Known {
  readonly key: DonorKey;
  readonly answer: RegistrationAnswer;
}

/** What the index and the rules say of this person today, before anything is asked. */
function lookUp(ctx: Context, db: Reader, identity: Identity): Result<Known, Refusal> {
  const taken = takenAlong(db);
  const index = ctx.donorIndex();
  // Without the index everybody would look like a first-time donor, deferred ones included.
  if (!taken || !index) return err(refused('no-station-data'));
  const age = listAge(ctx, taken);
  if (!age.ok) return age;
  const { date } = today(ctx);
  const rules = rulesOn(ctx, db, date);
  if (!rules.ok) return rules;
  const keyed = donorKeyOf(identity.documentType, identity.documentNumber, (text) =>
    ctx.hashing.hmacSha256(taken.donorHashKeyHex, text),
  );
  if (!keyed.ok) return err(refused('id-number-wrong', { problem: keyed.error }));
  const key = keyed.value;
  const indexed = index.find(key) ?? null;
  const facts = donorFacts(identity, indexed, drawsOfDonor(db, key));
  const check = checkAtRegistration(
    { ...facts, date, wantedType: 'whole-blood' },
    rules.value.ruleSet,
  );
  return ok({ key, answer: { indexed, check } });
}

/** A donor stands once in a session; who left of his or her own will may come back. */
function registeredBefore(db: Reader, session: Session, key: DonorKey) {
  const visit = visitOfDonor(db, session.sessionId, key);
  return visit && visit.endedReason !== 'left' ? visit : undefined;
}

interface Given {
  readonly identity: Identity;
  readonly source: IdentitySource;
}

type SourceInput =
  | { readonly kind: 'card'; readonly cardReadId: string }
  | {
      readonly kind: 'typed';
      readonly identity: Identity;
      readonly reason: string;
      readonly witness: OperatorId;
    };

function identityFrom(
  tx: Writer,
  desk: CardDesk,
  caller: Caller,
  source: SourceInput,
): Result<Given, Refusal> {
  if (source.kind === 'card') {
    const card = desk.current();
    if (card?.cardReadId !== source.cardReadId) return err(refused('card-not-on-reader'));
    return ok(card);
  }
  if (source.reason.trim().length < 2) return err(refused('reason-needed'));
  const witness = secondPerson(tx, caller, source.witness);
  if (!witness.ok) return witness;
  const typed = { kind: 'typed' as const, reason: source.reason.trim(), witness: witness.value };
  const { identity } = source;
  if (identity.documentType !== 'resident-id' && identity.documentType !== 'hmt-permit') {
    return ok({ identity, source: typed });
  }
  const number = parseIdNumber(identity.documentNumber);
  if (!number.ok) return err(refused('id-number-wrong', { problem: number.error }));
  // The number says sex and birth date itself; what was typed beside it cannot say otherwise.
  const { birthDate, sex, number: documentNumber } = number.value;
  return ok({ identity: { ...identity, documentNumber, birthDate, sex }, source: typed });
}

export const donorHandlers = (
  ctx: Context,
  desk: CardDesk,
): Pick<AllHandlers, 'id-card.current' | 'donor.register' | 'visit.get' | 'visit.end'> => ({
  'id-card.current': (db) => {
    const held = desk.current();
    if (!held) return ok({ card: null });
    const known = lookUp(ctx, db, held.identity);
    if (!known.ok) return known;
    const { key, answer } = known.value;
    const session = openSession(db);
    return ok({
      card: {
        cardReadId: held.cardReadId,
        identity: held.identity,
        ageYears: ageOn(held.identity.birthDate, today(ctx).date),
        answer,
        alreadyRegistered: (session && registeredBefore(db, session, key)?.visitId) ?? null,
      },
    });
  },

  'donor.register': (tx, input, caller) => {
    const session = sessionUnderWay(tx);
    if (!session.ok) return session;
    if (!input.personChecked) return err(refused('person-not-checked'));
    const given = identityFrom(tx, desk, caller, input.source);
    if (!given.ok) return given;
    const { identity, source } = given.value;
    if (identity.validTo !== null && identity.validTo < today(ctx).date) {
      return err(refused('identity-expired', { until: identity.validTo }));
    }
    const known = lookUp(ctx, tx, identity);
    if (!known.ok) return known;
    const { key, answer } = known.value;
    const before = registeredBefore(tx, session.value, key);
    if (before) return err(refused('already-registered-today', { ticket: before.ticket }));

    const { sessionId } = session.value;
    const visitId = visitIdSchema.parse(ctx.random.uuid());
    const ticket = nextTicket(tx, sessionId);
    const about = { operator: caller.operator, session: sessionId, subject: visitId };
    const { organisation, phone } = input;
    tx.append({
      type: 'donor.registered',
      ...about,
      body: {
        ...{ visitId, sessionId, ticket, donorKey: key, identity, source },
        ...{ personChecked: true, organisation, phone, answer },
      },
    });
    if (answer.check.kind !== 'may-continue') {
      tx.append({ type: 'visit.ended', ...about, body: { visitId, reason: 'deferred' } });
    }
    return ok({ visitId, ticket, check: answer.check });
  },

  'visit.get': (db, { visitId }) => {
    const visit = visitById(db, visitId);
    if (!visit) return err(refused('visit-unknown'));
    return ok(visitView(ctx, db, visit));
  },

  'visit.end': (tx, { visitId, reason }, caller) => {
    const stages =
      reason === 'completed'
        ? (['observation'] as const)
        : (['questionnaire', 'examination', 'test', 'collection'] as const);
    const at = visitAt(tx, visitId, stages);
    if (!at.ok) return at;
    const donation = donationOfVisit(tx, visitId);
    if (donation?.state === 'started') return err(refused('draw-running'));
    // A number already bound must be destroyed before two people, not forgotten.
    if (donation?.state === 'prepared') return err(refused('donation-already-prepared'));
    tx.append({
      type: 'visit.ended',
      operator: caller.operator,
      session: at.value.session.sessionId,
      subject: visitId,
      body: { visitId, reason },
    });
    return ok({});
  },
});
