import { termState } from '../../../shared/domain/staff/term.ts';
import { ok } from '../../../shared/result.ts';
import { openSession } from '../store/reads/session.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import type { AllHandlers, Context } from './context.ts';
import { dinsLeft } from './din-supply.ts';
import { staffOf } from './staff.ts';
import { today } from './today.ts';

export const appHandlers = (ctx: Context): Pick<AllHandlers, 'app.state' | 'drive.list'> => ({
  'app.state': (db, _input, caller) => {
    const taken = takenAlong(db);
    const nowMs = ctx.clock.nowMs();
    const index = ctx.donorIndex();
    const staff = staffOf(db).map(({ operatorId, name, roles, term }) => ({
      ...{ operatorId, name, roles },
      mayAct: termState(term, ctx.nowMs()) === 'in-force',
    }));
    return ok({
      appVersion: ctx.appVersion,
      nowMs,
      vehicle: ctx.vehicle,
      stationName: taken?.data.station.name ?? null,
      demo: ctx.demo,
      simulatorsUrl: ctx.simulatorsUrl,
      operator: staff.find(({ operatorId }) => operatorId === caller.operator) ?? {
        operatorId: caller.operator,
        name: caller.operator,
        roles: [...caller.roles],
        mayAct: true,
      },
      staff,
      takenAlong: taken
        ? {
            version: taken.data.version,
            receivedAtMs: taken.receivedAtMs,
            indexVersion: taken.indexVersion,
            indexedDonors: index?.count() ?? 0,
            deferralListAgeMs: Math.max(0, nowMs - taken.receivedAtMs),
            deferralListAgeMaxMs: taken.data.settings.deferralListAgeMaxMs,
          }
        : null,
      openSession: openSession(db)?.sessionId ?? null,
    });
  },
  'drive.list': (db) => {
    const taken = takenAlong(db);
    const { date } = today(ctx);
    return ok({
      drives: [...(taken?.data.drives ?? [])],
      here: { vehicle: ctx.vehicle, date },
      bagLots: (taken?.data.bagLots ?? []).map((lot) => ({
        ...lot,
        expired: lot.expiresOn < date,
      })),
      dinsLeft: dinsLeft(db, taken?.data.dinRanges ?? []),
    });
  },
});
