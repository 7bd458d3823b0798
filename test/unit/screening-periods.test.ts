import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/domain/civil-date.ts';
import { donorFor, EVENT, FREE_FROM, UNDATED } from '../support/screening-reasons.ts';
import {
  codesOf,
  DRAFT,
  GB,
  healthyMan,
  healthyWoman,
  judge,
  on,
  withEvent,
} from '../support/screening-facts.ts';

const reasonsOf = (ruleSet: typeof GB) => [
  ...ruleSet.permanent,
  ...ruleSet.temporary,
  ...ruleSet.vaccines,
  ...ruleSet.practice,
];

describe.each([GB, DRAFT])('each reason of $id', (ruleSet) => {
  it('has a case in this file', () => {
    const cases = new Set([
      ...Object.keys(FREE_FROM),
      ...Object.keys(UNDATED),
      '6.2.3-before-menstruation',
    ]);
    const codes = reasonsOf(ruleSet).map(({ code }) => code);
    expect(codes.filter((code) => !cases.has(code))).toEqual([]);
    expect([...cases].filter((code) => !codes.includes(code))).toEqual([]);
  });

  it.each(Object.entries(FREE_FROM))('%s bars until %s and not on that day', (code, free) => {
    const told = withEvent(donorFor(code), { reason: code, date: EVENT, incubationDays: 21 });
    const dayBefore = judge(on(told, addDays(free, -1)), ruleSet);
    expect(dayBefore.kind).toBe('deferred');
    expect(dayBefore.reasons).toMatchObject([{ code, until: free }]);
    expect(judge(on(told, free), ruleSet).kind).toBe('eligible');
  });

  it.each(Object.keys(FREE_FROM))('%s without a date is not eligible', (code) => {
    const told = withEvent(donorFor(code), { reason: code });
    expect(codesOf(judge(told, ruleSet))).toEqual(['missing-event-date']);
  });

  it.each(Object.keys(FREE_FROM))('%s still going on has no end', (code) => {
    const told = withEvent(donorFor(code), { reason: code, date: EVENT, active: true });
    expect(judge(told, ruleSet)).toMatchObject({ kind: 'deferred', reasons: [{ until: null }] });
  });

  it.each(Object.entries(UNDATED))('%s makes the visit %s', (code, kind) => {
    const told = withEvent(healthyMan, { reason: code });
    expect(judge(told, ruleSet)).toMatchObject({ kind, reasons: [{ code }] });
  });
});

describe('periods that are not a plain count of days', () => {
  const vaccinated = (time: string | null) =>
    withEvent(healthyMan, { reason: '6.3-inactivated', date: '2026-03-14', time });

  it('24 hours are counted to the minute when both times are known', () => {
    expect(judge(on(vaccinated('10:00'), '2026-03-15', '09:59'))).toMatchObject({
      kind: 'deferred',
      reasons: [{ until: '2026-03-15', untilTime: '10:00' }],
    });
    expect(judge(on(vaccinated('10:00'), '2026-03-15', '10:00')).kind).toBe('eligible');
  });

  it('24 hours with the time of the visit unknown bar the whole day', () => {
    expect(judge(on(vaccinated('10:00'), '2026-03-15', null)).kind).toBe('deferred');
    expect(judge(on(vaccinated('10:00'), '2026-03-16', null)).kind).toBe('eligible');
  });

  it('the three days before menstruation bar, the fourth does not', () => {
    const told = withEvent(healthyWoman, {
      reason: '6.2.3-before-menstruation',
      date: '2026-03-20',
    });
    expect(judge(on(told, '2026-03-16')).kind).toBe('eligible');
    expect(judge(on(told, '2026-03-17')).kind).toBe('deferred');
  });

  it('a contact whose incubation nobody knows goes to the physician', () => {
    const told = withEvent(healthyMan, { reason: '6.2.10-contact', date: '2026-03-01' });
    expect(judge(told)).toMatchObject({ kind: 'refer', reasons: [{ code: '6.2.10-contact' }] });
  });
});
