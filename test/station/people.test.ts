import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stationRoles } from '../../station/contract/roles.ts';
import { makeSignInCode } from '../../station/people/codes.ts';
import { hashPassword, isPassword } from '../../station/people/password.ts';
import { absoluteMs, idleMs, personOf } from '../../station/people/sessions.ts';
import { signIn } from '../../station/people/sign-in.ts';
import { acceptPassword, addUser, endUser, setRoles } from '../../station/people/users.ts';
import { post, signedIn } from './support/page.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';

let station: TestStation;
const minuteMs = 60_000;
const passwords = new Map<string, string>();

async function add(user: string): Promise<string> {
  const made = await addUser(
    station.db,
    { user, name: user, roles: ['viewer'], by: 'test' },
    nowMs,
  );
  if (!made.ok) throw new Error(made.error);
  passwords.set(user, made.value);
  return made.value;
}

beforeAll(async () => {
  station = await startTestStation();
  await add('chen');
});
afterAll(() => station.close());

const typed = (user: string, password: string, address: string) =>
  signIn(station.db, { user, password, address }, nowMs);

describe('a password', () => {
  test('is kept as scrypt with its figures, never as itself, and differently for two people', async () => {
    const [one, other] = await Promise.all([
      hashPassword('红豆生南国 2026'),
      hashPassword('红豆生南国 2026'),
    ]);
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(one).not.toBe(other);
    expect(await isPassword('红豆生南国 2026', one)).toBe(true);
    expect(await isPassword('红豆生南国 2027', one)).toBe(false);
  });

  test('that is one-time lets nobody do anything but change it', async () => {
    const signed = await post(station, 'sign-in.with-password', {
      ...{ user: ' Chen ', password: passwords.get('chen') },
    });
    expect(await signed.json()).toMatchObject({ me: { user: 'chen', mustChangePassword: true } });
    const setCookie = signed.headers.get('set-cookie') ?? '';
    expect(setCookie).toMatch(/^station-session=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=\/$/);
    const cookie = setCookie.split(';')[0] ?? '';
    const refused = await post(station, 'session.list', {}, { cookie });
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { error: 'password-to-change' },
    ]);
    const change = async (next: string) => {
      const old = passwords.get('chen');
      const answer = await post(station, 'me.change-password', { old, new: next }, { cookie });
      return (await answer.json()) as { readonly reason?: string };
    };
    expect((await change('short')).reason).toBe('password-too-short');
    expect((await change('chen12345678')).reason).toBe('password-too-common');
    expect((await change('aaaaaaaaaaaa')).reason).toBe('password-too-common');
    expect((await change('12345678901')).reason).toBe('password-too-common');
    expect((await change(passwords.get('chen') ?? '')).reason).toBe('password-same');
    const wrongOld = await post(
      station,
      'me.change-password',
      { old: 'not the old one', new: '明月松间照-清泉石上流' },
      { cookie },
    );
    expect(await wrongOld.json()).toMatchObject({ reason: 'password-wrong' });
    expect(await change('明月松间照-清泉石上流')).toEqual({});
    expect((await post(station, 'session.list', {}, { cookie })).status).toBe(200);
    expect(station.logged()).not.toContain('明月');
  });
});

