import { err, ok, type Result } from '../../shared/result.ts';
import type { CallOutput } from '../contract/index.ts';
import type { peopleCalls } from '../contract/people.ts';
import { noteAct, settleAct } from '../people/acts.ts';
import { useSignInCode } from '../people/codes.ts';
import { passwordCharsMin } from '../people/password.ts';
import {
  beginSession,
  endSession,
  endSessionsOf,
  personOf,
  sessionsOf,
} from '../people/sessions.ts';
import { signIn } from '../people/sign-in.ts';
import {
  addUser,
  changePassword,
  endUser,
  resetPassword,
  setRoles,
  toUser,
  userRows,
} from '../people/users.ts';
import { readPage } from '../reports/read-page.ts';
import { settingsOf } from '../reference/settings.ts';
import { actRows, toAct } from '../reports/acts.ts';
import type { StationDeps } from '../http/app.ts';
import { type Asking, type CallRefusal, type HandlersOf, personIn } from './handler.ts';

const refuse = (
  reason: CallRefusal['reason'],
  details: CallRefusal['details'] = {},
): Result<never, CallRefusal> => err({ reason, details });

async function begin(
  { db }: StationDeps,
  user: string,
  { nowMs, keepSession }: Asking,
  call: string,
): Promise<Result<CallOutput<'sign-in.with-code'>, CallRefusal>> {
  const token = await beginSession(db, user, nowMs);
  keepSession(token);
  const person = await personOf(db, token, { nowMs, isAttended: true });
  if (!person) throw new Error('a session ended as it began');
  const act = await noteAct(db, { by: user, call, subject: user, facts: {} }, nowMs);
  await settleAct(db, act, 'done');
  return ok({ me: { ...person, roles: [...person.roles] } });
}

/** Signing in and out, one's own password, and who may sign in at all. */
export const peopleHandlers: HandlersOf<keyof typeof peopleCalls> = {
  'sign-in.with-password': {
    note: ({ user }) => [user],
    run: async (deps, { user, password }, asking) => {
      const { address, nowMs } = asking;
      const right = await signIn(deps.db, { user, password, address }, nowMs);
      if (right.ok) return begin(deps, right.value, asking, 'sign-in.with-password');
      return right.error.kind === 'sign-in-wait'
        ? refuse('sign-in-wait', { seconds: right.error.seconds })
        : refuse('sign-in-wrong');
    },
  },
  'sign-in.with-code': {
    note: () => [''],
    run: async (deps, { code }, asking) => {
      const user = await useSignInCode(deps.db, code, asking.nowMs);
      return user === undefined
        ? refuse('code-not-valid')
        : begin(deps, user, asking, 'sign-in.with-code');
    },
  },
  'sign-in.end': {
    note: () => [''],
    run: async ({ db }, _, { token, keepSession }) => {
      if (token !== undefined) await endSession(db, token);
      keepSession(undefined);
      return ok({});
    },
  },
  'me.get': async ({ db }, _, { person, nowMs }) => {
    const { station } = await settingsOf(db);
    const me = person ? { ...person, roles: [...person.roles] } : null;
    return ok({ me, stationName: station.name, nowMs });
  },
  'me.change-password': {
    note: () => [''],
    run: async ({ db }, { old, new: next }, asking) => {
      const { user } = personIn(asking);
      const done = await changePassword(db, { user, old, next, token: asking.token ?? '' });
      return done.ok ? ok({}) : refuse(done.error, { least: passwordCharsMin });
    },
  },
  'user.list': async ({ db }, { search, ...page }, { nowMs }) => {
    const { rows, ...rest } = await readPage(
      db,
      userRows(db, search, nowMs)
        .orderBy('ended_at_ms', (o) => o.asc().nullsFirst())
        .orderBy('user_name'),
      page,
    );
    return ok({ ...rest, rows: rows.map(toUser) });
  },
  'user.add': {
    note: ({ user, name, roles }) => [user, { name, roles: roles.join(' ') }],
    run: async ({ db }, { user, name, roles }, asking) => {
      const { user: by } = personIn(asking);
      const made = await addUser(db, { user, name, roles, by }, asking.nowMs);
      // The contract has checked the form of the name.
      return made.ok ? ok({ user, oneTimePassword: made.value }) : refuse('user-exists', { user });
    },
  },
  'user.set-roles': {
    note: ({ user, roles }) => [user, { roles: roles.join(' ') }],
    run: async ({ db }, { user, roles }) => {
      const done = await setRoles(db, user, roles);
      return done.ok ? ok({}) : refuse(done.error, { user });
    },
  },
  'user.reset-password': {
    note: ({ user }) => [user],
    run: async ({ db }, { user }, asking) => {
      if (personIn(asking).user === user) return refuse('not-yourself');
      const done = await resetPassword(db, user);
      return done.ok ? ok({ user, oneTimePassword: done.value }) : refuse(done.error, { user });
    },
  },
  'user.sign-ins': async ({ db }, { user }, { nowMs }) =>
    ok({ signIns: await sessionsOf(db, user, nowMs) }),
  'user.sign-out': {
    note: ({ user }) => [user],
    run: async ({ db }, { user }) => {
      await endSessionsOf(db, user);
      return ok({});
    },
  },
  'user.end': {
    note: ({ user }) => [user],
    run: async ({ db }, { user }, asking) => {
      if (personIn(asking).user === user) return refuse('not-yourself');
      const done = await endUser(db, user, asking.nowMs);
      return done.ok ? ok({}) : refuse(done.error, { user });
    },
  },
  'act.list': async ({ db }, { search, call, ...page }) => {
    const { rows, ...rest } = await readPage(db, actRows(db, { search, call }), page);
    return ok({ ...rest, rows: rows.map(toAct) });
  },
};
