import { err, ok, type Result } from '../../shared/result.ts';
import type { sessionCalls } from '../contract/sessions.ts';
import type { StationDeps } from '../http/app.ts';
import { sliceOf } from '../reports/read-page.ts';
import { verifySession } from '../reports/session-chain.ts';
import { readSessionDonations, readSessionSetAsides } from '../reports/session-lines.ts';
import { readSessionNumbers } from '../reports/session-numbers.ts';
import { readSession, readSessions, type SessionPlace, sessionPlace } from '../reports/sessions.ts';
import type { CallRefusal, HandlersOf } from './handler.ts';

const unknown = (id: string): Result<never, CallRefusal> =>
  err({ reason: 'session-unknown', details: { id } });

async function at<T>(
  { db }: StationDeps,
  id: string,
  work: (place: SessionPlace) => Promise<T>,
): Promise<Result<T, CallRefusal>> {
  const place = await sessionPlace(db, id);
  return place ? ok(await work(place)) : unknown(id);
}

export const sessionHandlers: HandlersOf<keyof typeof sessionCalls> = {
  'session.list': async ({ db }, wanted) => ok(await readSessions(db, wanted)),
  'session.get': async ({ db }, { sessionId }) => {
    const session = await readSession(db, sessionId);
    return session ? ok(session) : unknown(sessionId);
  },
  'session.verify': (deps, { sessionId }) =>
    at(deps, sessionId, (place) => verifySession(deps, place)),
  'session.donations': (deps, { sessionId, ...page }) =>
    at(deps, sessionId, (place) => readSessionDonations(deps.db, place, page)),
  'session.numbers': (deps, { sessionId, ...page }) =>
    at(deps, sessionId, async (place) => {
      const { lines, ...counts } = await readSessionNumbers(deps.db, place);
      return { ...counts, lines: sliceOf(lines, page) };
    }),
  'session.set-asides': (deps, { sessionId, ...page }) =>
    at(deps, sessionId, (place) => readSessionSetAsides(deps.db, place, page)),
};
