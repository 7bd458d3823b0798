import { err, ok, type Result } from '../../shared/result.ts';
import type { StationDb } from '../store/database.ts';
import { hashPassword, isPassword, oneTimePassword } from './password.ts';
import { countTry, forgetOldTries, forgetTries, takeBackTry, type Trier } from './tries.ts';

export type SignInRefusal =
  | { readonly kind: 'sign-in-wrong' }
  | { readonly kind: 'sign-in-wait'; readonly seconds: number };

/** Made once, so that a name nobody has takes as long as one somebody has. */
let nobodysHash: Promise<string> | undefined;

/** Checks name and password. A wrong name and a wrong password get the same answer after the same time, and count the same. */
export async function signIn(
  db: StationDb,
  typed: { readonly user: string; readonly password: string; readonly address: string },
  nowMs: number,
): Promise<Result<string, SignInRefusal>> {
  const user = typed.user.trim().toLowerCase();
  const name: Trier = { kind: 'name', who: user };
  const address: Trier = { kind: 'address', who: typed.address };
  await forgetOldTries(db, nowMs);
  const waitMs = Math.max(await countTry(db, address, nowMs), await countTry(db, name, nowMs));
  if (waitMs > 0) return err({ kind: 'sign-in-wait', seconds: Math.ceil(waitMs / 1000) });
  const row = await db
    .selectFrom('station_user')
    .select(['user_name', 'password_hash'])
    .where('user_name', '=', user)
    .where('ended_at_ms', 'is', null)
    .executeTakeFirst();
  nobodysHash ??= hashPassword(oneTimePassword());
  const isRight = await isPassword(typed.password, row?.password_hash ?? (await nobodysHash));
  if (!row || !isRight) return err({ kind: 'sign-in-wrong' });
  await forgetTries(db, name);
  await takeBackTry(db, address);
  return ok(row.user_name);
}
