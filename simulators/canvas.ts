import { deflateSync } from 'node:zlib';

/** Paper in dots: 1 is black. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly dots: Uint8Array;
}

const DOTS_MAX = 16_000_000;

export const blank = (width: number, height: number): Canvas => {
  if (width < 1 || height < 1 || width * height > DOTS_MAX) throw new Error('no such paper');
  return { width, height, dots: new Uint8Array(width * height) };
};

/** Sets, clears or turns over every dot of a rectangle that lies on the paper. */
export const fill = (
  { width, height, dots }: Canvas,
  rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  how: 'black' | 'white' | 'reverse' = 'black',
): void => {
  for (let y = Math.max(0, rect.y); y < Math.min(height, rect.y + rect.height); y += 1) {
    for (let x = Math.max(0, rect.x); x < Math.min(width, rect.x + rect.width); x += 1) {
      const at = y * width + x;
      dots[at] = how === 'black' ? 1 : how === 'white' ? 0 : 1 - (dots[at] ?? 0);
    }
  }
};

export const frame = (
  canvas: Canvas,
  x: number,
  y: number,
  width: number,
  height: number,
  line: number,
): void => {
  fill(canvas, { x, y, width, height: Math.min(line, height) });
  fill(canvas, { x, y: y + height - line, width, height: line });
  fill(canvas, { x, y, width: Math.min(line, width), height });
  fill(canvas, { x: x + width - line, y, width: line, height });
};

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  }
  return value;
});

const chunk = (name: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4);
  return whole;
};

/** The paper as a PNG of one bit a dot. */
export const toPng = ({ width, height, dots }: Canvas): Uint8Array => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // One bit, grey.
  head.set([1, 0, 0, 0, 0], 8);
  const rowBytes = Math.ceil(width / 8) + 1;
  const rows = Buffer.alloc(rowBytes * height, 0xff);
  for (let y = 0; y < height; y += 1) {
    const start = y * rowBytes;
    rows[start] = 0;
    for (let x = 0; x < width; x += 1) {
      if (dots[y * width + x] !== 1) continue;
      const at = start + 1 + (x >> 3);
      rows[at] = (rows[at] ?? 0) & ~(0x80 >> (x & 7));
    }
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
};
