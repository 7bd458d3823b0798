import { sql } from 'kysely';
import { err, ok, type Result } from '../../shared/result.ts';
import type { User } from '../contract/people.ts';
import { userName } from '../contract/people.ts';
import type { StationRole } from '../contract/roles.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { hashPassword, isPassword, oneTimePassword, passwordCharsMin } from './password.ts';
import { endSessionsOf, signedInCount } from './sessions.ts';

export interface NewUser {
  readonly user: string;
  readonly name: string;
  readonly roles: readonly StationRole[];
  readonly by: string;
}

/** Two administrators taking the role from each other must not both succeed. */
const administratorsLock = 7_211_008;

/** Makes an account and answers its one-time password, which is kept nowhere and must be changed at the first sign-in. */
export async function addUser(
  db: StationDb,
  { user, name, roles, by }: NewUser,
  nowMs: number,
): Promise<Result<string, 'user-exists' | 'not-a-name'>> {
  if (!userName.safeParse(user).success) return err('not-a-name');
  const password = oneTimePassword();
  const done = await db
    .insertInto('station_user')
    .values({
      ...{ user_name: user, name, roles: [...roles], created_at_ms: nowMs, created_by: by },
      ...{ password_hash: await hashPassword(password), must_change_password: true },
      ...{ last_sign_in_at_ms: null, ended_at_ms: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n ? ok(password) : err('user-exists');
}

/** Somebody who never types a password need not change it: the demo's person. */
export async function acceptPassword(db: StationDb, user: string): Promise<void> {
  await db
    .updateTable('station_user')
    .set({ must_change_password: false })
    .where('user_name', '=', user)
    .execute();
}

/** A new one-time password; whoever was signed in under the old one is signed out. */
export async function resetPassword(
  db: StationDb,
  user: string,
): Promise<Result<string, 'user-unknown'>> {
  const password = oneTimePassword();
  const password_hash = await hashPassword(password);
  return inTransaction(db, async (trx) => {
    const done = await trx
      .updateTable('station_user')
      .set({ password_hash, must_change_password: true })
      .where('user_name', '=', user)
      .where('ended_at_ms', 'is', null)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) return err('user-unknown');
    await endSessionsOf(trx, user);
    return ok(password);
  });
}

export type PasswordRefusal =
  | 'password-wrong'
  | 'password-too-short'
  | 'password-too-common'
  | 'password-same';

/** Changes somebody's own password and ends their other sessions. */
export async function changePassword(
  db: StationDb,
  { user, old, next, token }: Readonly<Record<'user' | 'old' | 'next' | 'token', string>>,
): Promise<Result<undefined, PasswordRefusal>> {
  const row = await db
    .selectFrom('station_user')
    .select(['password_hash', 'name'])
    .where('user_name', '=', user)
    .executeTakeFirstOrThrow();
  if (!(await isPassword(old, row.password_hash))) return err('password-wrong');
  if ([...next].length < passwordCharsMin) return err('password-too-short');
  if (isCommon(next, [user, row.name])) return err('password-too-common');
  if (next === old) return err('password-same');
  await db
    .updateTable('station_user')
    .set({ password_hash: await hashPassword(next), must_change_password: false })
    .where('user_name', '=', user)
    .execute();
  await endSessionsOf(db, user, token);
  return ok(undefined);
}

/** One character again and again, a run along the keyboard, or the person's own name with little more. */
function isCommon(password: string, own: readonly string[]): boolean {
  const plain = password.toLowerCase();
  if (new Set(plain).size < 4) return true;
  const runs = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];
  if (runs.some((run) => run.includes(plain))) return true;
  const words = ['password', 'bloodmobile', 'xuezhan', 'admin', ...own];
  return words.some(
    (word) => word !== '' && plain.replaceAll(word.toLowerCase(), '').replace(/\P{L}/gu, '') === '',
  );
}

export async function setRoles(
  db: StationDb,
  user: string,
  roles: readonly StationRole[],
): Promise<Result<undefined, 'user-unknown' | 'last-administrator'>> {
  return inTransaction<undefined, 'user-unknown' | 'last-administrator'>(db, async (trx) => {
    await sql`select pg_advisory_xact_lock(${administratorsLock})`.execute(trx);
    if (!roles.includes('administrator') && !(await hasOtherAdministrator(trx, user))) {
      return err('last-administrator');
    }
    const done = await trx
      .updateTable('station_user')
      .set({ roles: [...roles] })
      .where('user_name', '=', user)
      .where('ended_at_ms', 'is', null)
      .executeTakeFirst();
    return done.numUpdatedRows === 1n ? ok(undefined) : err('user-unknown');
  });
}

/** Ends an account for good; its name stays with what it did. */
export async function endUser(
  db: StationDb,
  user: string,
  nowMs: number,
): Promise<Result<undefined, 'user-unknown' | 'last-administrator'>> {
  return inTransaction<undefined, 'user-unknown' | 'last-administrator'>(db, async (trx) => {
    await sql`select pg_advisory_xact_lock(${administratorsLock})`.execute(trx);
    if (!(await hasOtherAdministrator(trx, user))) return err('last-administrator');
    const done = await trx
      .updateTable('station_user')
      .set({ ended_at_ms: nowMs })
      .where('user_name', '=', user)
      .where('ended_at_ms', 'is', null)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) return err('user-unknown');
    await endSessionsOf(trx, user);
    return ok(undefined);
  });
}

async function hasOtherAdministrator(trx: StationTransaction, user: string): Promise<boolean> {
  const other = await trx
    .selectFrom('station_user')
    .select('user_name')
    .where('user_name', '<>', user)
    .where('ended_at_ms', 'is', null)
    .where(sql<boolean>`'administrator' = any(roles)`)
    .executeTakeFirst();
  return other !== undefined;
}

export const userRows = (db: StationDb, search: string, nowMs: number) =>
  db
    .selectFrom('station_user')
    .selectAll()
    .select(signedInCount(nowMs).as('signed_in'))
    .$if(search !== '', (q) =>
      q.where((e) =>
        e.or([
          e(sql`position(${search.toLowerCase()} in user_name)`, '>', 0),
          e(sql`position(${search} in name)`, '>', 0),
        ]),
      ),
    );

export const toUser = (
  row: Awaited<ReturnType<ReturnType<typeof userRows>['execute']>>[number],
): User => ({
  ...{ user: row.user_name, name: row.name, roles: row.roles },
  ...{ mustChangePassword: row.must_change_password },
  ...{ createdAtMs: row.created_at_ms, createdBy: row.created_by },
  ...{ lastSignInAtMs: row.last_sign_in_at_ms, endedAtMs: row.ended_at_ms },
  signedIn: row.signed_in,
});
