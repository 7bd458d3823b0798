import { addDays } from '../../shared/domain/civil-date.ts';
import {
  type Decision,
  donationTypeSchema,
  type RuleSet,
  type ScreeningInput,
} from '../../shared/domain/screening/schema.ts';
import { type Case, eligible, offers, only } from './screening-case.ts';
import { BOUNDARIES, platelets, test as withTest, vital } from './screening-boundaries.ts';
import { DRAFT, GB, healthyMan, judge, on, withEvent } from './screening-facts.ts';
import { AP, asks, MATRIX, past, WB } from './screening-matrix.ts';
import { donorFor, EVENT, FREE_FROM, UNDATED } from './screening-reasons.ts';

const limits: readonly Case[] = BOUNDARIES.flatMap(([about, keeps, misses]) => [
  { about, input: keeps, holds: eligible },
  { about, input: misses, holds: only(about, 'deferred', addDays(misses.date, 1)) },
]);

const reasons: readonly Case[] = [
  ...Object.entries(FREE_FROM).flatMap(([about, free]) => {
    const told = withEvent(donorFor(about), { reason: about, date: EVENT, incubationDays: 21 });
    return [
      { about, input: on(told, free), holds: eligible },
      { about, input: on(told, addDays(free, -1)), holds: only(about, 'deferred', free) },
    ];
  }),
  ...Object.entries(UNDATED).map(([about, kind]) => ({
    about,
    input: withEvent(healthyMan, { reason: about }),
    // What the table of the period tests calls the visit is one of the kinds.
    holds: only(about, kind as Decision['kind'], kind === 'deferred' ? '2026-03-16' : null),
  })),
  ...(['2026-03-16', '2026-03-17', '2026-03-20'] as const).map((date) => {
    const about = '6.2.3-before-menstruation';
    const told = withEvent(donorFor(about), { reason: about, date: '2026-03-20' });
    const bars = only(about, 'deferred', null);
    return { about, input: on(told, date), holds: date === '2026-03-16' ? eligible : bars };
  }),
];

/** Hours are counted to the minute when both times are known: code, the day they end at ten. */
const hours: readonly Case[] = [
  ['6.3-inactivated', '2026-03-15'] as const,
  ['6.3-covid-inactivated', '2026-03-16'] as const,
  ['alcohol', '2026-03-15'] as const,
].flatMap(([about, free]) => {
  const told = withEvent(healthyMan, { reason: about, date: '2026-03-14', time: '10:00' });
  return [
    { about, input: on(told, free, '10:00'), holds: eligible },
    { about, input: on(told, free, '09:59'), holds: only(about, 'deferred', free) },
  ];
});

const OBSERVED: Readonly<Record<string, Decision['kind']>> = {
  ...{ 'skin-and-sclera': 'refer', 'skin-wounds': 'deferred', limbs: 'refer' },
  ...{ 'puncture-site': 'deferred', 'needle-tracks': 'refer', 'pulse-rhythm': 'refer' },
};
const observations: readonly Case[] = Object.entries(OBSERVED).map(([about, kind]) => ({
  about,
  input: vital({
    observations: healthyMan.vitals.observations.map((each) =>
      each.code === about ? { ...each, result: 'abnormal' as const } : each,
    ),
  }),
  holds: only(about, kind, kind === 'deferred' ? '2026-03-16' : null),
}));

const required: readonly Case[] = [
  ...(['weightKg', 'systolicMmHg', 'diastolicMmHg', 'pulsePerMin', 'temperatureC'] as const).map(
    (field) => ({
      about: field,
      input: vital({ [field]: null }),
      holds: only(
        `missing-${field.replace(/(?:Kg|MmHg|PerMin|C)$/u, '').toLowerCase()}`,
        'incomplete',
        null,
      ),
    }),
  ),
  ...(
    [
      ['haemoglobin', { haemoglobinGPerL: null }, 'missing-haemoglobin'],
      ['aboForward', { aboForward: null }, 'missing-abo-forward'],
      ['haematocrit', { haematocrit: null }, 'missing-haematocrit'],
      ['plateletsE9PerL', { plateletsE9PerL: null }, 'missing-platelets'],
      [
        'predictedPlateletsE9PerL',
        { predictedPlateletsE9PerL: null },
        'missing-predicted-platelets',
      ],
    ] as const
  ).flatMap(([about, none, code]) => {
    const isForPlatelets = !['haemoglobin', 'aboForward'].includes(about);
    const asked = isForPlatelets ? platelets(withTest(none)) : withTest(none);
    const bars = isForPlatelets ? ([AP] as const) : donationTypeSchema.options;
    const missing = { about, input: asked, holds: only(code, 'incomplete', null, { bars }) };
    return isForPlatelets
      ? [missing, { about, input: withTest(none), holds: eligible }]
      : [missing];
  }),
  // What the rules do not ask for may be absent.
  { about: 'required', input: withTest({ altUPerL: null, hbsAgRapid: null }), holds: eligible },
];

const fortnightly = (volumeMl: number, count: number) =>
  Array.from({ length: count }, (_, at) => past(addDays('2025-04-01', at * 14), AP, volumeMl));
const bars = { bars: [AP, 'apheresis-plasma'] as const };

