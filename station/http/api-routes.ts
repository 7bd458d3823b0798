import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Result } from '../../shared/result.ts';
import { type Asking, type CallRefusal, personIn } from '../api/handler.ts';
import { handlers } from '../api/handlers.ts';
import type { AnyCall } from '../contract/define.ts';
import { type CallFailure, callFailure } from '../contract/failure.ts';
import { type StationCallName, stationCalls } from '../contract/index.ts';
import type { ActFacts } from '../contract/people.ts';
import { noteAct, settleAct } from '../people/acts.ts';
import { TooBusy } from '../people/password.ts';
import { gateOf, seenIn, sessionCookie } from './api-gate.ts';
import type { App, StationDeps } from './app.ts';

type Run = (
  deps: StationDeps,
  input: unknown,
  asking: Asking,
) => Promise<Result<unknown, CallRefusal>>;

interface Handler {
  readonly run: Run;
  readonly note: ((input: unknown) => readonly [subject: string, facts?: ActFacts]) | null;
}

/** The calls of the page, as station/contract declares them: `POST /api/<call>`, JSON both ways. */
export async function apiRoutes(app: App, deps: StationDeps): Promise<void> {
  // A page of another site can send plain text without asking first; here only JSON is read.
  app.removeContentTypeParser('text/plain');
  for (const name of Object.keys(stationCalls)) {
    // The keys of the list are the names of the calls.
    addCall(app, deps, name as StationCallName);
  }
}

function addCall(app: App, deps: StationDeps, name: StationCallName): void {
  const call: AnyCall = stationCalls[name];
  const { run, note } = handlerOf(name);
  app.post(
    `/api/${name}`,
    {
      bodyLimit: call.bytesMax,
      onRequest: gateOf(deps, name, call),
      schema: {
        tags: ['page'],
        description: call.who === 'open' ? 'Needs no sign-in.' : `For: ${call.who.join(', ')}.`,
        body: call.input,
        response: { 200: call.output, '4xx': callFailure, '5xx': callFailure },
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const asking = askingOf(deps, request, reply);
      const act =
        note && call.who !== 'open'
          ? await noted(deps, asking, name, note(request.body))
          : undefined;
      try {
        const done = await run(deps, request.body, asking);
        if (act !== undefined) await settleAct(deps.db, act, done.ok ? 'done' : 'refused');
        return done.ok ? await reply.status(200).send(done.value) : await refuse(reply, done.error);
      } catch (fault) {
        if (!(fault instanceof TooBusy)) throw fault;
        const busy: CallFailure = { error: 'too-busy', sentence: 'Try again in a few seconds.' };
        return reply.status(503).send(busy);
      }
    },
  );
}

/** The mapped type of `handlers` pairs each name with its own input; the contract has checked the input under the same name. */
function handlerOf(name: StationCallName): Handler {
  const handler: unknown = handlers[name];
  return typeof handler === 'function'
    ? { run: handler as Run, note: null }
    : (handler as { run: Run; note: NonNullable<Handler['note']> });
}

const noted = (
  { db }: StationDeps,
  asking: Asking,
  call: string,
  [subject, facts = {}]: readonly [subject: string, facts?: ActFacts],
): Promise<number> =>
  noteAct(db, { by: personIn(asking).user, call, subject, facts }, asking.nowMs);

function askingOf(deps: StationDeps, request: FastifyRequest, reply: FastifyReply): Asking {
  return {
    ...seenIn(request),
    address: request.ip,
    nowMs: deps.nowMs(),
    keepSession: (token) => void reply.header('set-cookie', sessionCookie(deps, token)),
  };
}

function refuse(reply: FastifyReply, { reason, details = {}, said }: CallRefusal): FastifyReply {
  const failure: CallFailure = {
    ...{ error: 'refused', sentence: `Refused: ${reason}.`, reason },
    details: { ...details },
    ...(said === undefined ? {} : { said: { ...said } }),
  };
  return reply.status(409).send(failure);
}
