import { refused } from '../../../shared/contract/refusals.ts';
import { driveOf } from '../../../shared/domain/drive/planned-drive.ts';
import { departuresOf } from '../../../shared/domain/drive/standing.ts';
import { sessionId as sessionIdSchema } from '../../../shared/ids.ts';
import { err, ok } from '../../../shared/result.ts';
import { openSession, sealedSessions } from '../store/reads/session.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import { boxesOf, cardsOf, registeredByHour } from './board.ts';
import type { AllHandlers, Context } from './context.ts';
import { dinsLeft } from './din-supply.ts';
import { listAge } from './list-age.ts';
import { reconcileSession, totalsOf } from './reconciliation.ts';
import { rulesOn } from './rules.ts';
import { secondPerson } from './staff.ts';
import { sessionUnderWay } from './steps.ts';
import { today } from './today.ts';
import { usableRanges } from './usable-ranges.ts';

/** The operator confirms the vehicle's clock; a confirmation older than this was of another time. */
const confirmationAgeMaxMs = 5 * 60_000;
const sealedListed = 50;

export const sessionHandlers = (
  ctx: Context,
): Pick<
  AllHandlers,
  | 'session.open'
  | 'session.board'
  | 'session.reconciliation'
  | 'session.seal'
  | 'session.sealed-list'
> => ({
  'session.open': (tx, input, caller) => {
    if (openSession(tx)) return err(refused('session-already-open'));
    const taken = takenAlong(tx);
    if (!taken || !ctx.donorIndex()) return err(refused('no-station-data'));
    const { data } = taken;
    const nowMs = ctx.clock.nowMs();
    const { date } = today(ctx);
    const age = listAge(ctx, taken);
    if (!age.ok) return age;
    if (Math.abs(nowMs - input.clockConfirmedAtMs) > confirmationAgeMaxMs) {
      return err(refused('clock-differs'));
    }
    const planned = data.drives.find(({ driveId }) => driveId === input.driveId);
    if (!planned) return err(refused('drive-unknown'));
    const departures = departuresOf(planned, { vehicle: ctx.vehicle, date });
    const { knowingly = [] } = input;
    if (departures.some((each) => !knowingly.includes(each))) {
      return err(refused('drive-against-plan', { departures: departures.join(', ') }));
    }
    const bagLots = [];
    for (const wanted of new Set(input.bagLots)) {
      const lot = data.bagLots.find((each) => each.lot === wanted);
      if (!lot) return err(refused('bag-lot-unknown', { lot: wanted }));
      if (lot.expiresOn < date) {
        return err(refused('bag-lot-expired', { lot: wanted, expiresOn: lot.expiresOn }));
      }
      bagLots.push(lot);
    }
    if (dinsLeft(tx, data.dinRanges) === 0) return err(refused('no-din-range'));
    const rules = rulesOn(ctx, tx, date);
    if (!rules.ok) return rules;
    const { ruleSet, ruleSetSha256 } = rules.value;
    const sessionId = sessionIdSchema.parse(ctx.random.uuid());
    tx.append({
      type: 'session.opened',
      operator: caller.operator,
      session: sessionId,
      subject: sessionId,
      body: {
        ...{ sessionId, drive: driveOf(planned), bagLots, dinRanges: data.dinRanges },
        ...(departures.length > 0 && {
          knowingly: {
            departures,
            confirmedOn: planned.confirmed?.on ?? null,
            confirmedVehicle: planned.confirmed?.vehicle ?? null,
          },
        }),
        ruleSet: { id: ruleSet.id, version: ruleSet.version, sha256: ruleSetSha256 },
        deferralListAgeMs: age.value,
        clockConfirmedAtMs: input.clockConfirmedAtMs,
      },
    });
    return ok({ sessionId });
  },

  'session.board': (db) => {
    const session = openSession(db);
    if (!session) return ok(null);
    const { sessionId, drive, openedAtMs, bagLots } = session;
    return ok({
      ...{ sessionId, drive, openedAtMs },
      bagLots: [...bagLots],
      dinsLeft: dinsLeft(db, usableRanges(db, session)),
      cards: cardsOf(db, session),
      boxes: boxesOf(db, session),
      byHour: registeredByHour(db, session),
      totals: totalsOf(db, session),
    });
  },

  'session.reconciliation': (db) => {
    const session = sessionUnderWay(db);
    if (!session.ok) return session;
    const differences = reconcileSession(db, session.value);
    return ok({
      differences: differences.map(({ code, details }) => ({ code, details })),
      totals: totalsOf(db, session.value),
    });
  },

  'session.seal': (tx, { secondOperator }, caller) => {
    const session = sessionUnderWay(tx);
    if (!session.ok) return session;
    const witness = secondPerson(ctx, tx, caller, secondOperator);
    if (!witness.ok) return witness;
    const differences = reconcileSession(tx, session.value);
    if (differences.length > 0) {
      return err(refused('day-not-reconciled', { count: differences.length }));
    }
    const { sessionId } = session.value;
    const head = tx.head();
    // What the signature covers: everything up to here, by the chain.
    const signature = ctx.sign(`${ctx.store.epoch}:${head.seq}:${head.hash}`);
    tx.append({
      type: 'session.sealed',
      operator: caller.operator,
      session: sessionId,
      subject: sessionId,
      body: {
        sessionId,
        totals: totalsOf(tx, session.value),
        secondOperator: witness.value,
        headSeq: head.seq,
        headHash: head.hash,
        signature,
      },
    });
    return ok({ sessionId, headSeq: head.seq, signature });
  },

  'session.sealed-list': (db) =>
    ok({
      sessions: sealedSessions(db, sealedListed).flatMap(
        ({ sessionId, drive, openedAtMs, seal }) =>
          seal
            ? [{ sessionId, drive, openedAtMs, sealedAtMs: seal.atMs, totals: seal.body.totals }]
            : [],
      ),
    }),
});
