import { randomUUID } from 'node:crypto';
import type { FastifyError } from 'fastify';
import { isResponseSerializationError } from 'fastify-type-provider-zod';
import { paths } from '../../shared/sync/station-api.ts';
import { refusal } from '../intake/refusal.ts';
import type { App } from './app.ts';
import type { Problem } from './problem.ts';

/** Every failure leaves as a sentence; a fault of ours as an incident number that stands in the log. */
export function addFailures(app: App): void {
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 401) {
      const sentence = 'The body is not the one that was signed: it was changed on the way.';
      return reply.status(401).send({ error: 'bad-signature', sentence } satisfies Problem);
    }
    if (status < 500) {
      if (request.routeOptions.url === paths.entries) {
        const kind = status === 413 ? 'too-large' : 'not-a-batch';
        return reply.status(status).send(refusal(kind, 0));
      }
      const problem: Problem =
        status === 413
          ? { error: 'too-large', sentence: 'The request is larger than the station takes.' }
          : { error: 'not-a-request', sentence: 'The station does not understand this request.' };
      return reply.status(status).send(problem);
    }
    const incident = randomUUID();
    // Messages of PostgreSQL and of checks may quote the data: only their kind and place are logged.
    const members = isResponseSerializationError(error)
      ? error.cause.issues.map(({ path }) => path.join('.'))
      : [];
    request.log.error(
      { incident, code: error.code, kind: error.name, at: placeOf(error), members },
      'fault',
    );
    const problem: Problem = {
      error: 'fault',
      sentence: `The station failed (incident ${incident}). Nothing was lost; try again.`,
    };
    return reply.status(500).send(problem);
  });
  app.setNotFoundHandler(async (_request, reply) => {
    const problem: Problem = { error: 'not-found', sentence: 'There is nothing at this address.' };
    return reply.status(404).send(problem);
  });
}

/** The stack without its first line, which repeats the message. */
const placeOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .join('\n');
