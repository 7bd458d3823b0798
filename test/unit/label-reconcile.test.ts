import { describe, expect, it } from 'vitest';
import {
  isLabelSetComplete,
  judgeLabelScan,
  labelStatuses,
  sharedFlags,
} from '../../shared/domain/label/reconcile.ts';

const DIN = 'G123417654321';
const OTHER = 'G123417654322';
const SET = [
  { kind: 'bag', flags: '00' },
  { kind: 'satellite-bag', flags: '01' },
  { kind: 'nat-tube', flags: '09' },
  { kind: 'donor-record', flags: '08' },
] as const;
const scan = (flags: string, din = DIN) => ({ din, flags });

describe('labels scanned back', () => {
  it('a scan of the set is accepted once', () => {
    expect(judgeLabelScan(SET, [], DIN, scan('09'))).toEqual({ ok: true, value: SET[2] });
    expect(judgeLabelScan(SET, [scan('09')], DIN, scan('09'))).toEqual({
      ok: false,
      error: 'label-already-scanned',
    });
  });

  it('another donation’s label is named before anything else about it', () => {
    const refusal = { ok: false, error: 'label-of-other-donation' };
    expect(judgeLabelScan(SET, [scan('00')], DIN, scan('00', OTHER))).toEqual(refusal);
    expect(judgeLabelScan(SET, [], DIN, scan('07', OTHER))).toEqual(refusal);
  });

  it('a label this set does not have is refused', () => {
    expect(judgeLabelScan(SET, [], DIN, scan('07'))).toEqual({
      ok: false,
      error: 'label-not-in-set',
    });
  });

  it('the set is complete when each label was scanned with this number', () => {
    const scans = SET.map(({ flags }) => scan(flags));
    expect(isLabelSetComplete(SET, scans, DIN)).toBe(true);
    expect(isLabelSetComplete(SET, scans.slice(1), DIN)).toBe(false);
    const foreign = [...scans.slice(1), scan('00', OTHER)];
    expect(isLabelSetComplete(SET, foreign, DIN)).toBe(false);
    expect(labelStatuses(SET, foreign, DIN).map(({ state }) => state)).toEqual([
      'missing',
      'matched',
      'matched',
      'matched',
    ]);
  });

  it('an empty set is never complete', () => {
    expect(isLabelSetComplete([], [], DIN)).toBe(false);
  });

  it('two labels that one scan could stand for are named', () => {
    expect(sharedFlags(SET)).toEqual([]);
    expect(sharedFlags([...SET, { kind: 'test-tube', flags: '09' }])).toEqual(['09']);
  });
});
