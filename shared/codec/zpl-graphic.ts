import type { Bitmap } from '../label/bitmap.ts';
import { bytesToBase64 } from './base64.ts';

/** zlib's deflate (RFC 1950), given by whoever has it: `shared/` does without Node. */
export type Deflate = (bytes: Uint8Array) => Uint8Array;

const CRC_POLYNOMIAL = 0x1021;

/** CRC-16 with polynomial x¹⁶ + x¹² + x⁵ + 1 from 0, over characters. */
const crc16 = (text: string): number => {
  let crc = 0;
  for (let at = 0; at < text.length; at += 1) {
    crc ^= text.charCodeAt(at) << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = crc & 0x8000 ? ((crc << 1) ^ CRC_POLYNOMIAL) & 0xffff : (crc << 1) & 0xffff;
    }
  }
  return crc;
};

// Packing costs more than drawing; the same picture of a station's name is printed all day.
const packed = new WeakMap<Bitmap, string>();

/**
 * A picture as `^GFA … :Z64:` (ZPL II guide, "ZB64 encoding and compression"): zlib, base64 and a checksum, so that a
 * picture damaged on the way is left out instead of printed wrong. Chinese text is a third of the size of Zebra's
 * run-length hexadecimal this way; a printer that only imitates ZPL and cannot read it wants `--printer-language tspl`.
 */
export const graphicField = (bitmap: Bitmap, deflate: Deflate): string => {
  const { width, height, bytesPerRow, data } = bitmap;
  if (width === 0) return '';
  const known = packed.get(bitmap);
  if (known !== undefined) return known;
  const total = bytesPerRow * height;
  const body = bytesToBase64(deflate(data));
  const check = crc16(body).toString(16).toUpperCase().padStart(4, '0');
  const field = `^GFA,${total},${total},${bytesPerRow},:Z64:${body}:${check}^FS`;
  packed.set(bitmap, field);
  return field;
};
