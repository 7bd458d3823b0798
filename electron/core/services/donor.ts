import { parseIdNumber } from '../../../shared/codes/id-number.ts';
import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import type { DonorMatch } from '../../../shared/contract/donor.ts';
import type { Caller } from '../../../shared/contract/router.ts';
import { ageOn } from '../../../shared/domain/civil-date.ts';
import { documentState } from '../../../shared/domain/donor/document-validity.ts';
import { checkAtRegistration } from '../../../shared/domain/screening/check-at-registration.ts';
import type { DonorKey, OperatorId } from '../../../shared/ids.ts';
import type {
  Identity,
  IdentitySource,
  RegistrationAnswer,
} from '../../../shared/journal/bodies/donor.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { integrityFlagId, visitId as visitIdSchema } from '../../../shared/ids.ts';
import { openSession, type Session } from '../store/reads/session.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import { nextTicket, visitById, visitOfDonor } from '../store/reads/visit.ts';
import type { Reader, Writer } from '../store/writer.ts';
import type { CardDesk } from './card-desk.ts';
import type { AllHandlers, Context } from './context.ts';
import { donorFacts } from './donor-facts.ts';
import { type DonorKeys, keysOf, maybeSamePerson } from './donor-match.ts';
import { listAge } from './list-age.ts';
import { rulesOn } from './rules.ts';
import { secondPerson } from './staff.ts';
import { sessionUnderWay, visitAt } from './steps.ts';
import { today } from './today.ts';
import { visitView } from './visit-view.ts';
import { donationOfVisit } from '../store/reads/donation.ts';

interface Known extends DonorKeys {
  readonly answer: RegistrationAnswer;
}

/** What the index and the rules say of this person today, before anything is asked. */
function lookUp(
  ctx: Context,
  db: Reader,
  identity: Identity,
  samePersonAs: readonly DonorKey[] = [],
): Result<Known, Refusal> {
  const taken = takenAlong(db);
  const index = ctx.donorIndex();
  // Without the index everybody would look like a first-time donor, deferred ones included.
  if (!taken || !index) return err(refused('no-station-data'));
  const age = listAge(ctx, taken);
  if (!age.ok) return age;
  const keys = keysOf(ctx, db, identity);
  if (!keys.ok) return keys;
  const { date } = today(ctx);
  const rules = rulesOn(ctx, db, date);
  if (!rules.ok) return rules;
  const inIndex = (key: DonorKey) => index.find(key) ?? null;
  const indexed = inIndex(keys.value.donorKey);
  const others = samePersonAs.map((key) => ({ key, indexed: inIndex(key) }));
  const facts = donorFacts(db, identity, [{ key: keys.value.donorKey, indexed }, ...others]);
  const check = checkAtRegistration(
    { ...facts, date, wantedType: 'whole-blood' },
    rules.value.ruleSet,
  );
  const known = others.flatMap((other) => (other.indexed ? [other.indexed] : []));
  return ok({ ...keys.value, answer: { indexed, others: known, check } });
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
  ctx: Context,
  tx: Writer,
  desk: CardDesk,
  caller: Caller,
  source: SourceInput,
): Result<Given, Refusal> {
  if (source.kind === 'card') {
    const place = desk.of(caller);
    if (!place.ok) return place;
    const card = place.value.current();
    if (card?.cardReadId !== source.cardReadId) return err(refused('card-not-on-reader'));
    return ok(card);
  }
  if (source.reason.trim().length < 2) return err(refused('reason-needed'));
  const witness = secondPerson(ctx, tx, caller, source.witness);
  if (!witness.ok) return witness;
  const typed = { kind: 'typed' as const, reason: source.reason.trim(), witness: witness.value };
  const checked = checkedIdentity(source.identity);
  return checked.ok ? ok({ identity: checked.value, source: typed }) : checked;
}

/** A typed identity whose number checks; the number says sex and birth date itself, and what was typed beside it cannot say otherwise. */
function checkedIdentity(identity: Identity): Result<Identity, Refusal> {
  if (identity.documentType !== 'resident-id' && identity.documentType !== 'hmt-permit') {
    return ok(identity);
  }
  const number = parseIdNumber(identity.documentNumber);
  if (!number.ok) return err(refused('id-number-wrong', { problem: number.error }));
  const { birthDate, sex, number: documentNumber } = number.value;
  return ok({ ...identity, documentNumber, birthDate, sex });
}

