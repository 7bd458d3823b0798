import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the keys of this laptop come from. A key that cannot be had throws: nothing is opened without it. */
export interface KeyStore {
  /** Database key, 32 bytes as hex; made at first use. */
  readonly databaseKeyHex: () => string;
  readonly devicePublicKey: () => string;
  /** Ed25519 over UTF-8 text, base64. */
  readonly sign: (text: string) => string;
}

/** Readable by its owner only; written whole or not at all, because half a key locks the day away for good. */
function writeSecret(path: string, text: string): void {
  const part = `${path}.part`;
  writeFileSync(part, text, { mode: 0o600, flush: true });
  renameSync(part, path);
}

function kept(path: string, make: () => string): string {
  if (!existsSync(path)) writeSecret(path, make());
  return readFileSync(path, 'utf8').trim();
}

/**
 * Keys as files in the data folder: what the demo and a plain-Node host have. Whoever can read the folder can read the data; a
 * vehicle's laptop keeps them in the operating system's own store behind the same interface.
 */
export function createFileKeyStore(dataFolder: string): KeyStore {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const devicePem = kept(join(dataFolder, 'device-key.pem'), () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  const device = createPrivateKey(devicePem);
  return {
    databaseKeyHex: () =>
      kept(join(dataFolder, 'database.key'), () => randomBytes(32).toString('hex')),
    devicePublicKey: () =>
      createPublicKey(device).export({ type: 'spki', format: 'der' }).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), device).toString('base64'),
  };
}
