import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { StationRole } from '../contract/roles.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';

/** Without a hand at the page a session ends after half an hour, and in any case after a long shift. */
export const idleMs = 30 * 60_000;
export const absoluteMs = 12 * 60 * 60_000;
const seenEveryMs = 60_000;
const tokenForm = /^[0-9a-f]{64}$/;

/** Who is signed in. */
export interface Person {
  readonly user: string;
  readonly name: string;
  readonly roles: readonly StationRole[];
  readonly mustChangePassword: boolean;
}

/** 256 random bits: their plain hash gives nothing away. */
const hashOf = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

/** Begins a session and answers its token, which is kept nowhere. */
export async function beginSession(db: StationDb, user: string, nowMs: number): Promise<string> {
  await db
    .deleteFrom('station_session')
    .where((q) =>
      q.or([q('seen_at_ms', '<', nowMs - idleMs), q('began_at_ms', '<', nowMs - absoluteMs)]),
    )
    .execute();
  const token = randomBytes(32).toString('hex');
  await db
    .insertInto('station_session')
    .values({ token_hash: hashOf(token), user_name: user, began_at_ms: nowMs, seen_at_ms: nowMs })
    .execute();
  await db
    .updateTable('station_user')
    .set({ last_sign_in_at_ms: nowMs })
    .where('user_name', '=', user)
    .execute();
  return token;
}

/** Whose session a token is, if it still runs. `isAttended`: a person is at the page, and the idle time begins anew. */
export async function personOf(
  db: StationDb,
  token: string | undefined,
  { nowMs, isAttended }: { readonly nowMs: number; readonly isAttended: boolean },
): Promise<Person | undefined> {
  if (token === undefined || !tokenForm.test(token)) return undefined;
  const hash = hashOf(token);
  const row = await db
    .selectFrom('station_session')
    .innerJoin('station_user', 'station_user.user_name', 'station_session.user_name')
    .selectAll('station_user')
    .select('seen_at_ms')
    .where('token_hash', '=', hash)
    .where('seen_at_ms', '>=', nowMs - idleMs)
    .where('began_at_ms', '>=', nowMs - absoluteMs)
    .where('ended_at_ms', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  if (isAttended && nowMs - row.seen_at_ms >= seenEveryMs) {
    await db
      .updateTable('station_session')
      .set({ seen_at_ms: nowMs })
      .where('token_hash', '=', hash)
      .execute();
  }
  return {
    ...{ user: row.user_name, name: row.name, roles: row.roles },
    mustChangePassword: row.must_change_password,
  };
}

export async function endSession(db: StationDb, token: string): Promise<void> {
  await db.deleteFrom('station_session').where('token_hash', '=', hashOf(token)).execute();
}

/** Ends every session of somebody, but for the one at hand. */
export async function endSessionsOf(
  db: StationDb | StationTransaction,
  user: string,
  except?: string,
): Promise<void> {
  await db
    .deleteFrom('station_session')
    .where('user_name', '=', user)
    .$if(except !== undefined, (q) => q.where('token_hash', '<>', hashOf(except ?? '')))
    .execute();
}

/** Runs at this moment: of somebody who is there, and began within one shift. */
const running = (nowMs: number) =>
  sql<boolean>`seen_at_ms >= ${nowMs - idleMs} and began_at_ms >= ${nowMs - absoluteMs}`;

/** How many sessions of the user of the row run. */
export const signedInCount = (nowMs: number) =>
  sql<number>`(select count(*) from station_session as s
    where s.user_name = station_user.user_name and ${running(nowMs)})`;

const listedMax = 100;

/** Where somebody is signed in, the newest first. Nothing but times is kept of a session. */
export async function sessionsOf(
  db: StationDb,
  user: string,
  nowMs: number,
): Promise<{ beganAtMs: number; seenAtMs: number; endsAtMs: number }[]> {
  const rows = await db
    .selectFrom('station_session')
    .select(['began_at_ms', 'seen_at_ms'])
    .where('user_name', '=', user)
    .where(running(nowMs))
    .orderBy('began_at_ms', 'desc')
    .limit(listedMax)
    .execute();
  return rows.map(({ began_at_ms: beganAtMs, seen_at_ms: seenAtMs }) => ({
    ...{ beganAtMs, seenAtMs },
    endsAtMs: Math.min(beganAtMs + absoluteMs, seenAtMs + idleMs),
  }));
}
