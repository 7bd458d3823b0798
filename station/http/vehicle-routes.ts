import { z } from 'zod';
import { donorKey, epochId, keyGeneration } from '../../shared/ids.ts';
import {
  batch,
  batchBytesMax,
  batchRefusal,
  batchReply,
  donorPage as donorPageShape,
  holding,
  holdingQuery,
  paths,
  referenceQuery,
  referenceReply,
} from '../../shared/sync/station-api.ts';
import { donorChanges, donorChangesQuery } from '../../shared/sync/donor-changes.ts';
import { referenceMark } from '../../shared/sync/reference-mark.ts';
import { compareHead } from '../intake/compare-head.ts';
import { takeIn } from '../intake/take-in.ts';
import { changedDonors } from '../reference/donor-changes.ts';
import { generationInUse } from '../reference/donor-keys.ts';
import { donorPage, donorsPerPageMax } from '../reference/donors.ts';
import { vehicleReferenceOf } from '../reference/vehicle-reference.ts';
import type { App, StationDeps } from './app.ts';
import { addNoticeRoutes } from './notice-routes.ts';
import { problem } from './problem.ts';
import { addVerdictRoutes } from './verdict-routes.ts';
import { refusalStatus } from './refusal-status.ts';
import { requireLaptop, senderOf } from './vehicle-sign-in.ts';

/** The calls of the vehicles, as shared/sync/station-api.ts declares them. */
export async function vehicleRoutes(app: App, deps: StationDeps): Promise<void> {
  const { db, hashing, nowMs, metrics } = deps;
  requireLaptop(app, deps);

  app.post(
    paths.entries,
    {
      bodyLimit: batchBytesMax,
      schema: {
        body: batch,
        response: {
          200: batchReply,
          401: problem,
          403: batchRefusal,
          '4xx': batchRefusal,
          500: problem,
        },
      },
    },
    async (request, reply) => {
      const sender = senderOf(request);
      const startedAt = performance.now();
      const onSetAside = metrics.setAside;
      const taken = await takeIn({ db, hashing, nowMs: nowMs(), onSetAside }, sender, request.body);
      const seconds = (performance.now() - startedAt) / 1000;
      const { vehicle, laptop } = sender;
      const ids = { vehicle, laptop, epoch: request.body.epoch, from: request.body.fromSeq };
      if (taken.ok) {
        const { heldThroughSeq, setAside } = taken.value;
        metrics.batchHeld(request.body.entries.length, seconds);
        request.log.info({ ...ids, heldThroughSeq, setAside: setAside.length }, 'batch held');
        return reply.status(200).send(taken.value);
      }
      const { error, heldThroughSeq } = taken.error;
      metrics.batchRefused(error, seconds);
      request.log.warn({ ...ids, error, heldThroughSeq }, 'batch refused');
      return reply.status(refusalStatus[error]).send(taken.error);
    },
  );

  addVerdictRoutes(app, deps);
  addNoticeRoutes(app, deps);

  app.get(
    paths.reference,
    {
      schema: {
        querystring: referenceQuery,
        response: { 200: referenceReply, 401: problem, 503: problem },
      },
    },
    async (request, reply) => {
      const { generation, known } = request.query;
      const reference = await vehicleReferenceOf(db, senderOf(request), generation, nowMs());
      if (reference.ok) {
        const { stationNowMs } = reference.value;
        const isKnown = known === referenceMark(hashing, reference.value);
        return reply
          .status(200)
          .send(isKnown ? { unchanged: true, stationNowMs } : reference.value);
      }
      return reply.status(503).send({
        error: 'not-ready',
        sentence: 'The station is not set up yet: it has no key for its donor index.',
      });
    },
  );

  app.get(
    paths.donors,
    {
      schema: {
        querystring: z.object({
          generation: z.coerce.number().pipe(keyGeneration).optional(),
          cursor: donorKey.optional(),
          limit: z.coerce.number().int().min(1).max(donorsPerPageMax).default(2000),
        }),
        response: { 200: donorPageShape, 401: problem },
      },
    },
    async ({ query: { generation, cursor, limit } }) =>
      donorPage(db, generation ?? (await generationInUse(db)), cursor, limit),
  );

  app.get(
    paths.donorChanges,
    {
      schema: { querystring: donorChangesQuery, response: { 200: donorChanges, 401: problem } },
    },
    ({ query: { generation, since, after, limit } }) =>
      changedDonors(db, generation, { version: since, donorKey: after ?? null }, limit),
  );

  app.get(
    paths.holding,
    {
      schema: {
        params: z.object({ epoch: epochId }),
        querystring: holdingQuery,
        response: { 200: holding, 401: problem },
      },
    },
    async (request) => {
      const head = await compareHead(db, senderOf(request), request.params.epoch, {
        ...request.query,
        nowMs: nowMs(),
      });
      return { heldThroughSeq: head.seq, headHash: head.hash };
    },
  );
}
