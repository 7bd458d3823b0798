import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { signInPage } from '../pages/sign-in-page.ts';
import type { App, StationDeps } from './app.ts';
import type { Problem } from './problem.ts';

const cookieName = 'station_page';

const tokenHash = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

/** Lets through who carries the page token: once in the address (`?token=`), then in a cookie, or as a bearer token. */
export function requirePageToken(app: App, { pageToken }: StationDeps): void {
  const wanted = tokenHash(pageToken);
  const isRight = (token: string | undefined) =>
    token !== undefined && timingSafeEqual(tokenHash(token), wanted);
  app.addHook('onRequest', async (request, reply) => {
    const address = new URL(request.url, 'http://station');
    const inAddress = address.searchParams.get('token') ?? undefined;
    if (isRight(inAddress)) {
      // Taken out of the address, so that it stays in no history and no screenshot.
      address.searchParams.delete('token');
      return reply
        .header('set-cookie', `${cookieName}=${pageToken}; HttpOnly; SameSite=Lax; Path=/`)
        .redirect(address.pathname + address.search, 303);
    }
    if (isRight(cookieToken(request)) || isRight(bearerToken(request.headers.authorization))) {
      return undefined;
    }
    void reply.status(401);
    if (!request.url.startsWith('/v1/')) return reply.type('text/html').send(signInPage());
    const problem: Problem = {
      error: 'not-signed-in',
      sentence: 'Open the page with the address the station printed when it started.',
    };
    return reply.send(problem);
  });
}

function cookieToken(request: FastifyRequest): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === cookieName)?.[1];
}

function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,512})$/i.exec(header ?? '')?.[1];
}
