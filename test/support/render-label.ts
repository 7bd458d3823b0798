import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ready } from 'zpl-renderer-js';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { blank, type Canvas, toPng } from '../../simulators/canvas.ts';
import { createTsplReader } from '../../simulators/tspl-read.ts';

/** Call once before decoding: without this the decoder would fetch its own binary from the network. */
export function prepareDecoder(): void {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(path)).buffer } });
}

interface Size {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** ZPL of one label as another program draws it, PNG. */
export async function renderZpl(job: Uint8Array, size: Size, dpi: number): Promise<Uint8Array> {
  const { api } = await ready;
  const zpl = new TextDecoder().decode(job);
  const dotsPerMm = dpi === 203 ? 8 : 12;
  const picture = await api.zplToBase64Async(zpl, size.widthMm, size.heightMm, dotsPerMm);
  return Uint8Array.from(Buffer.from(picture, 'base64'));
}

/** TSPL of one label as the simulated printer draws it, which shares nothing with the code that wrote it; PNG. */
export function renderTspl(job: Uint8Array, dpi: number): Uint8Array {
  const reader = createTsplReader(dpi);
  let paper: Canvas = blank(1, 1);
  for (let rest = job; rest.length > 0; ) {
    const { consumed, label } = reader.take(rest);
    if (consumed === 0) throw new Error('the printer waits for more bytes');
    if (label !== undefined) paper = label.draw();
    rest = rest.subarray(consumed);
  }
  return toPng(paper);
}

/** What every Code 128 symbol of a picture says, as another program reads it, sorted. */
export async function decodeBarcodes(png: Uint8Array): Promise<readonly string[]> {
  const found = await readBarcodes(png, { formats: ['Code128'], maxNumberOfSymbols: 16 });
  return found.map(({ text }) => text).toSorted();
}
