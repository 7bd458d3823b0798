/**
 * How a laptop becomes known to the station, and how its requests are signed.
 *
 * A person at the station makes a code and reads it out; the laptop sends it once with its public key. From then on every request
 * carries a compact JWS (EdDSA, `kid` = the key's RFC 7638 thumbprint) over its method, path, body and a nonce of the station's, so
 * that neither a secret travels nor the vehicle's clock is trusted. A request sent again within the nonce's life does the same again,
 * and every call of a vehicle may be repeated without harm.
 */
import { z } from 'zod';
import { vehicleId } from '../ids.ts';
import { hash } from '../journal/entry.ts';
import { err, ok, type Result } from '../result.ts';

/** Crockford's base32: no I, L, O or U, so that what is read aloud is typed right. */
export const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const codeChars = 10;

/** `q7x2m-4kd0r` or `Q7X2M 4KDOR` as the station keeps it: `Q7X2M4KD0R`. */
export function readEnrolCode(typed: string): Result<string, 'not-a-code'> {
  const text = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const isCode =
    text.length === codeChars && [...text].every((char) => codeAlphabet.includes(char));
  return isCode ? ok(text) : err('not-a-code');
}

/** In two groups, for reading aloud. */
export const showEnrolCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

const base64Url = /^[A-Za-z0-9_-]+$/;

/** RFC 7638 thumbprint (SHA-256, base64url) of the laptop's public key: its name at the station. */
export const laptopId = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const publicJwk = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().length(43).regex(base64Url),
});
export type PublicJwk = Readonly<z.infer<typeof publicJwk>>;

export const enrolRequest = z.strictObject({
  code: z.string().max(40),
  vehicle: vehicleId,
  publicKey: publicJwk,
  appVersion: z.string().max(32),
  machineName: z.string().max(100),
  /** JWS of the laptop's key over `enrolProof`: who sends the code holds the key. */
  proof: z.string().max(1000),
});
export type EnrolRequest = Readonly<z.infer<typeof enrolRequest>>;

/** `c`: SHA-256 of the code (10 characters), hex. `p`: the path it is for. `v`: the vehicle. */
export const enrolProof = z.strictObject({ c: hash, p: z.string(), v: vehicleId });

export const enrolReply = z.strictObject({
  laptop: laptopId,
  vehicle: vehicleId,
  stationName: z.string(),
  stationNowMs: z.int(),
});
export type EnrolReply = Readonly<z.infer<typeof enrolReply>>;

export const enrolRefusal = z.strictObject({
  error: z.enum([
    'code-unknown',
    'code-expired',
    'code-used',
    'code-of-other-vehicle',
    'key-enrolled-elsewhere',
    'key-revoked',
    'proof-wrong',
    'too-many-tries',
  ]),
  /** The vehicle a right code belongs to, or the one the key is enrolled for; else null. */
  vehicle: vehicleId.nullable(),
  sentence: z.string(),
});
export type EnrolRefusal = Readonly<z.infer<typeof enrolRefusal>>;

/** What a request's JWS says: `m` method, `p` path with its query, `n` nonce, `b` SHA-256 of the body's bytes as sent, `r` run. */
export const signedRequest = z.strictObject({
  m: z.enum(['GET', 'POST']),
  p: z.string().max(2000),
  n: z.string().max(100),
  b: hash,
  /** One start of the program: two runs that write one chain are two laptops. */
  r: z.uuid(),
});
export type SignedRequest = Readonly<z.infer<typeof signedRequest>>;

/** Why a signed request was not let in. */
export const signInProblem = z.enum(['not-enrolled', 'revoked', 'nonce', 'bad-signature']);
export type SignInProblem = z.infer<typeof signInProblem>;

/** Every reply to a vehicle carries a fresh one. */
export const nonceHeader = 'station-nonce';
