import { hasNoNul } from '../../shared/no-nul.ts';
import { paths } from '../../shared/sync/station-api.ts';
import type { App } from './app.ts';
import { HttpProblem } from './problem.ts';

/** Refuses U+0000 in what is asked, wherever it stands: no column holds it, and nobody types it. Entries may: a device's line is kept as it came. */
export function refuseNul(app: App): void {
  app.addHook('preHandler', async ({ routeOptions, body, query, params }) => {
    const isEntries = routeOptions.url === paths.entries;
    if (!isReadable(query) || !isReadable(params) || !(isEntries || isReadable(body))) {
      throw new HttpProblem(400, 'not-a-request');
    }
  });
}

function isReadable(value: unknown): boolean {
  if (typeof value === 'string') return hasNoNul(value);
  // JSON and a query hold nothing else, and their schemas have bounded how deep they go.
  return typeof value !== 'object' || value === null || Object.values(value).every(isReadable);
}