const historyOf = (ruleSet: RuleSet): readonly Case[] => [
  ...MATRIX.filter(([set]) => set === ruleSet).flatMap(([, previous, last, next, free]) => {
    const input = asks(next, [past(last, previous)]);
    const early = only('interval-too-short', 'deferred', free, { bars: [next] });
    return [
      { about: 'intervals', input: on(input, addDays(free, -1)), holds: early },
      { about: 'intervals', input: on(input, free), holds: eligible },
    ];
  }),
  ...(['2026-02-06', '2026-02-07'] as const).map((date, at) => ({
    about: 'matchedPeriod',
    input: on({ ...asks(AP, [past('2026-01-31', AP)]), hlaMatchedApproved: true }, date),
    holds:
      at === 1 ? eligible : only('interval-too-short', 'deferred', '2026-02-07', { bars: [AP] }),
  })),
  ...(
    [
      [WB, WB],
      [WB, AP],
      [AP, WB],
    ] as const
  ).map(([previous, next]) => {
    // A physician's approval of a matched donation shortens no other interval.
    const input = { ...asks(next, [past('2026-03-14', previous)]), hlaMatchedApproved: true };
    const early = (decision: Decision) =>
      decision.reasons.some(
        ({ code, until }) => code === 'interval-too-short' && (until ?? '') > '2026-04-01',
      );
    return { about: 'matchedPeriod', input, holds: early };
  }),
  {
    about: 'intervalCountsFromMl',
    input: asks(WB, [past('2026-03-01', WB, 0)]),
    holds: ({ kind }) => kind === 'deferred',
  },
  ...(['2026-07-14', '2026-07-15'] as const).map((date, at) => ({
    about: 'uncoveredLookback',
    input: on(asks(WB, [past('2026-01-15', 'apheresis-plasma')]), date),
    holds:
      at === 1
        ? eligible
        : only('interval-not-covered', 'refer', null, { bars: [WB], overridableBy: ['examiner'] }),
  })),
  ...(['2026-03-31', '2026-04-01'] as const).map((date, at) => ({
    about: 'platelet-donations-per-year',
    input: on(asks(AP, fortnightly(200, 24)), date),
    holds: at === 1 ? eligible : only('platelet-donations-per-year', 'deferred', '2026-04-01'),
  })),
  ...([400, 401] as const).map((wantedVolumeMl) => ({
    about: 'apheresis-volume-per-year',
    input: { ...asks(AP, fortnightly(480, 20)), wantedVolumeMl },
    holds:
      wantedVolumeMl === 400
        ? eligible
        : only('apheresis-volume-per-year', 'deferred', '2026-04-01', bars),
  })),
  {
    about: 'platelet-donations-per-year',
    input: on(asks(AP, fortnightly(200, 23)), '2026-03-31'),
    holds: eligible,
  },
];

const aged = (birthDate: string, donor: Partial<ScreeningInput['donor']> = {}): ScreeningInput => ({
  ...healthyMan,
  donor: { ...healthyMan.donor, birthDate, ...donor },
});
const repeat = { firstTime: false, previousReaction: false, asksToDonate: true };
const age = (ruleSet: RuleSet): readonly Case[] => {
  const at = (input: ScreeningInput, holds: Case['holds']): Case => ({
    about: 'age',
    input,
    holds,
  });
  const over = only('age-above-maximum', 'deferred-permanently', null);
  const from18 = [
    at(aged('2008-03-15'), eligible),
    at(aged('2008-03-16'), only('age-below-minimum', 'deferred', '2026-03-16')),
  ];
  if (ruleSet === DRAFT)
    return [...from18, at(aged('1960-03-16'), eligible), at(aged('1960-03-15'), over)];
  const unmet = only('age-extension-not-met', 'deferred-permanently', null);
  return [
    ...from18,
    at(aged('1970-03-16'), eligible),
    at(aged('1970-03-15', { ...repeat, firstTime: true }), unmet),
    at(aged('1970-03-15', { ...repeat, previousReaction: true }), unmet),
    at(
      aged('1970-03-15', { ...repeat, asksToDonate: null }),
      only('age-extension-not-asked', 'incomplete', null),
    ),
    at(aged('1966-03-16', repeat), eligible),
    at(aged('1966-03-15', repeat), over),
  ];
};

const volumes: readonly Case[] = [
  ...[200, 300, 400].map((wantedVolumeMl) => ({
    about: 'volumes',
    input: { ...healthyMan, wantedVolumeMl },
    holds: offers(200, 300, 400),
  })),
  {
    about: 'volumes',
    input: { ...healthyMan, wantedVolumeMl: 350 },
    holds: only('volume-not-offered', 'incomplete', null, { bars: [WB] }),
  },
  { about: 'volumes', input: { ...platelets(healthyMan), wantedVolumeMl: 480 }, holds: offers() },
  {
    about: 'donationTypes',
    input: { ...healthyMan, wantedType: 'apheresis-plasma', wantedVolumeMl: null },
    holds: only('donation-type-not-covered', 'refer', null, { bars: ['apheresis-plasma'] }),
  },
];

/** Every case of a rule set. */
export const casesOf = (ruleSet: RuleSet): readonly Case[] => [
  ...limits,
  ...reasons,
  ...hours,
  ...observations,
  {
    about: 'hbsag-rapid-positive',
    input: withTest({ hbsAgRapid: 'positive' }),
    holds: only('hbsag-rapid-positive', 'deferred', null),
  },
  ...required,
  ...historyOf(ruleSet),
  ...age(ruleSet),
  ...volumes,
];

export const holdsUnder = ({ input, holds }: Case, ruleSet: RuleSet = GB): boolean =>
  holds(judge(input, ruleSet));
