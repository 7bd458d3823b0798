import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idNumberCheckCharacter, parseIdNumber } from '../../shared/codes/id-number.ts';
import {
  dinBarcodeText,
  formatDin,
  parseBareDin,
  parseScannedDin,
  parseTypedDin,
} from '../../shared/codes/isbt128/din.ts';
import { createDinRange, dinAt, indexInRange } from '../../shared/codes/isbt128/din-sequence.ts';

const letters = 'ABCDEFGHIJKLMNPQRSTUVWXYZ';
const anyDin = fc
  .tuple(
    fc.constantFrom(...`${letters}123456789`),
    fc.constantFrom(...`${letters}0123456789`),
    fc.constantFrom(...`${letters}0123456789`),
    fc.integer({ min: 0, max: 9_999_999_999 }),
  )
  .map(([a, b, c, digits]) => {
    const din = parseBareDin(`${a}${b}${c}${String(digits).padStart(10, '0')}`);
    if (!din.ok) throw new Error(din.error);
    return din.value;
  });

it('a donation number printed and typed again is the same number', () => {
  fc.assert(
    fc.property(anyDin, (din) => {
      const { spaced, check } = formatDin(din);
      expect(parseTypedDin(`${spaced} ${check}`)).toEqual({ ok: true, value: din });
    }),
  );
});

it('a donation number in a barcode and scanned again is the same number', () => {
  fc.assert(
    fc.property(anyDin, fc.constantFrom('00', '01', '06', '07', '08', '09'), (din, flags) => {
      const scanned = parseScannedDin(dinBarcodeText(din, flags));
      expect(scanned).toMatchObject({ ok: true, value: { din, flags } });
    }),
  );
});

it('one wrong character, or two neighbours changed over, in a typed number is always refused', () => {
  fc.assert(
    fc.property(
      anyDin,
      fc.integer({ min: 0, max: 13 }),
      fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*'),
      (din, at, wrong) => {
        const typed = din + formatDin(din).check;
        const changed = typed.slice(0, at) + wrong + typed.slice(at + 1);
        if (changed !== typed) expect(parseTypedDin(changed).ok).toBe(false);
        const swapped =
          typed.slice(0, at) + typed.charAt(at + 1) + typed.charAt(at) + typed.slice(at + 2);
        if (at < 13 && swapped !== typed) expect(parseTypedDin(swapped).ok).toBe(false);
      },
    ),
    { numRuns: 2000 },
  );
});

it('no text makes a parser throw, and what is accepted is printed back', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
      parseIdNumber(text);
      const typed = parseTypedDin(text);
      if (typed.ok) expect(parseBareDin(typed.value).ok).toBe(true);
      const scanned = parseScannedDin(`=${text}`);
      if (scanned.ok)
        expect(dinBarcodeText(scanned.value.din, scanned.value.flags)).toBe(`=${text}`);
    }),
  );
});

it('a number of a range is found at the index it was made from', () => {
  fc.assert(
    fc.property(anyDin, fc.integer({ min: 1, max: 500 }), fc.nat(499), (first, count, at) => {
      const range = createDinRange(first, count);
      if (!range.ok) return;
      const din = dinAt(range.value, at);
      expect(din.ok).toBe(at < count);
      if (din.ok) expect(indexInRange(range.value, din.value)).toBe(at);
    }),
  );
});

it('one wrong digit in an identification number is always refused', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 110_000, max: 659_999 }),
      fc.date({ min: new Date('1930-01-01'), max: new Date('2008-12-31'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 999 }),
      fc.nat(16),
      fc.integer({ min: 1, max: 9 }),
      (region, birth, sequence, at, shift) => {
        const compact = birth.toISOString().slice(0, 10).replaceAll('-', '');
        const first17 = `${region}${compact}${String(sequence).padStart(3, '0')}`;
        const number = first17 + idNumberCheckCharacter(first17);
        expect(parseIdNumber(number).ok).toBe(true);
        const digit = (Number(number.charAt(at)) + shift) % 10;
        expect(parseIdNumber(number.slice(0, at) + digit + number.slice(at + 1)).ok).toBe(false);
      },
    ),
    { numRuns: 1000 },
  );
});
