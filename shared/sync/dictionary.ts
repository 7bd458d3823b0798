/**
 * Bodies packed against a dictionary both sides have (RFC 9842, content encoding `dcz`): a zstd frame behind the dictionary's SHA-256.
 * A small batch has few repetitions of its own; with the day's usual words known beforehand it takes half the bytes. The station says in
 * its greeting which dictionaries it has, and a laptop whose own is not among them packs without one.
 */

/** RFC 9842, 5: a skippable frame of 32 bytes. */
const magic = [0x5e, 0x2a, 0x4d, 0x18, 0x20, 0x00, 0x00, 0x00] as const;
const sha256Bytes = 32;
const headerBytes = magic.length + sha256Bytes;

const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** `sha256`: of the dictionary, 64 hexadecimal digits. */
export function toDcz(sha256: string, frame: Uint8Array): Uint8Array {
  const body = new Uint8Array(headerBytes + frame.length);
  body.set(magic);
  for (let at = 0; at < sha256Bytes; at += 1) {
    body[magic.length + at] = Number.parseInt(sha256.slice(2 * at, 2 * at + 2), 16);
  }
  body.set(frame, headerBytes);
  return body;
}

/** undefined: it does not begin as the encoding demands. */
export function fromDcz(
  body: Uint8Array,
): { readonly sha256: string; readonly frame: Uint8Array } | undefined {
  if (body.length < headerBytes || magic.some((byte, at) => body[at] !== byte)) return undefined;
  const sha256 = hexOf(body.subarray(magic.length, headerBytes));
  return { sha256, frame: body.subarray(headerBytes) };
}
