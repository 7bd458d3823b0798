import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { StationDb } from '../store/database.ts';

/** How long a nonce is taken. A line that needs longer for one batch gets it refused once, and sends it smaller. */
export const nonceLifeMs = 10 * 60_000;
/** Processes of one station may differ this much in time. */
const aheadMsMax = 60_000;
const timeBytes = 6;
const macBytes = 16;

/** Nonces without memory: the time and its HMAC under a key that every process of the station finds in the database. */
export interface Nonces {
  readonly make: (nowMs: number) => string;
  /** When it was made; null: it is none of this station's, or no longer taken. */
  readonly madeAtMs: (nonce: string, nowMs: number) => number | null;
}

export function createNonces(key: Uint8Array): Nonces {
  const sealed = (time: Buffer): Buffer =>
    Buffer.concat([time, createHmac('sha256', key).update(time).digest().subarray(0, macBytes)]);
  return {
    make: (nowMs) => {
      const time = Buffer.alloc(timeBytes);
      time.writeUIntBE(nowMs, 0, timeBytes);
      return sealed(time).toString('base64url');
    },
    madeAtMs: (nonce, nowMs) => {
      const given = Buffer.from(nonce, 'base64url');
      if (given.length !== timeBytes + macBytes) return null;
      const time = given.subarray(0, timeBytes);
      if (!timingSafeEqual(sealed(time), given)) return null;
      const madeAtMs = time.readUIntBE(0, timeBytes);
      const ageMs = nowMs - madeAtMs;
      return ageMs >= -aheadMsMax && ageMs < nonceLifeMs ? madeAtMs : null;
    },
  };
}

const keyName = 'nonceKey';

/** The key of this station's nonces, made by whichever process comes first. */
export async function nonceKey(db: StationDb): Promise<Buffer> {
  await db
    .insertInto('setting')
    .values({ name: keyName, value: JSON.stringify(randomBytes(32).toString('hex')) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { value } = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', keyName)
    .executeTakeFirstOrThrow();
  if (typeof value !== 'string') throw new Error('the key of the nonces is no text');
  return Buffer.from(value, 'hex');
}
