import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, CompactSign } from 'jose';
import type { SignedRequest } from '../../../shared/sync/enrolment.ts';
import { nonceHeader, publicJwk } from '../../../shared/sync/enrolment.ts';
import { paths } from '../../../shared/sync/station-api.ts';
import { makeEnrolCode, putVehicle } from '../../../station/administer.ts';
import type { TestStation } from './station.ts';

export interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the signature says instead of the truth. */
  readonly said?: Partial<SignedRequest>;
  /** A token made elsewhere. */
  readonly token?: string;
}

/** A laptop with a key of its own, written against the interface's description and not with the vehicle's code. */
export interface TestLaptop {
  readonly laptop: string;
  readonly vehicle: string;
  readonly run: string;
  readonly ask: (path: string, asked?: Asked) => Promise<Response>;
  readonly token: (said: SignedRequest) => Promise<string>;
  readonly enrol: (code: string, vehicle?: string, over?: object) => Promise<Response>;
}

export async function freshNonce(url: string): Promise<string> {
  return (await fetch(url + paths.greeting)).headers.get(nonceHeader) ?? '';
}

export async function createTestLaptop(
  url: string,
  vehicle: string,
  run: string = randomUUID(),
): Promise<TestLaptop> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = publicJwk.parse(publicKey.export({ format: 'jwk' }));
  const laptop = await calculateJwkThumbprint(jwk);
  const token = (said: object): Promise<string> =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(said)))
      .setProtectedHeader({ alg: 'EdDSA', kid: laptop })
      .sign(privateKey);
  return {
    ...{ laptop, vehicle, run, token },
    ask: async (path, { method = 'GET', body, headers = {}, said = {}, ...given } = {}) => {
      const b = createHash('sha256')
        .update(body ?? '')
        .digest('hex');
      const n = said.n ?? (await freshNonce(url));
      const signed = given.token ?? (await token({ m: method, p: path, n, b, r: run, ...said }));
      return fetch(url + path, {
        ...{ method, redirect: 'manual' },
        headers: { authorization: `Bearer ${signed}`, ...headers },
        ...(body === undefined ? {} : { body }),
      });
    },
    enrol: async (code, of = vehicle, over = {}) => {
      const c = createHash('sha256').update(code.replace('-', '')).digest('hex');
      const proof = await token({ c, p: paths.enrol, v: of });
      const body = { code, vehicle: of, publicKey: jwk, appVersion: '0.1.0', machineName: 'test' };
      return fetch(url + paths.enrol, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...body, proof, ...over }),
      });
    },
  };
}

/** A vehicle at the station with one laptop enrolled. */
export async function enrolledLaptop(
  { url, db, now }: Pick<TestStation, 'url' | 'db' | 'now'>,
  vehicleId: string,
  plate = '皖F·采03',
): Promise<TestLaptop> {
  const put = await putVehicle(db, { vehicleId, plate });
  if (!put.ok) throw new Error(put.error);
  const made = await makeEnrolCode(db, vehicleId, now());
  if (!made.ok) throw new Error(made.error);
  const laptop = await createTestLaptop(url, vehicleId);
  const enrolled = await laptop.enrol(made.value.code);
  if (enrolled.status !== 200) throw new Error(await enrolled.text());
  return laptop;
}
