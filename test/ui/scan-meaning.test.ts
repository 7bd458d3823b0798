import { expect, it } from 'vitest';
import { dinText, type ScanMeaning } from '../../renderer/scan/meaning.ts';
import { notWanted } from '../../renderer/scan/scan-sentence.ts';

const visitId = '018f0000-0000-7000-8000-0000000000aa';
const said = (meaning: ScanMeaning) => notWanted({ meaning });
const din = { kind: 'din', din: 'G123426654317', flags: '07', dinText: 'G1234 26 654317' } as const;

it('a label no screen wants is said with its donor and the way there', () => {
  expect(said({ ...din, visitId, ticket: 79 })).toMatchObject({
    tone: 'stop',
    sentence: { key: 'scan.not-wanted.din', values: { din: 'G1234 26 654317', ticket: 79 } },
    offer: { to: `/visit/${visitId}` },
  });
});

it('a number of nobody is named and offers nothing', () => {
  const nobody = said({ ...din, visitId: null, ticket: null });
  expect(nobody.sentence.key).toBe('scan.not-wanted.new-din');
  expect(nobody.offer).toBeUndefined();
});

it("a donor's document leads to the donor, somebody else's to registration", () => {
  expect(said({ kind: 'donor', visitId, ticket: 4 }).offer?.to).toBe(`/visit/${visitId}`);
  const document = { kind: 'other', what: 'document', shown: 'ID', said: 'ID' } as const;
  expect(said(document).offer?.to).toBe('/register');
});

it('a lot, a badge, a box and an unknown code are each said as what they are', () => {
  const kinds = ['bag-lot', 'badge', 'box', 'isbt', 'unknown'] as const;
  for (const what of kinds) {
    const { sentence } = said({ kind: 'other', what, shown: 'T-04', said: 'box T-04' });
    expect(sentence).toEqual({ key: `scan.not-wanted.${what}`, values: { shown: 'box T-04' } });
  }
  expect(said({ kind: 'other', what: 'box', shown: 'T-04', said: 'T-04' }).offer?.to).toBe('/pack');
});

it('an unknown problem is still a sentence', () => {
  const broken = said({ kind: 'garbage', problem: 'wrong-length', shown: '=A9' });
  expect(broken.sentence).toMatchObject({
    key: 'scan.not-wanted.broken',
    values: { shown: '=A9' },
  });
  expect(said({ kind: 'garbage', problem: 'from-mars', shown: null }).sentence).toEqual({
    key: 'scan.not-wanted.garbage',
    values: { problem: { keys: ['scan.problem.unreadable'] } },
  });
});

it('a stored number is shown as printed, and one that is none as it is', () => {
  expect(dinText('G123426654317')).toBe('G1234 26 654317');
  expect(dinText('no number')).toBe('no number');
});
