import { refused } from '../../../shared/contract/refusals.ts';
import { err, ok } from '../../../shared/result.ts';
import { localDeferrals } from '../store/reads/deferral.ts';
import { flagsOf } from '../store/reads/integrity.ts';
import {
  drawsOfDonor,
  type Visit,
  visitById,
  visitsOf,
  visitsOfDonor,
} from '../store/reads/visit.ts';
import { openSession } from '../store/reads/session.ts';
import type { Reader } from '../store/writer.ts';
import type { AllHandlers, Context } from './context.ts';
import { donorFacts } from './donor-facts.ts';
import { recordsOf } from './donor-records.ts';
import { dayOf } from '../store/append.ts';

const visitsListed = 50;
const foundMax = 50;

function historyOf(ctx: Context, db: Reader, visit: Visit) {
  const records = recordsOf(ctx, visit);
  const facts = donorFacts(db, visit.identity, records);
  const hereOn = new Set(
    records.flatMap(({ key }) =>
      drawsOfDonor(db, key).map(({ startedAtMs }) => dayOf(startedAtMs)),
    ),
  );
  const placedHere = records
    .flatMap(({ key }) => localDeferrals(db, key))
    .filter(({ placed }) => placed !== null);
  return {
    donations: facts.history
      .toSorted((a, b) => (a.date < b.date ? 1 : -1))
      .map((past) => ({ ...past, onThisVehicle: hereOn.has(past.date) })),
    deferrals: facts.deferrals.map((held) => ({
      ...held,
      onThisVehicle: placedHere.some(
        ({ reason, until }) => reason === held.reason && until === held.until,
      ),
    })),
    visits: records
      .flatMap(({ key }) => visitsOfDonor(db, key, visitsListed))
      .map(({ visitId, ticket, registeredAtMs, endedReason, decision }) => ({
        ...{ visitId, ticket, registeredAtMs, endedReason },
        decision: decision?.kind ?? null,
      })),
    flags: flagsOf(db, visit.sessionId).filter(
      ({ visitId, otherTicket }) => visitId === visit.visitId || otherTicket === visit.ticket,
    ),
  };
}

/** One form for names and for what is typed to find them: full-width letters, case, spaces and the dots within names folded. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·•‧・.]/gu, '');

/** Ticket, a part of the name, pinyin or initials. */
function matches(ctx: Context, visit: Visit, text: string): boolean {
  if (String(visit.ticket) === text || folded(visit.identity.name).includes(text)) return true;
  const { pinyin, initials } = ctx.spell(visit.identity.name);
  return pinyin.startsWith(text) || initials.startsWith(text);
}

export const donorHistoryHandlers = (
  ctx: Context,
): Pick<AllHandlers, 'donor.history' | 'visit.search'> => ({
  'donor.history': (db, { visitId }) => {
    const visit = visitById(db, visitId);
    return visit ? ok(historyOf(ctx, db, visit)) : err(refused('visit-unknown'));
  },

  'visit.search': (db, { text }) => {
    const session = openSession(db);
    const wanted = folded(text);
    if (!session || wanted === '') return ok({ found: [] });
    const found = visitsOf(db, session.sessionId)
      .filter((visit) => matches(ctx, visit, wanted))
      .slice(0, foundMax)
      .map(({ visitId, ticket, identity, stage }) => ({
        ...{ visitId, ticket, stage, name: identity.name },
        documentEnd: identity.documentNumber.slice(-4),
      }));
    return ok({ found });
  },
});
