import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/domain/civil-date.ts';
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

// Everything happened on 31 January 2026, so that short months show; the day is the first that is free again.
const EVENT = '2026-01-31';
const FREE_FROM: Readonly<Record<string, string>> = {
  '6.2.1-oral-care': '2026-02-03',
  '6.2.1-minor-surgery': '2026-02-15',
  '6.2.1-appendix-hernia-tonsil': '2026-04-30',
  '6.2.1-larger-surgery': '2026-07-31',
  '6.2.2-benign-tumour': '2027-01-31',
  '6.2.3-menstruation': '2026-02-03',
  '6.2.3-pregnancy': '2026-07-31',
  '6.2.3-childbirth': '2027-01-31',
  '6.2.4-eye-disease': '2026-02-07',
  '6.2.4-eye-surgery': '2026-04-30',
  '6.2.5-upper-respiratory': '2026-02-07',
  '6.2.5-pneumonia': '2026-04-30',
  '6.2.6-gastroenteritis': '2026-02-07',
  '6.2.7-urinary-infection': '2026-02-28',
  '6.2.7-pyelonephritis': '2026-04-30',
  '6.2.7-urinary-stone': '2026-01-31',
  '6.2.8-wound': '2026-02-07',
  '6.2.8-skin-local': '2026-02-07',
  '6.2.8-skin-widespread': '2026-02-14',
  '6.2.9-needlestick': '2027-01-31',
  '6.2.9-tattoo': '2027-01-31',
  '6.2.10-contact': '2026-02-21',
  '6.2.10-hepatitis-a': '2027-01-31',
  '6.2.10-dysentery': '2026-07-31',
  '6.2.10-typhoid': '2027-01-31',
  '6.2.10-brucellosis': '2028-01-31',
  '6.2.10-malaria-area': '2027-01-31',
  '6.2.10-malaria': '2029-01-31',
  '6.2.10-toxoplasmosis': '2026-07-31',
  '6.2.10-q-fever': '2028-01-31',
  '6.2.11-platelet-inhibitor': '2026-02-05',
  '6.2.12-transfusion': '2027-01-31',
  '6.2.13-worms': '2026-01-31',
  '6.2.14-rheumatic-fever': '2028-01-31',
  '6.2.15-high-risk-contact': '2027-01-31',
  '6.2.16-epidemic-area': '2026-02-21',
  // 24 hours from an unknown time of the 31st may end just before midnight of the 1st.
  '6.3-inactivated': '2026-02-02',
  '6.3-live-measles-mumps-polio': '2026-02-14',
  '6.3-live-rubella-je': '2026-02-28',
  '6.3-rabies-no-exposure': '2026-02-28',
  '6.3-rabies-after-bite': '2027-01-31',
  '6.3-antitoxin': '2026-02-28',
  '6.3-hepatitis-b-immunoglobulin': '2027-01-31',
  '6.3-yellow-fever': '2026-02-14',
  '6.3-varicella-live-typhoid': '2026-02-28',
  '6.3-covid-inactivated': '2026-02-03',
  '6.3-covid-adenovirus': '2026-02-14',
  'covid-infection': '2026-02-07',
  alcohol: '2026-02-02',
  'fever-headache': '2026-02-07',
  'unexplained-diarrhoea': '2026-02-28',
  'shared-needle': '2027-01-31',
};

/** Reasons that a date does not end: what a bare answer makes of the visit. */
const UNDATED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    GB.permanent.map(({ code }) => [
      code,
      code === '6.1.23-other' ? 'refer' : 'deferred-permanently',
    ]),
  ),
  'high-myopia': 'refer',
  'not-fit-today': 'deferred',
  'awaiting-results': 'refer',
  'hazardous-activity': 'deferred',
  'test-seeking': 'deferred',
  'risk-not-understood': 'refer',
  'residence-uk': 'refer',
  'told-not-to-donate': 'refer',
  'previous-reaction': 'refer',
};

const reasonsOf = (ruleSet: typeof GB) => [
  ...ruleSet.permanent,
  ...ruleSet.temporary,
  ...ruleSet.vaccines,
  ...ruleSet.practice,
];

/** Aspirin bars platelets only, so its period shows there. */
const donorFor = (code: string) => {
  const base = code.startsWith('6.2.3') ? healthyWoman : healthyMan;
  return code.startsWith('6.2.11')
    ? { ...base, wantedType: 'apheresis-platelets' as const, wantedVolumeMl: null }
    : base;
};

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
