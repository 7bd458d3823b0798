import { createHash, randomBytes } from 'node:crypto';
import type { StationDb } from '../store/database.ts';

const hashOf = (code: string): Buffer => createHash('sha256').update(code, 'utf8').digest();

/** A code that signs somebody in without a password: for the first minute of a new station, and for the demo. */
export async function makeSignInCode(
  db: StationDb,
  {
    user,
    expiresAtMs,
    uses,
  }: { readonly user: string; readonly expiresAtMs: number; readonly uses: number },
): Promise<string> {
  const code = randomBytes(24).toString('base64url');
  await db
    .insertInto('sign_in_code')
    .values({
      ...{ code_hash: hashOf(code), user_name: user },
      ...{ expires_at_ms: expiresAtMs, uses_left: uses },
    })
    .execute();
  return code;
}

/** Whom the code signs in; a use of it is gone with the answer. */
export async function useSignInCode(
  db: StationDb,
  code: string,
  nowMs: number,
): Promise<string | undefined> {
  const row = await db
    .updateTable('sign_in_code')
    .set((q) => ({ uses_left: q('uses_left', '-', 1) }))
    .where('code_hash', '=', hashOf(code))
    .where('uses_left', '>', 0)
    .where('expires_at_ms', '>', nowMs)
    .returning('user_name')
    .executeTakeFirst();
  if (!row) return undefined;
  const active = await db
    .selectFrom('station_user')
    .select('user_name')
    .where('user_name', '=', row.user_name)
    .where('ended_at_ms', 'is', null)
    .executeTakeFirst();
  return active?.user_name;
}