describe('wrong tries', () => {
  test('get one answer, whether the name or the password is wrong', async () => {
    const body = async (user: string) =>
      (await post(station, 'sign-in.with-password', { user, password: 'wrong' })).text();
    expect(await body('chen')).toBe(await body('nobody-of-this-name'));
  });

  test.each(['wang', 'nobody'])(
    'of %s make every further one wait, the right password too',
    async (user) => {
      const password = user === 'wang' ? await add(user) : 'x';
      const tries = [];
      for (let index = 0; index < 5; index += 1)
        tries.push(await typed(user, 'wrong', `a-${user}`));
      expect(tries.map((each) => !each.ok && each.error.kind)).toEqual(
        Array(5).fill('sign-in-wrong'),
      );
      expect(await typed(user, password, `b-${user}`)).toEqual({
        ok: false,
        error: { kind: 'sign-in-wait', seconds: 30 },
      });
      const later = await signIn(
        station.db,
        { user, password, address: `c-${user}` },
        nowMs + 31_000,
      );
      expect(later.ok).toBe(user === 'wang');
    },
  );

  test('made at the same time do not slip through together', async () => {
    await add('zhao');
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, index) => typed('zhao', 'wrong', `same-time-${index}`)),
    );
    expect(tries.filter((each) => !each.ok && each.error.kind === 'sign-in-wrong')).toHaveLength(5);
  });

  test('of one address on many names make the address wait', async () => {
    const tries = [];
    for (let index = 0; index < 32; index += 1) {
      tries.push(await typed(`guess-${index}`, 'wrong', 'one-address'));
    }
    const last = tries.at(-1);
    expect(last?.ok === false && last.error.kind).toBe('sign-in-wait');
  });

  test('of an address are not forgotten when one of its people gets theirs right', async () => {
    const password = await add('honest');
    for (let index = 0; index < 29; index += 1) await typed(`other-${index}`, 'wrong', 'shared');
    expect((await typed('honest', password, 'shared')).ok).toBe(true);
    const after = [];
    for (let index = 0; index < 4; index += 1)
      after.push(await typed(`more-${index}`, 'x', 'shared'));
    expect(after.map((each) => !each.ok && each.error.kind)).toContain('sign-in-wait');
  });

  test('of a name are forgotten once the right password came', async () => {
    const password = await add('clumsy');
    for (let index = 0; index < 4; index += 1) await typed('clumsy', 'wrong', `clumsy-${index}`);
    expect((await typed('clumsy', password, 'clumsy-right')).ok).toBe(true);
    for (let index = 0; index < 4; index += 1) await typed('clumsy', 'wrong', `clumsier-${index}`);
    expect((await typed('clumsy', password, 'clumsy-again')).ok).toBe(true);
  });
});

describe('a session', () => {
  const attended = { isAttended: true } as const;

  test('ends half an hour after the last hand at the page, and after a long shift in any case', async () => {
    const { token } = await signedIn(station, 'li');
    const at = (ms: number, isAttended = true) =>
      personOf(station.db, token, { nowMs: nowMs + ms, isAttended });
    expect(await at(idleMs)).toMatchObject({ user: 'li' });
    // What the page asks by itself does not count as somebody being there.
    expect(await at(2 * idleMs - minuteMs, false)).toBeDefined();
    expect(await at(2 * idleMs + 1)).toBeUndefined();
    for (let ms = 2 * idleMs; ms <= absoluteMs; ms += idleMs) await at(ms);
    expect(await at(absoluteMs + 1)).toBeUndefined();
  });

  test('ends when it is signed out, on every process at once', async () => {
    const { token, cookie } = await signedIn(station, 'sun');
    const ended = await post(station, 'sign-in.end', {}, { cookie });
    expect(ended.headers.get('set-cookie')).toContain('Max-Age=0');
    expect(await personOf(station.db, token, { nowMs, ...attended })).toBeUndefined();
  });

  test('is listed to an administrator with its times, and can be ended everywhere', async () => {
    const { ask } = await signedIn(station, 'boss', stationRoles);
    const first = await signedIn(station, 'feng', ['viewer']);
    await signedIn(station, 'feng', ['viewer']);
    const counted = async () =>
      (await ask('user.list', { search: 'feng' })).rows.map(({ signedIn: count }) => count);
    expect(await counted()).toEqual([2]);
    const { signIns } = await ask('user.sign-ins', { user: 'feng' });
    expect(signIns).toEqual(
      Array(2).fill({ beganAtMs: nowMs, seenAtMs: nowMs, endsAtMs: nowMs + idleMs }),
    );
    expect(JSON.stringify(signIns)).not.toContain(first.token);
    await ask('user.sign-out', { user: 'feng' });
    expect(await counted()).toEqual([0]);
    expect(await personOf(station.db, first.token, { nowMs, ...attended })).toBeUndefined();
    const { rows } = await ask('act.list', { call: 'user.sign-out' });
    expect(rows).toMatchObject([{ by: 'boss', subject: 'feng', outcome: 'done' }]);
  });

  test('that is idle or over is not listed, nor counted', async () => {
    const { ask } = await signedIn(station, 'boss', stationRoles);
    await signedIn(station, 'old-hand', ['viewer']);
    await station.db
      .updateTable('station_session')
      .set({ seen_at_ms: nowMs - idleMs - 1 })
      .where('user_name', '=', 'old-hand')
      .execute();
    expect((await ask('user.sign-ins', { user: 'old-hand' })).signIns).toEqual([]);
    expect((await ask('user.list', { search: 'old-hand' })).rows[0]?.signedIn).toBe(0);
  });

  test('ends with the account, and with a new password elsewhere', async () => {
    const { ask } = await signedIn(station, 'boss', stationRoles);
    const { token } = await signedIn(station, 'zhou', ['viewer']);
    await ask('user.reset-password', { user: 'zhou' });
    expect(await personOf(station.db, token, { nowMs, ...attended })).toBeUndefined();
    const again = await signedIn(station, 'zhou');
    await ask('user.end', { user: 'zhou' });
    expect(await personOf(station.db, again.token, { nowMs, ...attended })).toBeUndefined();
  });

  test('may begin with a code, once, while it lives', async () => {
    await acceptPassword(station.db, 'chen');
    const expiresAtMs = nowMs + minuteMs;
    const code = await makeSignInCode(station.db, { user: 'chen', expiresAtMs, uses: 1 });
    const enter = async (given: string) =>
      (await post(station, 'sign-in.with-code', { code: given })).status;
    expect(await enter(code)).toBe(200);
    expect(await enter(code)).toBe(409);
    const old = await makeSignInCode(station.db, { user: 'chen', expiresAtMs: nowMs, uses: 1 });
    expect(await enter(old)).toBe(409);
    expect(station.logged()).not.toContain(code);
  });
});