function documentOn(ctx: Context, identity: Identity): DonorMatch['document'] {
  const state = documentState(identity, today(ctx).date);
  const isTold = ctx.resources.registration.expiredDocument.value === 'tell';
  return { state, mayRegister: state !== 'expired' || isTold };
}

/** Everything to say of a document's person before anybody is registered. */
function matchOf(ctx: Context, db: Reader, identity: Identity): Result<DonorMatch, Refusal> {
  const known = lookUp(ctx, db, identity);
  if (!known.ok) return known;
  const { donorKey, answer } = known.value;
  const session = openSession(db);
  return ok({
    identity,
    ageYears: ageOn(identity.birthDate, today(ctx).date),
    document: documentOn(ctx, identity),
    answer,
    alreadyRegistered: (session && registeredBefore(db, session, donorKey)?.visitId) ?? null,
    maybeSamePerson: maybeSamePerson(ctx, db, known.value),
  });
}

export const donorHandlers = (
  ctx: Context,
  desk: CardDesk,
): Pick<
  AllHandlers,
  'id-card.current' | 'donor.match' | 'donor.register' | 'visit.get' | 'visit.end'
> => ({
  'id-card.current': (db, _input, caller) => {
    const place = desk.of(caller);
    // No failure: this machine registers by hand, and its screen says whose the reader is.
    if (!place.ok) return ok({ card: null, lies: false });
    const held = place.value.current();
    const lies = place.value.lies();
    if (!held) return ok({ card: null, lies });
    const match = matchOf(ctx, db, held.identity);
    if (!match.ok) return match;
    const { alreadyRegistered } = match.value;
    const before = alreadyRegistered === null ? undefined : visitById(db, alreadyRegistered);
    const isRepeat = before !== undefined && held.readAtMs > before.registeredAtMs;
    return ok({ card: { cardReadId: held.cardReadId, isRepeat, ...match.value }, lies });
  },

  'donor.match': (db, { identity }) => {
    const checked = checkedIdentity(identity);
    return checked.ok ? matchOf(ctx, db, checked.value) : checked;
  },

  'donor.register': (tx, input, caller) => {
    const session = sessionUnderWay(tx);
    if (!session.ok) return session;
    if (!input.personChecked) return err(refused('person-not-checked'));
    const given = identityFrom(ctx, tx, desk, caller, input.source);
    if (!given.ok) return given;
    const { identity, source } = given.value;
    if (!documentOn(ctx, identity).mayRegister) {
      return err(refused('identity-expired', { until: identity.validTo ?? '' }));
    }
    const keys = keysOf(ctx, tx, identity);
    if (!keys.ok) return keys;
    const before = registeredBefore(tx, session.value, keys.value.donorKey);
    if (before) return err(refused('already-registered-today', { ticket: before.ticket }));
    const proposed = maybeSamePerson(ctx, tx, keys.value);
    // Only what was proposed can be confirmed: a key from elsewhere would join two strangers' records.
    const samePersonAs = input.samePersonAs.filter((key) =>
      proposed.some((each) => each.donorKey === key),
    );
    const known = lookUp(ctx, tx, identity, samePersonAs);
    if (!known.ok) return known;
    const { donorKey, personKey, answer } = known.value;

    const { sessionId } = session.value;
    const visitId = visitIdSchema.parse(ctx.random.uuid());
    const ticket = nextTicket(tx, sessionId);
    const about = { operator: caller.operator, session: sessionId, subject: visitId };
    const { organisation, phone } = input;
    tx.append({
      type: 'donor.registered',
      ...about,
      body: {
        ...{ visitId, sessionId, ticket, donorKey, personKey, samePersonAs, identity, source },
        ...{ personChecked: true, organisation, phone, answer },
      },
    });
    for (const { visitId: otherVisitId } of proposed) {
      if (otherVisitId === null) continue;
      const flagId = integrityFlagId.parse(ctx.random.uuid());
      const kind = 'same-person-other-document' as const;
      const body = { flagId, sessionId, visitId, kind, otherVisitId };
      tx.append({ type: 'integrity.flagged', ...about, body });
    }
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
