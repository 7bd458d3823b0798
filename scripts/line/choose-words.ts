import { constants, zstdCompressSync } from 'node:zlib';
import type { SentEntry } from '../../shared/sync/station-api.ts';

/** Beyond this a batch gains less than half a percent for twice the size. */
const wordsBytesMax = 48 * 1024;
/** An entry costs about so many bytes for what no dictionary can know: its identifiers, times and hashes. */
const unknowableBytes = 120;

const params = { [constants.ZSTD_c_compressionLevel]: 9 };

/**
 * A dictionary for entries like these: each entry that the ones taken before it do not already say, the first ones last, where a
 * reference to them is cheapest. Photos and signatures say nothing about the next one and are left out.
 */
export function chooseWords(entries: readonly SentEntry[]): Buffer {
  const taken: string[] = [];
  let words = Buffer.alloc(0);
  for (const entry of entries) {
    const text = JSON.stringify(entry, (name, value: unknown) => (isPicture(name) ? '' : value));
    const known = words.length === 0 ? {} : { dictionary: words };
    if (zstdCompressSync(text, { ...known, params }).length < unknowableBytes) continue;
    const more = Buffer.from([text, ...taken].join(','), 'utf8');
    if (more.length > wordsBytesMax) continue;
    taken.unshift(text);
    words = more;
  }
  return words;
}

const isPicture = (name: string): boolean => /^(photoBase64|.*Signature)$/.test(name);
