import { expect, it } from 'vitest';
import { dinBarcodeText, formatDin, parseBareDin } from '../../shared/codes/isbt128/din.ts';
import { labelFieldSamples } from '../../shared/label/fields.ts';

it('the sample number on a design is one that a scanner and a check character bear out', () => {
  for (const sample of Object.values(labelFieldSamples)) {
    const text = sample['din.text'];
    if (text === undefined) continue;
    const din = parseBareDin(text);
    if (!din.ok) throw new Error(din.error);
    const { spaced, check } = formatDin(din.value);
    expect([sample['din.spaced'], sample['din.check']]).toEqual([spaced, check]);
    const flags = sample['din.flags'];
    if (flags !== undefined) expect(sample['din.barcode']).toBe(dinBarcodeText(din.value, flags));
  }
});
