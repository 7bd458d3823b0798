import { holdsCsv, holdsList } from '../set-aside/holds.ts';
import type { App, StationDeps } from './app.ts';

/** The laboratory's list of units that must not be released; registered where people are signed in. */
export function addHoldRoutes(app: App, { db }: StationDeps): void {
  app.get('/holds.csv', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="holds.csv"')
      .header('cache-control', 'no-store')
      .send(holdsCsv(await holdsList(db))),
  );
}
