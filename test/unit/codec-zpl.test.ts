import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { ready } from 'zpl-renderer-js';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { type Din, parseBareDin } from '../../shared/codes/isbt128/din.ts';
import { code128Field } from '../../shared/codec/code128.ts';
import { type DinLabel, zplDinJob } from '../../shared/codec/zpl.ts';
import { DIN_LABEL_MEDIA, type LabelMedia, moduleDots } from '../../shared/codec/zpl-media.ts';

const din = (text: string): Din => {
  const parsed = parseBareDin(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};
const job = (text: string, labels: readonly DinLabel[], media: LabelMedia = DIN_LABEL_MEDIA) =>
  zplDinJob({ din: din(text), labels, stationName: 'Demo Blood Station', media });
const set: readonly DinLabel[] = [
  { flags: '00', lines: ['Whole blood 400 mL', '2026-11-20 10:30'] },
  ...['01', '06', '07', '08', '09'].map((flags) => ({ flags, lines: [] })),
];

const DECODE_TIMEOUT_MS = 20_000;

beforeAll(() => {
  // Without this the decoder would fetch its own binary from the network.
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const binary = readFileSync(path);
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(binary).buffer } });
});

const decode = async (zpl: string, media: LabelMedia): Promise<string[]> => {
  const { api } = await ready;
  const dotsPerMm = media.dpi === 203 ? 8 : 12;
  const pictures = await api.zplToBase64MultipleAsync(
    zpl,
    media.widthMm,
    media.heightMm,
    dotsPerMm,
  );
  const texts: string[] = [];
  for (const picture of pictures) {
    const found = await readBarcodes(Uint8Array.from(Buffer.from(picture, 'base64')), {
      formats: ['Code128'],
    });
    texts.push(found.map((each) => each.text).join(' and '));
  }
  return texts;
};

describe('a set of donation labels in ZPL', () => {
  it.each([
    ['G123417654321', 203],
    ['G123417654321', 300],
    ['1AB3417654321', 203],
    ['AZ99926000001', 300],
    ['0234567890123', 203],
  ] as const)(
    'of %s at %i dpi is drawn and decoded by others as number and flags',
    async (number, dpi) => {
      const media = { ...DIN_LABEL_MEDIA, dpi };
      const written = job(number, set, media);
      if (!written.ok) throw new Error(written.error);
      const zpl = new TextDecoder().decode(written.value);
      expect(await decode(zpl, media)).toEqual(set.map(({ flags }) => `=${number}${flags}`));
    },
    DECODE_TIMEOUT_MS,
  );

  it('is well below 4 KB a label and prints the check character without encoding it', () => {
    const written = job('G123417654321', set);
    if (!written.ok) throw new Error(written.error);
    const zpl = new TextDecoder().decode(written.value);
    expect(zpl.length / set.length).toBeLessThan(600);
    expect(zpl).toContain('^FDA^FS');
    expect(zpl).not.toContain('G123417654321A');
  });

  it('has modules of whole dots, not below 0.25 mm', () => {
    const modules = ([203, 300, 600] as const).map((dpi) =>
      moduleDots({ ...DIN_LABEL_MEDIA, dpi }),
    );
    expect(modules).toEqual([2, 3, 6]);
  });

  it('prints a long station name smaller, and refuses one that could not be read', () => {
    const named = (stationName: string) =>
      zplDinJob({ din: din('G123417654321'), labels: set, stationName, media: DIN_LABEL_MEDIA });
    expect(named('Zhangjiajie Municipal Central Blood Station').ok).toBe(true);
    expect(named('x'.repeat(80))).toEqual({ ok: false, error: 'text-too-long' });
  });

  it('cannot be broken out of by printer commands in its texts', async () => {
    const written = zplDinJob({
      din: din('G123417654321'),
      labels: [{ flags: '00', lines: ['^XZ~JR_5E\\&'] }],
      stationName: '^XA',
      media: DIN_LABEL_MEDIA,
    });
    if (!written.ok) throw new Error(written.error);
    const zpl = new TextDecoder().decode(written.value);
    expect(zpl.match(/\^XZ/gu)).toHaveLength(1);
    expect(zpl).not.toContain('~');
    expect(await decode(zpl, DIN_LABEL_MEDIA)).toEqual(['=G12341765432100']);
  });

  it.each([
    [[], 'no-labels'],
    [new Array<DinLabel>(17).fill({ flags: '00', lines: [] }), 'too-many-labels'],
    [[{ flags: '0O', lines: [] }], 'flags-wrong'],
    [[{ flags: '00', lines: ['a', 'b', 'c'] }], 'too-many-lines'],
    [[{ flags: '00', lines: ['全血'] }], 'text-not-latin'],
    [[{ flags: '00', lines: ['x'.repeat(60)] }], 'text-too-long'],
  ] as const)('is refused by name (%#)', (labels, reason) => {
    expect(job('G123417654321', labels)).toEqual({ ok: false, error: reason });
  });

  it('is refused on a label too small for its quiet zones', () => {
    const narrow = { ...DIN_LABEL_MEDIA, widthMm: 40 };
    expect(job('G123417654321', set, narrow)).toEqual({ ok: false, error: 'label-too-small' });
  });
});

describe('a Code 128 field', () => {
  it('escapes what the printer would take as an escape or a command', async () => {
    // Two characters at the end: this renderer drops a single one that follows an escape.
    const field = code128Field('=>260315^~AB');
    expect(field).toMatchObject({ mode: 'N', fieldData: '>:=>0260315><>=AB' });
    const zpl = `^XA^BY2^FO60,40^BCN,80,N,N,N,N^FD${field?.fieldData}^FS^XZ`;
    expect(await decode(zpl, { dpi: 203, widthMm: 60, heightMm: 25 })).toEqual(['=>260315^~AB']);
  });

  it('does not exist for an empty text or a character it cannot hold', () => {
    expect(code128Field('')).toBeNull();
    expect(code128Field('血')).toBeNull();
    expect(code128Field('a\r')).toBeNull();
  });
});