describe('accounts', () => {
  test('are added by an administrator, once each, and everything done is written down', async () => {
    const { ask, refusal } = await signedIn(station, 'boss', stationRoles);
    const made = await ask('user.add', { user: 'new-one', name: '新人', roles: ['planner'] });
    expect(made.oneTimePassword).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
    expect(
      await refusal('user.add', { user: 'new-one', name: '新人', roles: ['planner'] }),
    ).toMatchObject({ reason: 'user-exists' });
    const acts = await ask('act.list', { search: 'new-one' });
    expect(acts.rows).toMatchObject([
      { by: 'boss', call: 'user.add', outcome: 'refused' },
      { by: 'boss', call: 'user.add', subject: 'new-one', outcome: 'done' },
    ]);
    expect(JSON.stringify(await ask('act.list', {}))).not.toContain(made.oneTimePassword);
  });

  test('there is always an administrator, and nobody ends their own account', async () => {
    const { refusal } = await signedIn(station, 'boss', stationRoles);
    await station.db
      .updateTable('station_user')
      .set({ roles: ['viewer'] })
      .where('user_name', '<>', 'boss')
      .execute();
    expect(await refusal('user.set-roles', { user: 'boss', roles: ['viewer'] })).toMatchObject({
      reason: 'last-administrator',
    });
    expect(await refusal('user.end', { user: 'boss' })).toMatchObject({ reason: 'not-yourself' });
    expect(await refusal('user.reset-password', { user: 'boss' })).toMatchObject({
      reason: 'not-yourself',
    });
    // Whoever asks: the command line, or somebody whose own role is just being taken.
    expect(await endUser(station.db, 'boss', nowMs)).toEqual({
      ok: false,
      error: 'last-administrator',
    });
  });

  test('two administrators who take the role from each other at once leave one', async () => {
    await signedIn(station, 'one-of-two', ['administrator']);
    await station.db
      .updateTable('station_user')
      .set({ roles: ['administrator'] })
      .where('user_name', '=', 'boss')
      .execute();
    const both = await Promise.all([
      setRoles(station.db, 'boss', ['viewer']),
      setRoles(station.db, 'one-of-two', ['viewer']),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    await station.db
      .updateTable('station_user')
      .set({ roles: [...stationRoles] })
      .where('user_name', '=', 'boss')
      .execute();
  });

  test('that have ended let nobody in, by password or by code', async () => {
    const password = await add('gone');
    const expiresAtMs = nowMs + minuteMs;
    const code = await makeSignInCode(station.db, { user: 'gone', expiresAtMs, uses: 1 });
    expect((await endUser(station.db, 'gone', nowMs)).ok).toBe(true);
    expect(await typed('gone', password, 'gone-address')).toMatchObject({
      error: { kind: 'sign-in-wrong' },
    });
    expect((await post(station, 'sign-in.with-code', { code })).status).toBe(409);
  });

  test('what was done cannot be changed or taken away afterwards', async () => {
    const change = station.db.updateTable('station_act').set({ by_whom: 'x' }).execute();
    await expect(change).rejects.toThrow('append-only');
    await expect(station.db.deleteFrom('station_act').execute()).rejects.toThrow('append-only');
  });
});
