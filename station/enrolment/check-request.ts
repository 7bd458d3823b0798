import { compactVerify, type CryptoKey, decodeProtectedHeader, importJWK } from 'jose';
import { err, ok, type Result } from '../../shared/result.ts';
import {
  laptopId,
  type SignedRequest,
  signedRequest,
  type SignInProblem,
} from '../../shared/sync/enrolment.ts';
import type { StationDb } from '../store/database.ts';
import { type Laptop, laptopOf, noteSeen } from './laptops.ts';
import type { Nonces } from './nonce.ts';

export interface RequestHead {
  readonly method: string;
  /** Path and query as they stood on the request's first line. */
  readonly path: string;
  readonly authorization: string | undefined;
}

export interface Sender {
  readonly laptop: string;
  readonly vehicle: string;
  /** One start of the laptop's program. */
  readonly run: string;
  /** SHA-256 (hex) that the body's bytes must have. */
  readonly bodySha256: string;
  /** When the station made the nonce it was signed over: the request cannot have left before. */
  readonly nonceAtMs: number;
}

const keysKept = 4096;
const bearer = /^Bearer ([A-Za-z0-9_.-]{1,4096})$/i;

/**
 * Who sent a request, from its head alone: one look into the database and one signature, whatever the request holds. The nonce is
 * looked at before the signature, so that a flood of old requests costs hashes only; who was revoked is told so only over a good
 * signature.
 */
export function createRequestCheck(db: StationDb, nonces: Nonces) {
  const keys = new Map<string, CryptoKey>();

  async function keyOf({ laptop, publicKey }: Laptop): Promise<CryptoKey> {
    const kept = keys.get(laptop);
    if (kept) return kept;
    const key = await importJWK(publicKey, 'EdDSA');
    if (key instanceof Uint8Array) throw new Error('a public key was imported as a secret');
    // Imported again when it is needed again: what is here is time saved, nothing more.
    if (keys.size >= keysKept) keys.clear();
    keys.set(laptop, key);
    return key;
  }

  return async (head: RequestHead, nowMs: number): Promise<Result<Sender, SignInProblem>> => {
    const token = bearer.exec(head.authorization ?? '')?.[1];
    const kid = token === undefined ? undefined : kidOf(token);
    const laptop = kid === undefined ? undefined : await laptopOf(db, kid);
    if (token === undefined || laptop === undefined) return err('not-enrolled');
    const said = claimed(token);
    if (said === undefined) return err('bad-signature');
    const nonceAtMs = nonces.madeAtMs(said.n, nowMs);
    if (nonceAtMs === null) return err('nonce');
    try {
      await compactVerify(token, await keyOf(laptop), { algorithms: ['EdDSA'] });
    } catch {
      return err('bad-signature');
    }
    if (said.m !== head.method || said.p !== head.path) return err('bad-signature');
    if (laptop.revoked !== null) return err('revoked');
    await noteSeen(db, laptop, nowMs);
    return ok({
      ...{ laptop: laptop.laptop, vehicle: laptop.vehicle },
      ...{ run: said.r, bodySha256: said.b, nonceAtMs },
    });
  };
}

export type RequestCheck = ReturnType<typeof createRequestCheck>;

function kidOf(token: string): string | undefined {
  try {
    return laptopId.safeParse(decodeProtectedHeader(token).kid).data;
  } catch {
    return undefined;
  }
}

/** What a token says, believed only after its signature. */
function claimed(token: string): SignedRequest | undefined {
  try {
    const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    return signedRequest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
