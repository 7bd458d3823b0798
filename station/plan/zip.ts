import { inflateRawSync } from 'node:zlib';
import { err, ok, type Result } from '../../shared/result.ts';

export interface ZipMember {
  readonly name: string;
  readonly content: Uint8Array;
}

type ZipRefusal = 'not-a-workbook' | 'unpacks-too-large';

const membersMax = 500;
const endBytes = 22;
const commentBytesMax = 65_535;

/**
 * Unpacks a ZIP within `bytesMax` in all. What a member says of its own size is never believed: inflating stops at the budget, so a
 * file that unpacks to gigabytes costs no more than one that says so. Encrypted members, ZIP64 and other methods are refused.
 */
export function unzip(bytes: Uint8Array, bytesMax: number): Result<ZipMember[], ZipRefusal> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return unzipFrom(view, bytes, bytesMax);
  } catch (error) {
    if (isTooLarge(error)) return err('unpacks-too-large');
    // A cut or twisted file: an offset beyond its end, or bytes that do not inflate.
    if (error instanceof RangeError || isZlibError(error)) return err('not-a-workbook');
    throw error;
  }
}

function unzipFrom(
  view: DataView,
  bytes: Uint8Array,
  bytesMax: number,
): Result<ZipMember[], ZipRefusal> {
  const end = findEnd(view);
  if (end === undefined) return err('not-a-workbook');
  const count = view.getUint16(end + 10, true);
  if (count > membersMax) return err('unpacks-too-large');
  let at = view.getUint32(end + 16, true);
  let left = bytesMax;
  const members: ZipMember[] = [];
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== 0x0201_4b50) return err('not-a-workbook');
    const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1;
    const method = view.getUint16(at + 10, true);
    const packedBytes = view.getUint32(at + 20, true);
    const nameBytes = view.getUint16(at + 28, true);
    const header = view.getUint32(at + 42, true);
    if (isEncrypted || (method !== 0 && method !== 8)) return err('not-a-workbook');
    const from =
      header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
    if (from + packedBytes > bytes.length) return err('not-a-workbook');
    const packed = bytes.subarray(from, from + packedBytes);
    if (method === 0 && packed.length > left) return err('unpacks-too-large');
    // Zero would mean no limit.
    const content =
      method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, left) });
    left -= content.length;
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes));
    members.push({ name, content });
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return ok(members);
}

function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - endBytes;
  for (let at = last; at >= Math.max(0, last - commentBytesMax); at -= 1) {
    if (view.getUint32(at, true) === 0x0605_4b50) return at;
  }
  return undefined;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';
const isTooLarge = (error: unknown) => codeOf(error) === 'ERR_BUFFER_TOO_LARGE';
const isZlibError = (error: unknown) => codeOf(error).startsWith('Z_');

/** Packs members uncompressed. */
export function zipStored(members: readonly ZipMember[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content } of members) {
    const nameBytes = Buffer.from(name, 'utf8');
    // Version, flags (UTF-8 name), method, time, date, check sum (its reader asks for none), sizes, lengths: APPNOTE 4.3.7, 4.3.12.
    const shape = Buffer.alloc(26);
    shape.writeUInt16LE(20, 0);
    shape.writeUInt16LE(0x0800, 2);
    shape.writeUInt32LE(content.length, 14);
    shape.writeUInt32LE(content.length, 18);
    shape.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shape, nameBytes, content]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\0'), shape, tail, nameBytes);
    locals.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(endBytes);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, listed, end]);
}
