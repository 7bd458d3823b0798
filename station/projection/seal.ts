import { createPublicKey, verify } from 'node:crypto';
import type { Entry } from '../../shared/journal/entry.ts';
import type { EntryBody } from '../../shared/journal/types.ts';

/**
 * Whether a seal was made by the laptop of this epoch over exactly the entries before it: the Ed25519 signature of
 * `epoch:headSeq:headHash`, and that head being the entry just before.
 */
export function isSealValid(
  devicePublicKey: string | null,
  entry: Entry,
  { headSeq, headHash, signature }: EntryBody<'session.sealed'>,
): boolean {
  if (devicePublicKey === null) return false;
  if (headSeq !== entry.seq - 1 || headHash !== entry.prevHash) return false;
  try {
    const key = createPublicKey({
      key: Buffer.from(devicePublicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    if (key.asymmetricKeyType !== 'ed25519') return false;
    const signed = Buffer.from(`${entry.epoch}:${headSeq}:${headHash}`, 'utf8');
    return verify(null, signed, key, Buffer.from(signature, 'base64'));
  } catch {
    // Not a key at all: nothing can be valid under it.
    return false;
  }
}
