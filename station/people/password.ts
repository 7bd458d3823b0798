import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * scrypt, N = 2^15, r = 8, p = 3: 32 MiB and about a fifth of a second for each try, the OWASP cheat sheet's equal of N = 2^17, p = 1 on
 * a server that also does other things. The figures stand in each hash, so that they can grow.
 */
const cost = { N: 2 ** 15, r: 8, p: 3 } as const;
const memoryBytesMax = 128 * 1024 * 1024;
const keyBytes = 32;
const saltBytes = 16;
/** Each takes 32 MiB; those beyond wait, and those beyond `waitingMax` are sent away. */
const atOnceMax = 2;
const waitingMax = 32;

export const passwordCharsMin = 10;

/** `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const { N, r, p } = cost;
  const key = await derive(password, salt, cost);
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Takes as long for a wrong password as for the right one. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [name, N, r, p, salt = '', key = ''] = hash.split('$');
  if (name !== 'scrypt') throw new Error('a password is kept in an unknown form');
  const wanted = Buffer.from(key, 'base64url');
  const given = await derive(password, Buffer.from(salt, 'base64url'), {
    ...{ N: Number(N), r: Number(r), p: Number(p) },
  });
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Twelve characters that cannot be taken for one another, in groups: `k7wq-m3hd-x9tf`. 59 random bits. */
export function oneTimePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group()].join('-');
}

/** Too many passwords are being checked at this moment. */
export class TooBusy extends Error {}

let running = 0;
const waiting: (() => void)[] = [];

async function derive(
  password: string,
  salt: Buffer,
  { N, r, p }: { N: number; r: number; p: number },
) {
  if (running >= atOnceMax) {
    if (waiting.length >= waitingMax) throw new TooBusy('passwords');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      // The same characters typed on another system may come as other code points.
      scrypt(
        password.normalize('NFKC'),
        salt,
        keyBytes,
        { N, r, p, maxmem: memoryBytesMax },
        (fault, key) => (fault ? reject(fault) : resolve(key)),
      );
    });
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
