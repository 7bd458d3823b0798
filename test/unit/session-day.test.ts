import { describe, expect, it } from 'vitest';
import {
  type DayLedger,
  type LedgerDonation,
  reconcileDay,
} from '../../shared/domain/session/reconcile.ts';
import { tallyDay } from '../../shared/domain/session/tally.ts';

const unit = (din: string, patch: Partial<LedgerDonation> = {}): LedgerDonation => ({
  din,
  phase: 'packed',
  volumeMl: 400,
  labelsMissing: 0,
  takeOutOf: null,
  ...patch,
});
const clean: DayLedger = {
  dins: {
    issuedCount: 10,
    isIssued: (din) => din.startsWith('G'),
    spoiledUnused: [],
    returnedCount: 7,
  },
  donations: [unit('G1'), unit('G2'), unit('G3', { phase: 'spoiled', volumeMl: null })],
  visits: [{ ticket: 1, isEnded: true }],
  printJobs: [{ jobId: 'a', din: 'G1', state: 'confirmed' }],
  tubes: { perDonation: 3, counted: 6 },
};
const withDonations = (...donations: readonly LedgerDonation[]): DayLedger => ({
  ...clean,
  dins: { ...clean.dins, returnedCount: null },
  donations,
  tubes: null,
});
const codes = (ledger: DayLedger) => reconcileDay(ledger).map(({ code }) => code);

describe('the end of the day', () => {
  it('adds up when every number, bag, tube, label and person is accounted for', () => {
    expect(reconcileDay(clean)).toEqual([]);
  });

  it.each([
    ['visit-open', { ...clean, visits: [{ ticket: 4, isEnded: false }] }],
    ['donation-not-started', withDonations(unit('G1', { phase: 'labels-checked' }))],
    ['draw-running', withDonations(unit('G1', { phase: 'started', volumeMl: null }))],
    ['unit-not-packed', withDonations(unit('G1', { phase: 'stopped' }))],
    ['volume-missing', withDonations(unit('G1', { volumeMl: null }))],
    ['labels-unconfirmed', withDonations(unit('G1', { labelsMissing: 1 }))],
    ['print-unsettled', { ...clean, printJobs: [{ jobId: 'a', din: 'G1', state: 'uncertain' }] }],
    ['din-twice', withDonations(unit('G1'), unit('G1'))],
    ['din-not-issued', withDonations(unit('X1'))],
    ['dins-unaccounted', { ...clean, dins: { ...clean.dins, returnedCount: 6 } }],
    ['tubes-differ', { ...clean, tubes: { perDonation: 3, counted: 5 } }],
  ] satisfies [string, DayLedger][])('%s is named with the way to settle it', (code, ledger) => {
    expect(reconcileDay(ledger)).toMatchObject([{ code, settle: `settle.${code}` }]);
  });

  it('a difference tells its numbers and never a name', () => {
    const dins = { ...clean.dins, spoiledUnused: ['G9'] };
    expect(reconcileDay({ ...clean, dins })).toEqual([
      {
        code: 'dins-unaccounted',
        settle: 'settle.dins-unaccounted',
        details: { issued: 10, taken: 4, returned: 7, missing: -1 },
      },
    ]);
  });

  it('more numbers taken than issued is found even when nobody counts returns', () => {
    const ledger = withDonations(unit('G1'), unit('G2'));
    expect(codes({ ...ledger, dins: { ...ledger.dins, issuedCount: 1 } })).toEqual([
      'dins-unaccounted',
    ]);
  });
});

describe('the strip above the board', () => {
  it('counts people, bags and units', () => {
    const visit = { registeredHour: 9, isEnded: true, decision: null, firstReason: null };
    const tally = tallyDay(
      [
        { ...visit, decision: 'eligible' },
        { ...visit, decision: 'eligible', registeredHour: 10 },
        { ...visit, decision: 'deferred', firstReason: 'weight-low-male' },
        { ...visit, decision: 'deferred-permanently', firstReason: 'deferral-on-list' },
        { ...visit, isEnded: false },
      ],
      [
        { phase: 'packed', nominalVolumeMl: 400, volumeMl: 402 },
        { phase: 'stopped', nominalVolumeMl: 300, volumeMl: 300 },
        { phase: 'started', nominalVolumeMl: 200, volumeMl: null },
        { phase: 'spoiled', nominalVolumeMl: 400, volumeMl: 20 },
      ],
      5,
      200,
    );
    expect(tally).toMatchObject({
      donors: 5,
      waiting: 1,
      eligible: 2,
      deferred: 2,
      deferredByReason: { 'weight-low-male': 1, 'deferral-on-list': 1 },
      drawing: 1,
      donations: 2,
      packed: 1,
      spoiled: 1,
      volumeMl: 702,
      units: 3.5,
      target: 5,
      toTarget: 3,
    });
    expect(tally.byHour.slice(8, 12)).toEqual([0, 4, 1, 0]);
  });
});
