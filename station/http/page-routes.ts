import { z } from 'zod';
import { sessionId } from '../../shared/ids.ts';
import { sessionPage } from '../pages/session-page.ts';
import { sessionsPage } from '../pages/sessions-page.ts';
import { readSession, readSessions } from '../reports/sessions.ts';
import { sessionDetail, sessionList } from '../reports/session-shapes.ts';
import type { App, StationDeps } from './app.ts';
import { requirePageToken } from './page-sign-in.ts';
import { addPlanRoutes } from './plan-routes.ts';
import { problem } from './problem.ts';

const unknownSession = {
  error: 'not-found',
  sentence: 'No session with this number has reached the station.',
} as const;

/** The pages for people, and the same content as JSON below /v1/. */
export async function pageRoutes(app: App, deps: StationDeps): Promise<void> {
  requirePageToken(app, deps);
  addPlanRoutes(app, deps);
  const params = z.object({ id: sessionId });

  app.get(
    '/v1/sessions',
    { schema: { response: { 200: sessionList, 401: problem } } },
    async () => ({ sessions: await readSessions(deps) }),
  );
  app.get(
    '/v1/sessions/:id',
    { schema: { params, response: { 200: sessionDetail, 401: problem, 404: problem } } },
    async (request, reply) => {
      const session = await readSession(deps, request.params.id);
      return session ? reply.status(200).send(session) : reply.status(404).send(unknownSession);
    },
  );
  app.get('/', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html').send(sessionsPage(await readSessions(deps), deps.nowMs())),
  );
  app.get('/sessions/:id', { schema: { hide: true, params } }, async (request, reply) => {
    const session = await readSession(deps, request.params.id);
    return session
      ? reply.type('text/html').send(sessionPage(session))
      : reply.status(404).send(unknownSession);
  });
}
