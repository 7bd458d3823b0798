import { createHash, randomInt } from 'node:crypto';
import { z } from 'zod';
import { codeAlphabet, codeChars, showEnrolCode } from '../../shared/sync/enrolment.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { StationDb } from '../store/database.ts';

const lifeMsDefault = 15 * 60_000;
const lifeName = 'enrolCodeLifeMs';
const lifeMs = z.int().min(60_000).max(86_400_000);

/** 50 random bits that live a quarter of an hour: their plain hash gives nothing away that is still worth having. */
export const codeHash = (code: string): Buffer =>
  createHash('sha256').update(code, 'utf8').digest();

export interface MadeCode {
  /** In two groups (`Q7X2M-4KD0R`), shown once. */
  readonly code: string;
  readonly expiresAtMs: number;
}

/** Makes a code that enrols one laptop for the vehicle. Only its hash is kept. Refuses a vehicle the station does not have. */
export async function makeEnrolCode(
  db: StationDb,
  vehicle: string,
  nowMs: number,
): Promise<Result<MadeCode, 'unknown-vehicle'>> {
  const known = await db
    .selectFrom('vehicle')
    .select('vehicle')
    .where('vehicle', '=', vehicle)
    .executeTakeFirst();
  if (!known) return err('unknown-vehicle');
  const chars = Array.from({ length: codeChars }, () => codeAlphabet[randomInt(32)]);
  const code = chars.join('');
  const expiresAtMs = nowMs + (await lifeOf(db));
  await db
    .insertInto('enrol_code')
    .values({
      ...{ code_hash: codeHash(code), vehicle, made_at_ms: nowMs, expires_at_ms: expiresAtMs },
      ...{ used_at_ms: null, used_by: null },
    })
    .execute();
  return ok({ code: showEnrolCode(code), expiresAtMs });
}

/** How long new codes live, 1 minute to 1 day. */
export async function setEnrolCodeLife(db: StationDb, ms: number): Promise<void> {
  const value = JSON.stringify(lifeMs.parse(ms));
  await db
    .insertInto('setting')
    .values({ name: lifeName, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

async function lifeOf(db: StationDb): Promise<number> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', lifeName)
    .executeTakeFirst();
  return lifeMs.parse(row?.value ?? lifeMsDefault);
}
