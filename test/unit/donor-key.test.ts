import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalDocument, donorKeyOf } from '../../shared/domain/donor/donor-key.ts';
import { indexedFacts } from '../../shared/domain/donor/indexed-facts.ts';
import { donorKey } from '../../shared/ids.ts';

const keyedHash = (text: string) => createHmac('sha256', 'station').update(text).digest('hex');

describe('the key of a donor', () => {
  it('is one however the number was typed', () => {
    const spellings = [
      '11010519491231002X',
      '11010519491231002x',
      ' 110105 19491231 002x',
      '１１０１０５１９４９１２３１００２Ｘ',
    ];
    const keys = spellings.map((number) => donorKeyOf('resident-id', number, keyedHash));
    expect(new Set(keys.map((key) => (key.ok ? key.value : key.error))).size).toBe(1);
  });

  it('is the same for an old 15-digit number', () => {
    expect(canonicalDocument('resident-id', '110105491231002')).toEqual({
      ok: true,
      value: 'donor-document/1|resident-id|11010519491231002X',
    });
  });

  it('differs between kinds of document and between station keys', () => {
    const other = donorKeyOf('other', '11010519491231002X', keyedHash);
    const resident = donorKeyOf('resident-id', '11010519491231002X', keyedHash);
    expect(other).not.toEqual(resident);
    expect(canonicalDocument('other', 'E-1234 5678')).toEqual({
      ok: true,
      value: 'donor-document/1|other|E12345678',
    });
  });

  it.each([
    ['', 'document-number-empty'],
    [' - ', 'document-number-empty'],
    ['12|34567', 'document-number-unreadable'],
    ['护照12345', 'document-number-unreadable'],
    ['1234', 'document-number-unreadable'],
  ])('%j is refused: %s', (number, error) => {
    expect(donorKeyOf('other', number, keyedHash)).toEqual({ ok: false, error });
  });

  it('a hash of the wrong form is a fault, not a key', () => {
    expect(() => donorKeyOf('other', 'E12345678', () => 'short')).toThrow();
  });

  it('nobody in the index is a first donation', () => {
    expect(indexedFacts(null)).toEqual({
      firstTime: true,
      previousReaction: false,
      knownAbo: null,
      history: [],
      deferrals: [],
    });
  });

  it.each([
    ['A', 'A'],
    ['AB+', 'AB'],
    ['o 型', 'O'],
    [' B RhD-', 'B'],
    ['ABC', null],
    ['0', null],
    ['', null],
  ])('a group on record written %j is read as %j', (bloodGroup, knownAbo) => {
    const donor = { donationCount: 1, bloodGroup, hadReaction: false, history: [], deferrals: [] };
    const key = donorKey.parse('a'.repeat(64));
    expect(indexedFacts({ ...donor, donorKey: key, personKey: null }).knownAbo).toBe(knownAbo);
  });
});
