import {
  enrolRefusal,
  enrolReply,
  enrolRequest,
  nonceHeader,
} from '../../shared/sync/enrolment.ts';
import { greeting, paths } from '../../shared/sync/station-api.ts';
import { enrol } from '../enrolment/enrol.ts';
import type { App, StationDeps } from './app.ts';
import { dictionaries } from './dictionaries.ts';
import { problem } from './problem.ts';

const requestBytesMax = 8 * 1024;

/** What a laptop asks before anybody knows it. */
export async function enrolRoutes(app: App, { db, nonces, nowMs }: StationDeps): Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    void reply.header(nonceHeader, nonces.make(nowMs()));
  });

  app.get(paths.greeting, { schema: { response: { 200: greeting } } }, () => ({
    stationNowMs: nowMs(),
    dictionaries: [...dictionaries.keys()],
  }));

  app.post(
    paths.enrol,
    {
      bodyLimit: requestBytesMax,
      schema: {
        body: enrolRequest,
        response: { 200: enrolReply, 400: problem, 409: enrolRefusal, 429: enrolRefusal },
      },
    },
    async (request, reply) => {
      const { vehicle } = request.body;
      const enrolled = await enrol(db, request.body, nowMs());
      if (enrolled.ok) {
        request.log.info({ vehicle, laptop: enrolled.value.laptop }, 'laptop enrolled');
        return reply.status(200).send(enrolled.value);
      }
      const { error } = enrolled.error;
      request.log.warn({ vehicle, error }, 'enrolment refused');
      return reply.status(error === 'too-many-tries' ? 429 : 409).send(enrolled.error);
    },
  );
}
