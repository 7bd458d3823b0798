import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { CompactSign } from 'jose';
import { type PublicJwk, publicJwk } from '../../shared/sync/enrolment.ts';
import { DatabaseUnreadable } from './store/connection.ts';
import { databaseFile } from './store/store.ts';

/** Where the keys of this laptop come from. A key that cannot be had throws: nothing is opened without it. */
export interface KeyStore {
  /** Database key, 32 bytes as hex; made at first use. Throws DatabaseUnreadable when a database is there and its key is not. */
  readonly databaseKeyHex: () => string;
  readonly devicePublicKey: () => string;
  /** Ed25519 over UTF-8 text, base64. */
  readonly sign: (text: string) => string;
  readonly publicJwk: () => PublicJwk;
  /** RFC 7638 thumbprint of the public key: this laptop's name at the station. */
  readonly laptop: () => string;
  /** Compact JWS (EdDSA) over `payload` as JSON; its `kid` is this laptop. */
  readonly jws: (payload: object) => Promise<string>;
}

/**
 * Readable by its owner only; written whole or not at all, because half a key locks the day away for good. Two programs that start
 * at once in a new folder both come here: the first keeps its key, the other reads that one.
 */
function writeSecret(path: string, text: string): void {
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, text, { mode: 0o600, flush: true });
  try {
    // A link is refused where a file is already; a rename would put the second key over the first.
    linkSync(part, path);
  } catch {
    // Either the other program was first, or this is a memory stick or network drive that knows no links.
    if (!existsSync(path)) renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
  flushFolder(dirname(path));
}

/** Without it a power cut may take the file's name away while what it locks is already on the disk. */
function flushFolder(folder: string): void {
  // Windows opens no folders, and writes names through.
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

function kept(path: string, make: () => string): string {
  if (!existsSync(path)) writeSecret(path, make());
  return readFileSync(path, 'utf8').trim();
}

const publicJwkOf = (device: KeyObject): PublicJwk => {
  const { kty, crv, x } = createPublicKey(device).export({ format: 'jwk' });
  return publicJwk.parse({ kty, crv, x });
};

/** A laptop's name at the station. RFC 7638: the required members in this order, without spaces. */
export const thumbprint = ({ crv, kty, x }: PublicJwk): string =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');

/**
 * Keys as files in the data folder: what the demo and a plain-Node host have. Whoever can read the folder can read the data; a
 * vehicle's laptop keeps them in the operating system's own store behind the same interface.
 */
export function createFileKeyStore(dataFolder: string): KeyStore {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const databaseKey = join(dataFolder, 'database.key');
  const devicePem = kept(join(dataFolder, 'device-key.pem'), () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  const device = createPrivateKey(devicePem);
  const jwk = publicJwkOf(device);
  const laptop = thumbprint(jwk);
  return {
    databaseKeyHex: () => {
      // A new key would open nothing, and would hide that the right one is missing.
      if (!existsSync(databaseKey) && existsSync(join(dataFolder, databaseFile))) {
        throw new DatabaseUnreadable('the key file is missing');
      }
      return kept(databaseKey, () => randomBytes(32).toString('hex'));
    },
    devicePublicKey: () =>
      createPublicKey(device).export({ type: 'spki', format: 'der' }).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), device).toString('base64'),
    publicJwk: () => jwk,
    laptop: () => laptop,
    jws: (payload) =>
      new CompactSign(Buffer.from(JSON.stringify(payload), 'utf8'))
        .setProtectedHeader({ alg: 'EdDSA', kid: laptop })
        .sign(device),
  };
}
