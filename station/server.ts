import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import { type FastifyInstance, fastify, LogController } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { sql } from 'kysely';
import { z } from 'zod';
import { batchBytesMax } from '../shared/sync/station-api.ts';
import { apiRoutes } from './http/api-routes.ts';
import type { App, StationDeps } from './http/app.ts';
import { addCompression } from './http/compression.ts';
import { enrolRoutes } from './http/enrol-routes.ts';
import { addFailures } from './http/failures.ts';
import { fileRoutes } from './http/file-routes.ts';
import { addMetrics } from './http/metrics-hooks.ts';
import { pageFiles } from './http/page-files.ts';
import { problem } from './http/problem.ts';
import { refuseNul } from './http/refuse-nul.ts';
import { vehicleRoutes } from './http/vehicle-routes.ts';

const requestMs = 120_000;

/** The station's HTTP service, not yet listening. Nothing in it outlives a request: several may run on one database. */
export async function createServer(deps: StationDeps): Promise<App> {
  const app: App = fastify({
    loggerInstance: deps.log,
    // Fastify's own request lines carry addresses; ours carry the route and what came of it.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: batchBytesMax,
    // Behind TLS the nearest machine says who asks; without it nobody but the socket does.
    trustProxy: (_address, hop) => deps.publicOrigin !== undefined && hop === 0,
    // A batch over 64 kbit/s takes its time; one that never ends must not hold a connection for good.
    requestTimeout: requestMs,
    keepAliveTimeout: 30_000,
    forceCloseConnections: 'idle',
  }).withTypeProvider();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // antd writes its styles into the document while it runs.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    // The station may stand on plain HTTP inside the house network; a proxy in front adds its own.
    strictTransportSecurity: false,
  });
  await app.register(swagger, {
    openapi: { info: { title: 'Bloodmobile station', version: '1' } },
    transform: jsonSchemaTransform,
  });
  addCompression(app);
  addFailures(app);
  refuseNul(app);
  addMetrics(app, deps);
  addStopping(app);
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  addOpenRoutes(app, deps);
  await app.register(async (scope: FastifyInstance) => enrolRoutes(scope as unknown as App, deps));
  await app.register(async (scope: FastifyInstance) =>
    vehicleRoutes(scope as unknown as App, deps),
  );
  await app.register(async (scope: FastifyInstance) => apiRoutes(scope as unknown as App, deps));
  await app.register(async (scope: FastifyInstance) => fileRoutes(scope as unknown as App, deps));
  await app.register(async (scope: FastifyInstance) => pageFiles(scope as unknown as App, deps));
  await app.ready();
  return app;
}

/** Who is answered while the station stops is told to hang up: an idle connection would keep it from ending. */
function addStopping(app: App): void {
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (isStopping) void reply.header('connection', 'close');
    return payload;
  });
}

function addOpenRoutes(app: App, { db }: StationDeps): void {
  const health = z.strictObject({ status: z.literal('ok') });
  app.get('/health', { schema: { response: { 200: health, 503: problem } } }, async (_, reply) => {
    try {
      await sql`select 1`.execute(db);
      return await reply.status(200).send({ status: 'ok' });
    } catch {
      return reply
        .status(503)
        .send({ error: 'not-ready', sentence: 'The database does not answer.' });
    }
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
