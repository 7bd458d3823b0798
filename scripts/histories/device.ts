import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { thumbprint } from '../../electron/core/keys.ts';
import { publicJwk } from '../../shared/sync/enrolment.ts';

/** What a laptop is to the station: the key in its folder, which a copy of the folder has too. */
export interface Device {
  /** Its name at the station, as the product makes it of the key. */
  readonly laptop: string;
  readonly jwk: string;
  /** SPKI DER, base64. */
  readonly publicKey: string;
  readonly sign: (text: string) => string;
}

/** RFC 8410: an Ed25519 key in PKCS #8 is this and 32 bytes. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The same key for the same name, so that a seed shows the same bytes again. */
export function deviceOf(name: string): Device {
  const bytes = createHash('sha256').update(name).digest();
  const pkcs8Key = Buffer.concat([pkcs8, bytes]);
  const key = createPrivateKey({ key: pkcs8Key, format: 'der', type: 'pkcs8' });
  const open = createPublicKey(key);
  const { kty, crv, x } = open.export({ format: 'jwk' });
  const jwk = publicJwk.parse({ kty, crv, x });
  return {
    laptop: thumbprint(jwk),
    jwk: JSON.stringify(jwk),
    publicKey: open.export({ format: 'der', type: 'spki' }).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  };
}
