import { z } from 'zod';
import { dayNumberToCivilDate } from '../../shared/domain/civil-date.ts';
import { completion } from '../plan/completion-shape.ts';
import { readCompletion } from '../plan/completion.ts';
import { driveLine, planSummary, readDrives, readPlans } from '../plan/read-plans.ts';
import type { App, StationDeps } from './app.ts';
import { problem } from './problem.ts';

const chinaOffsetMs = 8 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** Plans, their drives and how far they are fulfilled, as JSON. Registered where pages are signed in. */
export function addPlanRoutes(app: App, { db, nowMs }: StationDeps): void {
  const today = () => dayNumberToCivilDate(Math.floor((nowMs() + chinaOffsetMs) / dayMs));
  const querystring = z.object({ year: z.coerce.number().int().min(2000).max(2200).optional() });
  const yearOf = (year: number | undefined) => year ?? Number(today().slice(0, 4));

  app.get(
    '/v1/plans',
    {
      schema: { response: { 200: z.strictObject({ plans: z.array(planSummary) }), 401: problem } },
    },
    async () => ({ plans: await readPlans(db) }),
  );
  app.get(
    '/v1/drives',
    {
      schema: {
        querystring,
        response: { 200: z.strictObject({ drives: z.array(driveLine) }), 401: problem },
      },
    },
    async ({ query }) => ({
      drives: await readDrives(db, { year: yearOf(query.year), today: today() }),
    }),
  );
  app.get(
    '/v1/completion',
    { schema: { querystring, response: { 200: completion, 401: problem } } },
    ({ query }) => readCompletion(db, yearOf(query.year)),
  );
}
