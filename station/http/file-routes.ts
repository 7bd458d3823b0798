import { z } from 'zod';
import { type SheetFile, sheetFiles } from '../api/files.ts';
import { stationCalls } from '../contract/index.ts';
import { toCsv, toXlsx } from '../reports/sheet.ts';
import { gateOf } from './api-gate.ts';
import type { App, StationDeps } from './app.ts';

const kinds = {
  csv: { type: 'text/csv; charset=utf-8', make: toCsv },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    make: toXlsx,
  },
} as const;

/** Tables to take away, `GET /<name>.csv` and `.xlsx`: for whoever may see the same on the page. */
export async function fileRoutes(app: App, deps: StationDeps): Promise<void> {
  for (const [name, file] of Object.entries(sheetFiles)) addFile(app, deps, name, file);
}

function addFile(
  app: App,
  deps: StationDeps,
  name: string,
  { call, wanted, read }: SheetFile,
): void {
  app.get(
    `/${name}.:kind`,
    {
      schema: {
        hide: true,
        params: z.object({ kind: z.enum(['csv', 'xlsx']) }),
        querystring: wanted,
      },
      onRequest: gateOf(deps, call, stationCalls[call]),
    },
    async (request, reply) => {
      const { kind } = request.params;
      const sheet = await read(deps, request.query, deps.nowMs());
      if (!sheet) {
        return reply.status(404).send({ error: 'not-found', sentence: 'There is no such table.' });
      }
      return reply
        .type(kinds[kind].type)
        .header('content-disposition', `attachment; filename="${name}.${kind}"`)
        .header('cache-control', 'no-store')
        .send(kinds[kind].make(sheet));
    },
  );
}
