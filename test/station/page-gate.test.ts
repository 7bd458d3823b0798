import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnyCall } from '../../station/contract/define.ts';
import { callFailure } from '../../station/contract/failure.ts';
import { stationCalls } from '../../station/contract/index.ts';
import { type StationRole, stationRoles } from '../../station/contract/roles.ts';
import { makeSignInCode } from '../../station/people/codes.ts';
import { startStation } from '../../station/start.ts';
import { post, signedIn } from './support/page.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';

let station: TestStation;
const cookies = new Map<StationRole, string>();
const calls: readonly (readonly [string, AnyCall])[] = Object.entries(stationCalls);
const closed = calls.filter(([, { who }]) => who !== 'open');

beforeAll(async () => {
  station = await startTestStation();
  for (const role of stationRoles) {
    cookies.set(role, (await signedIn(station, `only-${role}`, [role])).cookie);
  }
});
afterAll(() => station.close());

const failureOf = async (response: Response) => ({
  status: response.status,
  error: callFailure.parse(await response.json()).error,
});

describe('every call of the page', () => {
  test('needs a sign-in, but for the way in itself', () => {
    expect(calls.filter(([, { who }]) => who === 'open').map(([name]) => name)).toEqual([
      'sign-in.with-password',
      'sign-in.with-code',
      'sign-in.end',
      'me.get',
    ]);
  });

  test.each(closed)('%s is refused without a sign-in', async (name) => {
    const refused = { status: 401, error: 'not-signed-in' };
    expect(await failureOf(await post(station, name, {}))).toEqual(refused);
    const cookie = `station-session=${'0'.repeat(64)}`;
    expect(await failureOf(await post(station, name, {}, { cookie }))).toEqual(refused);
  });

  test.each(closed)('%s answers exactly the roles it names', async (name, { who }) => {
    for (const role of stationRoles) {
      const response = await post(station, name, {}, { cookie: cookies.get(role) ?? '' });
      const isRefused =
        response.status === 403 && (await failureOf(response)).error === 'role-missing';
      expect([role, isRefused]).toEqual([role, !who.includes(role)]);
    }
  });

  test('stands in the interface’s description', async () => {
    const response = await fetch(`${station.url}/openapi.json`);
    const described = (await response.json()) as { readonly paths: object };
    expect(Object.keys(described.paths)).toEqual(
      expect.arrayContaining(calls.map(([name]) => `/api/${name}`)),
    );
  });
});

describe('what another site can make a browser do', () => {
  const withCookie = () => ({ cookie: cookies.get('administrator') ?? '' });
  const status = async (headers: Readonly<Record<string, string>>, body = '{}') =>
    (await fetch(`${station.url}/api/session.list`, { method: 'POST', headers, body })).status;
  const json = { 'content-type': 'application/json' } as const;

  test('is refused: another origin, none, or one that the browser itself calls foreign', async () => {
    const origin = station.url;
    expect(await status({ ...withCookie(), ...json, origin })).toBe(200);
    expect(await status({ ...withCookie(), ...json, origin: 'http://evil.example' })).toBe(403);
    expect(await status({ ...withCookie(), ...json, origin: 'null' })).toBe(403);
    expect(await status({ ...withCookie(), ...json })).toBe(403);
    const crossSite = { 'sec-fetch-site': 'cross-site' };
    expect(await status({ ...withCookie(), ...json, origin, ...crossSite })).toBe(403);
  });

  test('is refused as a form or as plain text', async () => {
    const own = { ...withCookie(), origin: station.url };
    expect(await status({ ...own, 'content-type': 'text/plain' })).toBe(415);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await status({ ...own, ...form }, 'page=1')).toBe(415);
  });

  test('a program with a session’s token in its own hand needs no origin', async () => {
    const token = (cookies.get('viewer') ?? '').split('=')[1] ?? '';
    expect(await status({ authorization: `Bearer ${token}`, ...json })).toBe(200);
  });

  test('a request larger than the call takes is refused, and a wrong one named without its values', async () => {
    const cookie = cookies.get('administrator') ?? '';
    const large = await post(station, 'session.list', { search: 'x'.repeat(20_000) }, { cookie });
    expect(large.status).toBe(413);
    const wrong = await post(station, 'session.list', { page: 'secret' }, { cookie });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).not.toContain('secret');
  });
});

describe('behind TLS', () => {
  test('the cookie is Secure and bound to the host, and only the public origin may ask', async () => {
    const started = await startStation({
      ...{ databaseUrl: station.databaseUrl, nowMs: () => nowMs },
      publicUrl: 'https://station.example',
    });
    if (!started.ok) throw new Error(started.error);
    const { url, db, close } = started.value;
    try {
      const code = await makeSignInCode(db, {
        ...{ user: 'only-viewer', expiresAtMs: nowMs + 60_000, uses: 1 },
      });
      const signIn = (origin: string) => post({ url }, 'sign-in.with-code', { code }, { origin });
      expect((await signIn(url)).status).toBe(403);
      const signed = await signIn('https://station.example');
      expect(signed.headers.get('set-cookie')).toMatch(
        /^__Host-station-session=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=\/; Secure$/,
      );
    } finally {
      await close();
    }
  });
});

test('the files and the calls carry what keeps a page safe', async () => {
  const page = await fetch(`${station.url}/`);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const answer = await post(station, 'me.get', {});
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.json()).toMatchObject({ me: null });
});

test.each(['csv', 'xlsx'])(
  'the list of holds is a %s file for the laboratory only',
  async (kind) => {
    const address = `${station.url}/holds.${kind}`;
    const get = (role: StationRole) =>
      fetch(address, { headers: { cookie: cookies.get(role) ?? '' } });
    expect((await get('laboratory')).status).toBe(200);
    expect((await get('planner')).status).toBe(403);
    expect((await fetch(address)).status).toBe(401);
  },
);
