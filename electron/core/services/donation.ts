import { parseTypedDin } from '../../../shared/codes/isbt128/din.ts';
import { scannedLabel } from '../../../shared/codes/scan.ts';
import type { Din } from '../../../shared/codes/isbt128/din.ts';
import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import { timeMarks } from '../../../shared/domain/donation/timing.ts';
import { checkVolume } from '../../../shared/domain/donation/volume.ts';
import { donationId as donationIdSchema } from '../../../shared/ids.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { haltOf } from '../store/halt.ts';
import { type Donation, donationOfVisit } from '../store/reads/donation.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import type { Session } from '../store/reads/session.ts';
import { type Visit, visitById } from '../store/reads/visit.ts';
import type { Reader, Writer } from '../store/writer.ts';
import type { CardDesk, CardPlace } from './card-desk.ts';
import type { AllHandlers, Context } from './context.ts';
import { keysOf } from './donor-match.ts';
import { checkDin, nextDin } from './din-supply.ts';
import { secondPerson } from './staff.ts';
import { collectionRulesOn } from './rules.ts';
import { donationStep, visitAt } from './steps.ts';
import { checkDrawn, checkStillAllowed } from './still-allowed.ts';
import { today } from './today.ts';
import { usableRanges } from './usable-ranges.ts';

type DinInput =
  | { readonly kind: 'scanned'; readonly raw: string }
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'next' };

interface BoundDin {
  readonly din: Din;
  readonly origin: 'scanned' | 'typed' | 'next-of-range';
}

/** Identifier, length and characters first, then range and use: nothing of a code is used before it is known what it is. */
function bindDin(
  ctx: Context,
  tx: Writer,
  session: Session,
  input: DinInput,
): Result<BoundDin, Refusal> {
  const ranges = usableRanges(tx, session);
  switch (input.kind) {
    case 'next': {
      const din = nextDin(tx, ranges);
      return din.ok ? ok({ din: din.value, origin: 'next-of-range' }) : din;
    }
    case 'scanned': {
      const scan = scannedLabel(input.raw, ctx.resources.localNumbers);
      if (!scan.ok) return err(refused('din-unreadable', { problem: scan.error }));
      const din = checkDin(tx, ranges, scan.value.din);
      return din.ok ? ok({ din: din.value, origin: 'scanned' }) : din;
    }
    case 'typed': {
      const typed = parseTypedDin(input.text);
      if (!typed.ok) {
        return err(
          typed.error === 'check-character-wrong'
            ? refused('din-check-character-wrong')
            : refused('din-unreadable', { problem: typed.error }),
        );
      }
      const din = checkDin(tx, ranges, typed.value);
      return din.ok ? ok({ din: din.value, origin: 'typed' }) : din;
    }
  }
}

/** A bag of the session that is not expired and made for the volume. */
function checkBag(
  session: Session,
  lot: string,
  volumeMl: number,
  date: string,
): Result<null, Refusal> {
  const bag = session.bagLots.find((each) => each.lot === lot);
  if (!bag) return err(refused('bag-lot-unknown', { lot }));
  if (bag.expiresOn < date)
    return err(refused('bag-lot-expired', { lot, expiresOn: bag.expiresOn }));
  if (volumeMl > bag.nominalVolumeMl) {
    return err(refused('volume-not-allowed', { volumeMl, bagMl: bag.nominalVolumeMl }));
  }
  return ok(null);
}

function checkAllowed(
  ctx: Context,
  db: Reader,
  visit: Visit,
  volumeMl: number,
): Result<null, Refusal> {
  if (visit.decision?.kind !== 'eligible') return err(refused('not-eligible'));
  const free = checkStillAllowed(ctx, db, visit);
  if (!free.ok) return free;
  const drawn = checkDrawn(ctx, db, visit, volumeMl);
  if (!drawn.ok) return drawn;
  if (!visit.decision.allowedVolumesMl.includes(volumeMl)) {
    const allowed = visit.decision.allowedVolumesMl.join(', ');
    return err(refused('volume-not-allowed', { volumeMl, allowed }));
  }
  return ok(null);
}

const haltReasons = { restored: 'laptop-restored', revoked: 'laptop-revoked' } as const;

/** The station found this laptop restored, or revoked it: its next number may be on another bag already. */
function checkMayBind(db: Reader): Result<null, Refusal> {
  const halt = haltOf(db);
  return halt === undefined ? ok(null) : err(refused(haltReasons[halt.kind]));
}

/** The card on the reader is the one the donor was registered with. */
function isCardOf(ctx: Context, db: Reader, place: CardPlace, { visitId }: Donation): boolean {
  const card = place.current();
  const visit = visitById(db, visitId);
  if (!card || !visit) return false;
  const keys = keysOf(ctx, db, card.identity);
  return keys.ok && keys.value.donorKey === visit.donorKey;
}

