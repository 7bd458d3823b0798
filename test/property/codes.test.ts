import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idNumberCheckCharacter, parseIdNumber } from '../../shared/codes/id-number.ts';
import { mod37Character } from '../../shared/codes/isbt128/check-character.ts';
import {
  dinBarcodeText,
  formatDin,
  parseBareDin,
  parseScannedDin,
  parseTypedDin,
} from '../../shared/codes/isbt128/din.ts';
import { createDinRange, dinAt, indexInRange } from '../../shared/codes/isbt128/din-sequence.ts';
import {
  createLocalNumber,
  localNumberText,
  readLocalNumber,
} from '../../shared/codes/local-number.ts';
import { anyDin, anyTypedDin } from '../support/isbt-samples.ts';
import { runs } from '../support/property-runs.ts';

it('a donation number printed and typed again is the same number', () => {
  fc.assert(
    fc.property(anyDin, (din) => {
      const { spaced, check } = formatDin(din);
      expect(parseTypedDin(`${spaced} ${check}`)).toEqual({ ok: true, value: din });
    }),
    runs(),
  );
});

it('a donation number in a barcode and scanned again is the same number', () => {
  fc.assert(
    fc.property(anyDin, fc.constantFrom('00', '01', '06', '07', '08', '09'), (din, flags) => {
      const scanned = parseScannedDin(dinBarcodeText(din, flags));
      expect(scanned).toMatchObject({ ok: true, value: { din, flags } });
    }),
    runs(),
  );
});

const typedCharacters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*';

it('one wrong character in a typed number is always refused', () => {
  fc.assert(
    fc.property(
      anyTypedDin,
      fc.nat(13),
      fc.constantFrom(...typedCharacters),
      (typed, at, wrong) => {
        const changed = typed.slice(0, at) + wrong + typed.slice(at + 1);
        if (changed !== typed) expect(parseTypedDin(changed).ok).toBe(false);
      },
    ),
    runs(),
  );
});

// 2 generates every remainder modulo 37: 2^i and 2^j differ for places less than 36 apart, and a number has fourteen.
it('any two characters of a typed number changed over are refused, neighbours or not', () => {
  fc.assert(
    fc.property(anyTypedDin, fc.nat(13), fc.nat(13), (typed, one, other) => {
      const chars = [...typed];
      [chars[one], chars[other]] = [chars[other] ?? '', chars[one] ?? ''];
      const swapped = chars.join('');
      if (swapped !== typed) expect(parseTypedDin(swapped).ok).toBe(false);
    }),
    runs(),
  );
});

it('the check alone, without the form of the number, finds both kinds of error in any 13 characters', () => {
  const anyNumber = fc.array(fc.constantFrom(...typedCharacters.slice(0, 36)), {
    ...{ minLength: 13, maxLength: 13 },
  });
  fc.assert(
    fc.property(
      anyNumber,
      fc.nat(12),
      fc.nat(12),
      fc.constantFrom(...typedCharacters.slice(0, 36)),
      (chars, one, other, wrong) => {
        const check = mod37Character(chars.join(''));
        if (chars[one] !== wrong) {
          expect(mod37Character(chars.with(one, wrong).join(''))).not.toBe(check);
        }
        const [a = '', b = ''] = [chars[one], chars[other]];
        const swapped = chars.with(one, b).with(other, a);
        if (a !== b) expect(mod37Character(swapped.join(''))).not.toBe(check);
        // Two equal characters typed wrong alike (`66` as `88`), up to 13 places apart.
        if (one !== other && a === b && a !== wrong) {
          const twins = chars.with(one, wrong).with(other, wrong);
          expect(mod37Character(twins.join(''))).not.toBe(check);
        }
      },
    ),
    runs(),
  );
});

it("a number in a station's own form is written and read back the same", () => {
  const pattern = createLocalNumber({
    name: 'own',
    template: "'S'####-yynnnnnn.ff",
    facilities: [],
  });
  if (!pattern.ok) throw new Error(pattern.error);
  const anyText = fc
    .tuple(fc.nat(9999), fc.nat(99), fc.nat(999_999), fc.nat(99))
    .map(([facility, year, sequence, flags]) => {
      const pad = (value: number, width: number) => String(value).padStart(width, '0');
      return `S${pad(facility, 4)}-${pad(year, 2)}${pad(sequence, 6)}.${pad(flags, 2)}`;
    });
  fc.assert(
    fc.property(anyText, (text) => {
      const label = readLocalNumber(pattern.value, text);
      if (label === null) throw new Error('not read');
      expect(localNumberText(pattern.value, label.din, label.flags)).toBe(text);
    }),
    runs(),
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
    runs(),
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
    runs(),
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
    runs(),
  );
});
