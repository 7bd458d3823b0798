import { noticesPath, notices, noticesReply } from '../../shared/sync/notices.ts';
import { takeNotices } from '../intake/take-notices.ts';
import type { App, StationDeps } from './app.ts';
import { problem } from './problem.ts';
import { senderOf } from './vehicle-sign-in.ts';

/** Deferrals ahead of a vehicle's backlog; registered where vehicles are signed in. */
export function addNoticeRoutes(app: App, { db, nowMs }: StationDeps): void {
  app.post(
    noticesPath,
    { schema: { body: notices, response: { 200: noticesReply, 401: problem } } },
    async (request, reply) => {
      const { vehicle } = senderOf(request);
      const { epoch, notices: told } = request.body;
      await takeNotices(db, { vehicle }, request.body, nowMs());
      request.log.info({ vehicle, epoch, deferrals: told.length }, 'deferrals told ahead');
      const throughSeq = told.at(-1)?.seq ?? 1;
      return reply.status(200).send({ epoch, throughSeq, stationNowMs: nowMs() });
    },
  );
}
