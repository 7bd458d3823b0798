import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/domain/civil-date.ts';
import {
  checkAtRegistration,
  earliestAfterDonation,
} from '../../shared/domain/screening/check-at-registration.ts';
import type { PastDonation } from '../../shared/domain/screening/schema.ts';
import { AP, asks, MATRIX, past, WB } from '../support/screening-matrix.ts';
import { codesOf, DRAFT, GB, healthyMan, judge, on } from '../support/screening-facts.ts';

describe('the interval matrix (9.2)', () => {
  it('has a case in this file for each of its cells', () => {
    for (const ruleSet of [GB, DRAFT]) {
      const cells = ruleSet.intervals.map(({ previous, next }) => `${previous} ${next}`);
      const cases = MATRIX.filter(([set]) => set === ruleSet).map(([, p, , n]) => `${p} ${n}`);
      expect([...new Set(cases)].toSorted()).toEqual(cells.toSorted());
    }
  });

  it.each(MATRIX)('%#: after %2$s of %3$s the next %4$s', (ruleSet, previous, last, next, free) => {
    const input = asks(next, [past(last, previous)]);
    expect(judge(on(input, addDays(free, -1)), ruleSet)).toMatchObject({
      kind: 'deferred',
      reasons: [{ code: 'interval-too-short', until: free, placesDeferral: false }],
    });
    expect(judge(on(input, free), ruleSet).kind).toBe('eligible');
  });

  it('the station may clamp to the next month instead', () => {
    const monthClamp = { ...GB.monthClamp, value: 'next-month' as const };
    const input = asks(WB, [past('2026-08-31', WB)]);
    expect(judge(on(input, '2027-02-28'), { ...GB, monthClamp }).kind).toBe('deferred');
    expect(judge(on(input, '2027-03-01'), { ...GB, monthClamp }).kind).toBe('eligible');
  });

  it('a matched donor with the physician’s approval waits one week', () => {
    const input = { ...asks(AP, [past('2026-01-31', AP)]), hlaMatchedApproved: true };
    expect(judge(on(input, '2026-02-06')).kind).toBe('deferred');
    expect(judge(on(input, '2026-02-07')).kind).toBe('eligible');
  });

  it('the last donation counts, whatever the order of the history', () => {
    const history = [past('2025-01-01', WB), past('2026-01-31', WB), past('2024-01-01', WB)];
    expect(judge(asks(WB, history)).earliest[0]?.date).toBe('2026-07-31');
  });

  it('an incomplete draw starts an interval unless the station says from how much', () => {
    const input = asks(WB, [past('2026-03-01', WB, 40)]);
    const from50 = { ...GB, intervalCountsFromMl: { ...GB.intervalCountsFromMl, value: 50 } };
    expect(judge(input).kind).toBe('deferred');
    expect(judge(input, from50).kind).toBe('eligible');
    expect(judge(asks(WB, [past('2026-03-01', WB, 50)]), from50).kind).toBe('deferred');
    expect(judge(asks(WB, [past('2026-03-01', WB, null)]), from50).kind).toBe('deferred');
  });

  it('a type the standard does not cover is for the physician, for six months', () => {
    const input = asks(WB, [past('2026-01-15', 'apheresis-plasma')]);
    expect(codesOf(judge(on(input, '2026-07-14')))).toEqual(['interval-not-covered']);
    expect(judge(on(input, '2026-07-15')).kind).toBe('eligible');
  });
});

describe('limits per year', () => {
  const fortnightly = (count: number, volumeMl: number | null = 200) =>
    Array.from({ length: count }, (_, i) => past(addDays('2025-04-01', i * 14), AP, volumeMl));
  const calendar = {
    ...GB,
    yearlyLimits: GB.yearlyLimits.map((limit) => ({ ...limit, year: 'calendar' as const })),
  };

  it('the 25th platelet donation within 365 days waits until the first has left', () => {
    const input = asks(AP, fortnightly(24));
    expect(judge(on(input, '2026-03-31'))).toMatchObject({
      kind: 'deferred',
      reasons: [{ code: 'platelet-donations-per-year', until: '2026-04-01' }],
    });
    expect(judge(on(input, '2026-04-01')).kind).toBe('eligible');
    expect(judge(on(asks(AP, fortnightly(23)), '2026-03-31')).kind).toBe('eligible');
  });

  it('a calendar year begins anew', () => {
    const history = Array.from({ length: 24 }, (_, i) => past(addDays('2025-01-05', i * 14), AP));
    expect(judge(on(asks(AP, history), '2025-12-31'), calendar)).toMatchObject({
      reasons: [{ code: 'platelet-donations-per-year', until: '2026-01-01' }],
    });
    expect(judge(on(asks(AP, history), '2026-01-01'), calendar).kind).toBe('eligible');
  });

  it('ten litres a year are full with what is wanted now', () => {
    const full = { ...asks(AP, fortnightly(20, 480)), wantedVolumeMl: 400 };
    const date = '2026-03-15';
    expect(judge(on(full, date)).kind).toBe('eligible');
    expect(judge(on({ ...full, wantedVolumeMl: 401 }, date))).toMatchObject({
      reasons: [{ code: 'apheresis-volume-per-year', until: '2026-04-01' }],
    });
  });

  it('an unknown volume within the year is for the physician', () => {
    const input = asks(AP, [past('2025-12-01', AP, null)]);
    expect(codesOf(judge(input))).toEqual(['history-volume-unknown']);
  });
});

describe('at registration', () => {
  const check = (history: readonly PastDonation[], more: object = {}) =>
    checkAtRegistration(
      {
        donor: healthyMan.donor,
        date: '2026-03-15',
        wantedType: WB,
        history,
        deferrals: [],
        ...more,
      },
      GB,
    );

  it('nothing known lets the donor go on', () => {
    expect(check([])).toMatchObject({ kind: 'may-continue', reasons: [] });
  });

  it('too early says from when, per type', () => {
    expect(check([past('2025-12-01', WB)])).toMatchObject({
      kind: 'too-early',
      earliest: [
        { type: WB, kind: 'on', date: '2026-06-01' },
        { type: AP, kind: 'on', date: '2026-03-15' },
      ],
    });
  });

  it('a deferral outweighs the interval', () => {
    const deferral = {
      reason: 'x',
      clause: null,
      permanent: false,
      until: '2026-04-01',
      bars: 'all',
      endedOn: null,
    };
    const history = [past('2025-12-01', WB)];
    expect(check(history, { deferrals: [deferral] }).kind).toBe('deferred');
    const forGood = { ...deferral, permanent: true };
    expect(check(history, { deferrals: [forGood] })).toMatchObject({
      kind: 'deferred-permanently',
      earliest: [{ kind: 'never' }, { kind: 'never' }],
    });
  });

  it('facts that are still to be asked do not stop it', () => {
    const donor = { ...healthyMan.donor, birthDate: '1968-01-01', firstTime: null };
    expect(check([], { donor })).toMatchObject({
      kind: 'may-continue',
      reasons: [{ code: 'age-extension-not-asked' }, { code: 'missing-first-time' }],
    });
  });

  it('the certificate tells the next day per type', () => {
    const earliest = earliestAfterDonation(
      [past('2026-03-15', WB, 400)],
      '1996-01-01',
      '2026-03-15',
      GB,
    );
    expect(earliest.map(({ date }) => date)).toEqual(['2026-09-15', '2026-06-15']);
  });
});
