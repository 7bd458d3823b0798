import { z } from 'zod';
import { listCodes } from '../enrolment/list-codes.ts';
import { makeEnrolCode } from '../enrolment/code.ts';
import { listLaptops, revokeLaptop } from '../enrolment/laptops.ts';
import { forksOf } from '../intake/forks.ts';
import { laptopsPage } from '../pages/laptops-page.ts';
import { laptopId } from '../../shared/sync/enrolment.ts';
import type { App, StationDeps } from './app.ts';

const formBytesMax = 4096;
/** Until people sign in at the station, whoever has the page's address acts for it. */
const byWhom = 'station-page';

/** One page: laptops, codes, and laptops that came with another state. Forms, so that a running station can make a code. */
export function laptopPages(app: App, { db, nowMs }: StationDeps): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formBytesMax },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  const page = async (said?: string) =>
    laptopsPage({
      ...{ laptops: await listLaptops(db), codes: await listCodes(db), forks: await forksOf(db) },
      ...{ vehicles: await vehiclesOf(), nowMs: nowMs() },
      ...(said === undefined ? {} : { said }),
    });
  const vehiclesOf = () =>
    db.selectFrom('vehicle').select(['vehicle', 'plate']).orderBy('vehicle').limit(1000).execute();

  app.get('/laptops', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html').send(await page()),
  );
  app.post(
    '/laptops/codes',
    { schema: { hide: true, body: z.object({ vehicle: z.string().max(64) }) } },
    async (request, reply) => {
      const made = await makeEnrolCode(db, request.body.vehicle, nowMs());
      // Never kept by a browser: it is shown once.
      return reply
        .type('text/html')
        .header('cache-control', 'no-store')
        .send(await page(made.ok ? made.value.code : made.error));
    },
  );
  app.post(
    '/laptops/revoke',
    {
      schema: {
        hide: true,
        body: z.object({ laptop: laptopId, why: z.string().trim().min(1).max(200) }),
      },
    },
    async (request, reply) => {
      const { laptop, why } = request.body;
      await revokeLaptop(db, laptop, { why, by: byWhom, nowMs: nowMs() });
      return reply.redirect('/laptops', 303);
    },
  );
}
