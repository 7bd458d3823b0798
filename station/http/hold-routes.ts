import { stationCalls } from '../contract/index.ts';
import { holdsCsv, holdsList } from '../set-aside/holds.ts';
import { gateOf } from './api-gate.ts';
import type { App, StationDeps } from './app.ts';

/** The laboratory's list of units that must not be released, as a file: for whoever may see it on the page. */
export async function addHoldRoutes(app: App, deps: StationDeps): Promise<void> {
  app.get(
    '/holds.csv',
    { schema: { hide: true }, onRequest: gateOf(deps, 'hold.list', stationCalls['hold.list']) },
    async (_request, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="holds.csv"')
        .header('cache-control', 'no-store')
        .send(holdsCsv(await holdsList(deps.db))),
  );
}
