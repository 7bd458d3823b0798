import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { nonceHeader, type SignInProblem } from '../../shared/sync/enrolment.ts';
import type { Sender } from '../enrolment/check-request.ts';
import type { App, StationDeps } from './app.ts';
import { HttpProblem, type Problem } from './problem.ts';

const senders = new WeakMap<FastifyRequest, Sender>();
/** Requests whose body is the one that was signed. */
const checked = new WeakSet<FastifyRequest>();

const sentences: Readonly<Record<SignInProblem, string>> = {
  'not-enrolled':
    'This laptop is not enrolled here. Have a code made at the station and type it in.',
  revoked: 'This laptop was revoked at the station. What it holds stays with it; call the station.',
  nonce:
    'The request carries no fresh nonce of this station. Repeat it with the one of this reply.',
  'bad-signature': 'The signature does not belong to this request: it was changed on the way.',
};

/** Lets only enrolled laptops through, before a byte of the body is read. */
export function requireLaptop(app: App, { check, nonces, nowMs }: StationDeps): void {
  app.addHook('onRequest', async (request, reply) => {
    const { method, url } = request.raw;
    const { authorization } = request.headers;
    const head = { method: method ?? '', path: url ?? '', authorization };
    const sender = await check(head, nowMs());
    if (sender.ok) {
      senders.set(request, sender.value);
      return undefined;
    }
    request.log.warn({ problem: sender.error }, 'not let in');
    const problem: Problem = { error: sender.error, sentence: sentences[sender.error] };
    return reply.status(401).header('www-authenticate', 'Bearer').send(problem);
  });
  // Whoever sends no body has signed the empty one.
  app.addHook('preHandler', async (request) => {
    if (!checked.has(request)) checkSignedBody(request, Buffer.alloc(0));
  });
  app.addHook('onSend', async (_request, reply) => {
    void reply.header(nonceHeader, nonces.make(nowMs()));
  });
}

/** Compares the bytes as sent, before anything is made of them, with what was signed. A request nobody signs passes. */
export function checkSignedBody(request: FastifyRequest, body: Buffer): void {
  const sender = senders.get(request);
  if (sender === undefined) return;
  checked.add(request);
  if (createHash('sha256').update(body).digest('hex') !== sender.bodySha256) {
    throw new HttpProblem(401, 'bad-signature');
  }
}

/** The laptop that signed this request, and its vehicle. */
export function senderOf(request: FastifyRequest): Sender {
  const sender = senders.get(request);
  if (sender === undefined) throw new Error('a vehicle route ran without sign-in');
  return sender;
}
