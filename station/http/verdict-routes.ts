import { z } from 'zod';
import { paths } from '../../shared/sync/station-api.ts';
import { verdictPage } from '../../shared/sync/verdicts.ts';
import { verdictPageOf } from '../set-aside/feed.ts';
import type { App, StationDeps } from './app.ts';
import { problem } from './problem.ts';
import { senderOf } from './vehicle-sign-in.ts';

/** What was set aside of a vehicle's entries and how it was resolved, from a position on; registered where vehicles are signed in. */
export function addVerdictRoutes(app: App, { db }: StationDeps): void {
  app.get(
    paths.verdicts,
    {
      schema: {
        querystring: z.object({ after: z.coerce.number().int().min(0).default(0) }),
        response: { 200: verdictPage, 401: problem },
      },
    },
    (request) => verdictPageOf(db, senderOf(request).vehicle, request.query.after),
  );
}
