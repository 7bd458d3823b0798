/**
 * PostgreSQL's arrays in its binary form (array_recv): a batch's columns go to the server as they are, instead of being written out
 * as a text that quotes each quote and is read again. `pg` sends a Buffer as binary, so each result is one parameter.
 */

const oids = { bytea: 17, bigint: 20, text: 25, json: 114, uuid: 2950 } as const;
type Element = keyof typeof oids;

const headerBytes = 12;
const dimensionBytes = 8;
const lengthBytes = 4;
const twoTo32 = 2 ** 32;

/** `int8[]`; whole numbers a double holds exactly. */
export const bigintArray = (values: readonly number[]): Buffer =>
  arrayOf('bigint', values, fixed(8), (buffer, at, value) => {
    const high = Math.floor(value / twoTo32);
    buffer.writeInt32BE(high, at);
    buffer.writeUInt32BE(value - high * twoTo32, at + lengthBytes);
  });

export const textArray = (values: readonly (string | null)[]): Buffer => texts('text', values);

/** `json[]`, each a whole JSON text. */
export const jsonArray = (values: readonly string[]): Buffer => texts('json', values);

/** `uuid[]` from UUIDs with their dashes. */
export const uuidArray = (values: readonly (string | null)[]): Buffer =>
  arrayOf('uuid', values, fixed(16), (buffer, at, value) =>
    buffer.write(value.replaceAll('-', ''), at, 'hex'),
  );

/** `bytea[]` from hexadecimal text. */
export const byteaArray = (values: readonly string[]): Buffer =>
  arrayOf(
    'bytea',
    values,
    (value) => value.length / 2,
    (buffer, at, value) => buffer.write(value, at, 'hex'),
  );

const texts = (element: Element, values: readonly (string | null)[]): Buffer =>
  arrayOf(
    element,
    values,
    (value) => Buffer.byteLength(value),
    (buffer, at, value) => buffer.write(value, at),
  );

const fixed = (bytes: number) => () => bytes;

function arrayOf<T>(
  element: Element,
  values: readonly (T | null)[],
  bytesOf: (value: T) => number,
  put: (buffer: Buffer, at: number, value: T) => unknown,
): Buffer {
  let size = headerBytes + (values.length === 0 ? 0 : dimensionBytes);
  let nulls = 0;
  for (const value of values) {
    size += lengthBytes + (value === null ? 0 : bytesOf(value));
    if (value === null) nulls = 1;
  }
  const buffer = Buffer.allocUnsafe(size);
  buffer.writeInt32BE(values.length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(nulls, 4);
  buffer.writeInt32BE(oids[element], 8);
  if (values.length === 0) return buffer;
  buffer.writeInt32BE(values.length, headerBytes);
  buffer.writeInt32BE(1, headerBytes + lengthBytes);
  let at = headerBytes + dimensionBytes;
  for (const value of values) {
    const bytes = value === null ? -1 : bytesOf(value);
    buffer.writeInt32BE(bytes, at);
    at += lengthBytes;
    if (value === null) continue;
    put(buffer, at, value);
    at += bytes;
  }
  return buffer;
}
