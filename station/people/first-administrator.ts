import type { StationDb } from '../store/database.ts';
import { addUser } from './users.ts';

const firstUser = 'admin';

export const oneTimeLine = (user: string, password: string): string =>
  `用户 ${user} 的一次性密码（只显示这一次） · One-time password of ${user} (shown once): ${password}`;

/** A station nobody can sign in to gets its first administrator. Answers what to say to whoever started it; nothing once there is one. */
export async function firstAdministrator(db: StationDb, nowMs: number): Promise<readonly string[]> {
  const anyone = await db.selectFrom('station_user').select('user_name').executeTakeFirst();
  if (anyone) return [];
  const made = await addUser(
    db,
    { user: firstUser, name: '管理员', roles: ['administrator'], by: 'first-start' },
    nowMs,
  );
  // Another process of the station was first.
  return made.ok ? [oneTimeLine(firstUser, made.value)] : [];
}
