import { GB, healthyMan, healthyWoman } from './screening-facts.ts';

// Everything happened on 31 January 2026, so that short months show; the day is the first that is free again.
export const EVENT = '2026-01-31';
export const FREE_FROM: Readonly<Record<string, string>> = {
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
export const UNDATED: Readonly<Record<string, string>> = {
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

/** Aspirin bars platelets only, so its period shows there. */
export const donorFor = (code: string) => {
  const base = code.startsWith('6.2.3') ? healthyWoman : healthyMan;
  return code.startsWith('6.2.11')
    ? { ...base, wantedType: 'apheresis-platelets' as const, wantedVolumeMl: null }
    : base;
};
