import { describe, expect, it } from 'vitest';
import { identifyScan, labelInScan, shownScan } from '../../shared/codes/scan.ts';

describe('a scan at any screen', () => {
  it('is named by its identifier before a value is used', () => {
    expect(identifyScan(']C0=A99991712345607')).toMatchObject({ kind: 'din' });
    expect(identifyScan('=%6200')).toMatchObject({
      kind: 'data-structure',
      structure: { name: 'blood-groups' },
    });
    expect(identifyScan('&)LOT0123456')).toMatchObject({ structure: { name: 'container-lot' } });
    expect(identifyScan('=A9999171234')).toEqual({
      kind: 'broken-din',
      reason: 'wrong-length',
      text: '=A9999171234',
    });
    expect(identifyScan('11010519491231002X')).toMatchObject({ kind: 'id-number' });
    expect(identifyScan('=%62')).toMatchObject({
      kind: 'broken-structure',
      refusal: { name: 'blood-groups', reason: 'wrong-length' },
    });
  });

  it('gives the donation number of two symbols in one sweep and of a compound message', () => {
    const both = identifyScan(']C4=A99991712345600=%6200');
    expect(both).toMatchObject({ kind: 'data-structures', how: 'concatenated' });
    expect(labelInScan(both)).toMatchObject({ din: 'A999917123456' });
    const compound = identifyScan(']d1=+02000=A99991712345607=%6200');
    expect(compound).toMatchObject({ how: 'compound' });
    expect(labelInScan(compound)).toMatchObject({ kind: 'test-tube' });
    expect(labelInScan(identifyScan('=%6200'))).toBeNull();
  });

  it('of which one half is broken gives nothing at all', () => {
    expect(identifyScan('=A99991712345600=%62')).toMatchObject({
      kind: 'broken-structure',
      refusal: { name: 'blood-groups', reason: 'wrong-length' },
    });
    expect(identifyScan('=A99991712345600=*018001')).toMatchObject({
      refusal: { reason: 'pair-not-permitted' },
    });
    // The scanner said two symbols and gave one.
    expect(identifyScan(']C4=A99991712345600')).toMatchObject({ kind: 'broken-structure' });
  });

  it('that belongs to GS1 is never taken for ISBT 128', () => {
    expect(identifyScan(']C1=A99991712345600')).toMatchObject({
      kind: 'unknown',
      symbology: 'GS1-128',
    });
    expect(identifyScan(']d2=A99991712345600')).toMatchObject({ symbology: 'GS1 DataMatrix' });
  });

  it('that nobody knows is shown as what it is', () => {
    expect(shownScan(identifyScan(']Q1https://x.cn'))).toBe('QR: https://x.cn (12)');
    expect(shownScan(identifyScan('6901234567892'))).toBe('6901234567892 (13)');
    expect(shownScan(identifyScan(']C10106901234567892\x1d10AB'))).toBe(
      'GS1-128: 0106901234567892\\x1D10AB (21)',
    );
    expect(shownScan(identifyScan(']L0献血\u202e'))).toBe('PDF417: 献血\\u202E (3)');
    expect(shownScan(identifyScan(']F0a12345b'))).toBe('Codabar: a12345b (7)');
    expect(shownScan(identifyScan(']k0x'))).toBe(']k0: x (1)');
    expect(shownScan(identifyScan('x'.repeat(300)))).toBe(`${'x'.repeat(80)}… (300)`);
    expect(shownScan(identifyScan('=~1'))).toBe('=~1 (3)');
  });

  it('never shows a document number', () => {
    expect(shownScan(identifyScan('11010519491231002X'))).toBe('ID');
  });
});