export const donationHandlers = (
  ctx: Context,
  desk: CardDesk,
): Pick<
  AllHandlers,
  | 'donation.prepare'
  | 'donation.confirm-identity'
  | 'donation.start'
  | 'donation.stop'
  | 'donation.spoil'
> => ({
  'donation.prepare': (tx, input, caller) => {
    const at = visitAt(tx, input.visitId, ['collection']);
    if (!at.ok) return at;
    const { session, visit } = at.value;
    const mayBind = checkMayBind(tx);
    if (!mayBind.ok) return mayBind;
    const volume = checkAllowed(ctx, tx, visit, input.volumeMl);
    if (!volume.ok) return volume;
    const bag = checkBag(session, input.bagLot, input.volumeMl, today(ctx).date);
    if (!bag.ok) return bag;
    const living = donationOfVisit(tx, visit.visitId);
    if (living && living.state !== 'spoiled') {
      return err(refused('donation-already-prepared', { din: living.din }));
    }
    const bound = bindDin(ctx, tx, session, input.din);
    if (!bound.ok) return bound;
    const taken = takenAlong(tx);
    if (!taken) return err(refused('no-station-data'));
    const { din, origin } = bound.value;
    const donationId = donationIdSchema.parse(ctx.random.uuid());
    tx.append({
      type: 'donation.prepared',
      operator: caller.operator,
      session: session.sessionId,
      subject: donationId,
      body: {
        ...{ donationId, sessionId: session.sessionId, visitId: visit.visitId },
        ...{ din, dinOrigin: origin, bagLot: input.bagLot, volumeMl: input.volumeMl },
        labels: taken.data.settings.labelSet,
      },
    });
    return ok({ donationId, din });
  },

  'donation.confirm-identity': (tx, { donationId, how }, caller) => {
    const at = donationStep(tx, donationId, 'identity-confirmed');
    if (!at.ok) return at;
    if (how === 'card') {
      const place = desk.of(caller);
      if (!place.ok) return place;
      if (!isCardOf(ctx, tx, place.value, at.value.donation)) {
        return err(refused('card-of-other-person'));
      }
    }
    tx.append({
      type: 'donation.identity-confirmed',
      operator: caller.operator,
      session: at.value.session.sessionId,
      subject: donationId,
      body: { donationId, how },
    });
    return ok({});
  },

  'donation.start': (tx, { donationId }, caller) => {
    const at = donationStep(tx, donationId, 'started');
    if (!at.ok) return at;
    const visit = visitById(tx, at.value.donation.visitId);
    if (!visit) throw new Error('a donation without its visit');
    const free = checkStillAllowed(ctx, tx, visit);
    if (!free.ok) return free;
    tx.append({
      type: 'donation.started',
      operator: caller.operator,
      session: at.value.session.sessionId,
      subject: donationId,
      body: { donationId },
    });
    return ok({});
  },

  'donation.stop': (tx, input, caller) => {
    const { donationId, volumeMl, volumeSource, scaleFrame } = input;
    const at = donationStep(tx, donationId, 'stopped');
    if (!at.ok) return at;
    const { donation, session } = at.value;
    if (volumeSource === 'scale' && !ctx.mayRead('scale', caller.machine)) {
      return err(refused('device-of-other-machine'));
    }
    if (volumeMl < 0 || volumeMl > volumeMlMax) {
      return err(refused('volume-impossible', { volumeMl }));
    }
    const rules = collectionRulesOn(ctx, today(ctx).date);
    if (!rules.ok) return rules;
    const elapsedMs = ctx.clock.nowMs() - (donation.startedAtMs ?? 0);
    const durationS = Math.round(Math.max(0, elapsedMs) / 1000);
    const { kind } = checkVolume(donation.wantedVolumeMl, volumeMl, rules.value);
    const marks = {
      // The clock was set back during the draw: nobody knows how long it took, and unknown never helps.
      ...(elapsedMs < 0
        ? { noPlatelets: true, noFfp: true }
        : timeMarks(donation.wantedVolumeMl, durationS, rules.value)),
      volumeOutOfTolerance: kind !== 'within',
    };
    tx.append({
      type: 'donation.stopped',
      operator: caller.operator,
      session: session.sessionId,
      subject: donationId,
      body: { donationId, volumeMl, volumeSource, scaleFrame, durationS, marks },
    });
    return ok({ durationS, marks });
  },

  'donation.spoil': (tx, { donationId, reason, witness }, caller) => {
    const at = donationStep(tx, donationId, 'spoiled');
    if (!at.ok) return at;
    const { donation, session } = at.value;
    const second = secondPerson(ctx, tx, caller, witness);
    if (!second.ok) return second;
    tx.append({
      type: 'donation.spoiled',
      operator: caller.operator,
      session: session.sessionId,
      subject: donationId,
      body: { donationId, din: donation.din, reason, witness: second.value },
    });
    return ok({});
  },
});

/** No whole-blood bag holds more; a larger figure is a typing error or a scale left untared. */
const volumeMlMax = 600;
