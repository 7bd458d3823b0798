import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCompoundMessage, readConcatenated } from '../../shared/codes/isbt128/combined.ts';
import {
  readStructure,
  STRUCTURE_NAMES,
  structureText,
  takeStructure,
} from '../../shared/codes/isbt128/data-structure.ts';
import { DEFINITIONS } from '../../shared/codes/isbt128/definitions.ts';
import type { StructureName } from '../../shared/codes/isbt128/structure-contents.ts';
import { identifyScan, shownScan } from '../../shared/codes/scan.ts';
import { anyTextAmong, anyTextOf } from '../support/isbt-samples.ts';
import { runs } from '../support/property-runs.ts';

const national: readonly StructureName[] = ['national', 'national-donor', 'unit-exclusion'];
const combinable = STRUCTURE_NAMES.filter(
  (name) => !national.includes(name) && name !== 'compound-message',
);
const anyCombinable = anyTextAmong(combinable);

describe.each(STRUCTURE_NAMES)('%s', (name) => {
  it('written again after it was read is the same text', () => {
    fc.assert(
      fc.property(anyTextOf(name), (text) => {
        const read = readStructure(text);
        if (!read.ok || read.value.name !== name) throw new Error(`${text} was not read`);
        expect(structureText(name, read.value.content as never)).toBe(text);
      }),
      runs(),
    );
  });
});

it('with one character more, or one less, no structure of fixed length is read', () => {
  fc.assert(
    fc.property(anyCombinable, fc.constantFrom(...'09Aa= '), (text, more) => {
      expect(readStructure(text + more).ok).toBe(false);
      expect(readStructure(text.slice(0, -1)).ok).toBe(false);
    }),
    runs(),
  );
});

it('the data of one structure under the identifier of another is never read as the first', () => {
  fc.assert(
    fc.property(anyCombinable, fc.constantFrom(...STRUCTURE_NAMES), (text, other) => {
      const read = readStructure(text);
      if (!read.ok || other === read.value.name) return;
      const swapped = readStructure(
        DEFINITIONS[other].identifier + text.slice(DEFINITIONS[read.value.name].identifier.length),
      );
      if (swapped.ok) expect(swapped.value.name).not.toBe(read.value.name);
    }),
    runs(),
  );
});

it('a compound message gives back exactly the structures it was made of', () => {
  fc.assert(
    fc.property(fc.array(anyCombinable, { minLength: 1, maxLength: 8 }), (texts) => {
      const header = `=+${String(texts.length).padStart(2, '0')}000`;
      const read = readCompoundMessage(header + texts.join(''));
      expect(read.ok && read.value.map(({ text }) => text)).toEqual(texts);
      const wrong = `=+${String(texts.length + 1).padStart(2, '0')}000`;
      expect(readCompoundMessage(wrong + texts.join('')).ok).toBe(false);
    }),
    runs(),
  );
});

it('two symbols in one sweep are told apart at one place only, or refused', () => {
  fc.assert(
    fc.property(anyCombinable, anyCombinable, (left, right) => {
      const read = readConcatenated(left + right);
      if (read.ok) expect(read.value.map(({ text }) => text)).toEqual([left, right]);
      else expect(read.error.reason).toBe('pair-not-permitted');
    }),
    runs(),
  );
});

it('no text makes a reader throw, and no scan is taken for something it does not say', () => {
  const anyScan = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ maxLength: 60 }),
    fc.tuple(anyCombinable, fc.string({ maxLength: 4 })).map(([text, tail]) => text + tail),
    fc.tuple(anyCombinable, fc.nat(20)).map(([text, at]) => text.slice(0, at) + text.slice(at + 1)),
    fc
      .tuple(fc.constantFrom(']C0', ']C1', ']C4', ']d1', '=+'), fc.string())
      .map((two) => two.join('')),
  );
  fc.assert(
    fc.property(anyScan, (text) => {
      const scan = identifyScan(text);
      expect(shownScan(scan).length).toBeGreaterThanOrEqual(scan.kind === 'unknown' ? 3 : 0);
      const taken = takeStructure(text);
      if (taken.ok) expect(taken.value.structure.text + taken.value.rest).toBe(text);
      if (scan.kind === 'data-structures' && scan.how === 'concatenated') {
        expect(text.endsWith(scan.structures.map((each) => each.text).join(''))).toBe(true);
      }
    }),
    runs(),
  );
});
