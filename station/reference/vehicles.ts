import { createHash, timingSafeEqual } from 'node:crypto';
import { vehicleId as vehicleIdShape } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { StationDb } from '../store/database.ts';

const tokenCharsMin = 24;

/** The token itself is never kept. */
export const tokenHash = (token: string): Buffer =>
  createHash('sha256').update(token, 'utf8').digest();

/** Lets a vehicle in under a token of its own; enrolling it again replaces the token. */
export async function enrolVehicle(
  db: StationDb,
  {
    vehicleId,
    plate,
    token,
  }: { readonly vehicleId: string; readonly plate: string; readonly token: string },
): Promise<Result<undefined, 'not-an-identifier' | 'token-too-short'>> {
  if (!vehicleIdShape.safeParse(vehicleId).success) return err('not-an-identifier');
  if (token.length < tokenCharsMin) return err('token-too-short');
  const token_hash = tokenHash(token);
  await db
    .insertInto('vehicle')
    .values({ vehicle: vehicleId, plate, token_hash, enrolled_at_ms: Date.now() })
    .onConflict((conflict) => conflict.column('vehicle').doUpdateSet({ plate, token_hash }))
    .execute();
  return ok(undefined);
}

/** The vehicle a token belongs to. */
export async function vehicleOfToken(db: StationDb, token: string): Promise<string | undefined> {
  const given = tokenHash(token);
  const row = await db
    .selectFrom('vehicle')
    .select(['vehicle', 'token_hash'])
    .where('token_hash', '=', given)
    .executeTakeFirst();
  return row && timingSafeEqual(row.token_hash, given) ? row.vehicle : undefined;
}
