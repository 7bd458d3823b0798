import { refused } from '../../../shared/contract/refusals.ts';
import { integrityFlagId } from '../../../shared/ids.ts';
import { err, ok } from '../../../shared/result.ts';
import { flagById, flagsOf } from '../store/reads/integrity.ts';
import { openSession } from '../store/reads/session.ts';
import { visitOfDonor } from '../store/reads/visit.ts';
import type { CardDesk } from './card-desk.ts';
import type { AllHandlers, Context } from './context.ts';
import { keysOf } from './donor-match.ts';
import { sessionUnderWay } from './steps.ts';

export const integrityHandlers = (
  ctx: Context,
  desk: CardDesk,
): Pick<AllHandlers, 'integrity.note-repeat' | 'integrity.list' | 'integrity.judge'> => ({
  'integrity.note-repeat': (tx, { cardReadId }, caller) => {
    const session = sessionUnderWay(tx);
    if (!session.ok) return session;
    const place = desk.of(caller);
    if (!place.ok) return place;
    const card = place.value.current();
    if (card?.cardReadId !== cardReadId) return err(refused('card-not-on-reader'));
    const noted = place.value.flagged();
    if (noted && flagById(tx, noted.flagId)) return ok(noted);
    const keys = keysOf(ctx, tx, card.identity);
    if (!keys.ok) return keys;
    const { sessionId } = session.value;
    const visit = visitOfDonor(tx, sessionId, keys.value.donorKey);
    if (!visit) return err(refused('visit-unknown'));
    const flagId = integrityFlagId.parse(ctx.random.uuid());
    const { visitId, ticket } = visit;
    const kind = 'same-document-again' as const;
    tx.append({
      type: 'integrity.flagged',
      operator: caller.operator,
      session: sessionId,
      subject: visitId,
      body: { flagId, sessionId, visitId, kind, otherVisitId: null },
    });
    place.value.flag({ flagId, ticket });
    return ok({ flagId, ticket });
  },

  'integrity.list': (db) => {
    const session = openSession(db);
    return ok({ flags: session ? [...flagsOf(db, session.sessionId)] : [] });
  },

  'integrity.judge': (tx, { flagId, judgement, note }, caller) => {
    const flag = flagById(tx, flagId);
    if (!flag) return err(refused('flag-unknown'));
    if (note.trim().length < 2) return err(refused('note-needed'));
    tx.append({
      type: 'integrity.judged',
      operator: caller.operator,
      session: openSession(tx)?.sessionId ?? null,
      subject: flag.visitId,
      body: { flagId, judgement, note: note.trim() },
    });
    return ok({});
  },
});
