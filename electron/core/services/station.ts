import { type Refusal, type RefusalReason, refused } from '../../../shared/contract/refusals.ts';
import { epochId } from '../../../shared/ids.ts';
import { err, ok } from '../../../shared/result.ts';
import { type EnrolRefusal, readEnrolCode } from '../../../shared/sync/enrolment.ts';
import { beginEpoch } from '../store/begin-epoch.ts';
import { haltOf } from '../store/halt.ts';
import { epochStates } from '../store/journal.ts';
import { openSession } from '../store/reads/session.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import type { Reader } from '../store/writer.ts';
import type { AddressProblem, EnrolFailure, StationDesk } from '../sync/station-desk.ts';
import type { Sync } from '../sync/sync.ts';
import type { AllHandlers, Context } from './context.ts';
import { secondPerson } from './staff.ts';

const addressReasons = {
  wrong: 'station-address-wrong',
  plain: 'station-address-plain',
  fixed: 'station-address-fixed',
} as const satisfies Record<AddressProblem, RefusalReason>;

const enrolReasons = {
  'code-unknown': 'enrol-code-unknown',
  'code-expired': 'enrol-code-expired',
  'code-used': 'enrol-code-used',
  'code-of-other-vehicle': 'enrol-code-of-other-vehicle',
  'key-enrolled-elsewhere': 'enrol-key-enrolled-elsewhere',
  'key-revoked': 'enrol-key-revoked',
  'proof-wrong': 'enrol-proof-wrong',
  'too-many-tries': 'enrol-too-many-tries',
} as const satisfies Record<EnrolRefusal['error'], RefusalReason>;

/** Why an enrolment came to nothing, as a reason with a sentence. */
function enrolRefusal(failure: EnrolFailure): Refusal {
  switch (failure.kind) {
    case 'address':
      return refused(addressReasons[failure.problem]);
    case 'enrol':
      return refused(enrolReasons[failure.error], { vehicle: failure.vehicle });
    case 'unreachable':
    case 'cut':
      return refused('station-unreachable');
    case 'not-the-station':
    case 'not-allowed':
    case 'too-large':
    case 'not-enrolled':
    case 'revoked':
    case 'nonce':
    case 'bad-signature':
      return refused('not-the-station');
  }
}

/** Every range of which a lost state may have used numbers: those of the open session and those received last. */
const rangesInUse = (db: Reader): string[] => {
  const ranges = [...(takenAlong(db)?.data.dinRanges ?? []), ...(openSession(db)?.dinRanges ?? [])];
  return [...new Set(ranges.map(({ rangeId }) => rangeId))];
};

export const stationHandlers = (
  ctx: Context,
  desk: StationDesk,
  sync: Sync,
): Pick<AllHandlers, 'station.connection' | 'station.enrol' | 'epoch.begin'> => ({
  'station.connection': (db) =>
    ok({
      ...{ url: desk.url(), isFixed: desk.isFixed, laptop: desk.laptop, vehicle: ctx.vehicle },
      halted: haltOf(db)?.kind ?? null,
    }),

  'station.enrol': async ({ url, code }) => {
    if (!readEnrolCode(code).ok) return err(refused('enrol-code-wrong-form'));
    const enrolled = await desk.enrol(url.trim(), code);
    if (!enrolled.ok) return err(enrolRefusal(enrolled.error));
    await sync.now();
    return ok({ stationName: enrolled.value.stationName, vehicle: enrolled.value.vehicle });
  },

  'epoch.begin': (tx, { reason, secondOperator }, caller) => {
    const halt = haltOf(tx);
    if (halt?.kind !== 'restored') return err(refused('laptop-not-restored'));
    const second = secondPerson(ctx, tx, caller, secondOperator);
    if (!second.ok) return second;
    const left = epochStates(tx).find(({ epoch }) => epoch === halt.epoch);
    if (!left) throw new Error('the epoch the station named is not here');
    const epoch = epochId.parse(ctx.random.uuid());
    beginEpoch(tx, {
      ...{ epoch, operator: caller.operator, atMs: ctx.clock.nowMs() },
      body: {
        ...{ vehicle: ctx.vehicle, reason: 'restored', appVersion: ctx.appVersion },
        devicePublicKey: ctx.devicePublicKey,
        follows: {
          ...{ epoch: epochId.parse(left.epoch), seq: left.head.seq, hash: left.head.hash },
          branch: epochId.parse(ctx.random.uuid()),
          closedRanges: rangesInUse(tx),
          ...{ why: reason, secondOperator: second.value },
        },
      },
    });
    return ok({ epoch });
  },
});
