import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnyCall } from '../contract/define.ts';
import type { CallFailure } from '../contract/failure.ts';
import { type Person, personOf } from '../people/sessions.ts';
import type { StationDeps } from './app.ts';

/** What the gate found out about who asks. */
export interface Seen {
  readonly token: string | undefined;
  readonly person: Person | undefined;
}

const seen = new WeakMap<object, Seen>();

/** Who asks, once the gate has let them through. */
export function seenIn(request: object): Seen {
  const found = seen.get(request);
  if (!found) throw new Error('a call of the page ran without the gate');
  return found;
}

const failures = {
  'foreign-origin': [403, 'This request was not made by the station’s own page.'],
  'not-signed-in': [401, 'Sign in first.'],
  'password-to-change': [403, 'Change the one-time password first.'],
  'role-missing': [403, 'Your account does not allow this.'],
} as const satisfies Partial<Record<CallFailure['error'], readonly [number, string]>>;

/**
 * The one gate before every call of the page, before a byte of its body is read: own origin, signed in, the password one's own, a role
 * the call names. A page of another site has neither the cookie (SameSite=Strict) nor this origin nor JSON to send.
 */
export const gateOf =
  (deps: StationDeps, name: string, { who }: AnyCall) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const refuse = (error: keyof typeof failures) => {
      const [status, sentence] = failures[error];
      const failure: CallFailure = { error, sentence };
      return reply.status(status).send(failure);
    };
    const bearer = bearerToken(request.headers.authorization);
    if (!isOwnOrigin(request, deps, bearer !== undefined)) return refuse('foreign-origin');
    const token = bearer ?? cookieToken(request);
    const isAttended = request.headers['x-unattended'] === undefined;
    const person = await personOf(deps.db, token, { nowMs: deps.nowMs(), isAttended });
    seen.set(request, { token, person });
    if (who === 'open') return undefined;
    if (!person) return refuse('not-signed-in');
    if (person.mustChangePassword && name !== 'me.change-password') {
      return refuse('password-to-change');
    }
    if (!who.some((role) => person.roles.includes(role))) return refuse('role-missing');
    return undefined;
  };

/** A browser says where a page came from; a program that carries a bearer token is no browser with somebody's cookie. */
function isOwnOrigin(
  request: FastifyRequest,
  { publicOrigin }: StationDeps,
  isProgram: boolean,
): boolean {
  const { headers, method } = request;
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  // A link carries no origin; it reads and changes nothing.
  if (origin === undefined) return isProgram || method === 'GET';
  return origin === (publicOrigin ?? `http://${host ?? ''}`);
}

const cookieName = ({ publicOrigin }: StationDeps): string =>
  // The prefix makes browsers refuse a cookie of this name from a neighbouring host or over plain HTTP.
  publicOrigin?.startsWith('https:') === true ? '__Host-station-session' : 'station-session';

function cookieToken(request: FastifyRequest): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name?.endsWith('station-session'))?.[1];
}

/** The header that gives a browser its session, or takes it away. */
export function sessionCookie(deps: StationDeps, token: string | undefined): string {
  const name = cookieName(deps);
  const parts = [`${name}=${token ?? ''}`, 'HttpOnly', 'SameSite=Strict', 'Path=/'];
  if (name.startsWith('__Host-')) parts.push('Secure');
  if (token === undefined) parts.push('Max-Age=0');
  return parts.join('; ');
}

function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,512})$/i.exec(header ?? '')?.[1];
}
