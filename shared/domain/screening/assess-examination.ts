import { barsToTypes, engineFinding, reasonOf, type Finding, type Visit } from './finding.ts';
import type { ScreeningInput } from './input-schema.ts';
import { endOfPeriod } from './period.ts';
import type { ReportedEvent } from './questionnaire-schema.ts';
import { ruleToFinding } from './rule-finding.ts';

/** Something the examiner sees now: it is going on, and its date is the visit's. */
const seenNow = (reason: string): ReportedEvent => ({
  reason,
  date: null,
  time: null,
  active: true,
  incubationDays: null,
});

/** The general look (7.6): each observation the rule set names must be marked; an abnormal one gives its reason. */
export const assessObservations = (input: ScreeningInput, visit: Visit): Finding[] => {
  const findings: Finding[] = [];
  for (const rule of visit.ruleSet.observations) {
    const marked = input.vitals.observations.filter(({ code }) => code === rule.code);
    if (marked.length === 0) {
      findings.push(
        engineFinding({
          code: 'missing-observation',
          effect: 'missing',
          clause: rule.clause,
          text: rule.text,
        }),
      );
    }
    if (!marked.some(({ result }) => result === 'abnormal')) continue;
    const asReason = { ...rule, bars: 'all' as const, flags: [] };
    const finding = ruleToFinding(asReason, seenNow(rule.code), visit, null);
    if (finding) findings.push(finding);
  }
  return findings;
};

const assessDrop = (input: ScreeningInput, visit: Visit): Finding[] => {
  const rule = visit.ruleSet.copperSulphate.find(({ sex }) => sex === input.donor.sex);
  if (input.tests.copperSulphatePass !== false) return [];
  if (!rule) return [engineFinding({ code: 'missing-haemoglobin', effect: 'missing' })];
  const until = endOfPeriod(visit.now, rule.retryAfter, visit.ruleSet.monthClamp.value);
  const reason = reasonOf({
    code: rule.code,
    effect: 'temporary',
    clause: rule.clause,
    text: rule.text,
    until: until.date,
    untilTime: until.time,
    toConfirm: rule.confirm,
  });
  return [{ reason, flags: [] }];
};

/** Copper sulphate drop and rapid HBsAg; the numbers among the tests are limits like the vital signs. */
export const assessRapidTests = (input: ScreeningInput, visit: Visit): Finding[] => {
  const findings = assessDrop(input, visit);
  if (input.tests.hbsAgRapid === 'invalid') {
    findings.push(engineFinding({ code: 'missing-hbsag-rapid', effect: 'missing' }));
  }
  if (input.tests.hbsAgRapid === 'positive') {
    const rule = visit.ruleSet.hbsAgRapidPositive;
    const finding = ruleToFinding(rule, seenNow(rule.code), visit, null);
    if (finding) findings.push(finding);
  }
  return findings;
};

/**
 * Another group than the one on record is another person, another sample or an old error: nobody on the vehicle can tell which by
 * looking, so a physician does. Our own safety check, in no clause: the station confirms it.
 */
export const assessGroup = ({ donor, tests }: ScreeningInput): Finding[] =>
  donor.knownAbo === null || tests.aboForward === null || donor.knownAbo === tests.aboForward
    ? []
    : [
        engineFinding({
          code: 'abo-differs',
          effect: 'refer',
          toConfirm: true,
          overridableBy: ['examiner'],
        }),
      ];

/** The wanted type must be one the rules cover, and a wanted volume one of those offered. */
export const assessWish = (input: ScreeningInput, visit: Visit): Finding[] => {
  const { wantedType, wantedVolumeMl } = input;
  if (!visit.ruleSet.donationTypes.includes(wantedType)) {
    return [
      engineFinding({ code: 'donation-type-not-covered', effect: 'refer', bars: [wantedType] }),
    ];
  }
  const rule = visit.ruleSet.volumes.find(({ type }) => type === wantedType);
  const allowedMl = rule?.allowedMl ?? null;
  if (wantedVolumeMl === null || allowedMl === null || allowedMl.includes(wantedVolumeMl))
    return [];
  return [
    engineFinding({
      code: 'volume-not-offered',
      effect: 'missing',
      clause: rule?.clause ?? null,
      bars: barsToTypes([wantedType]),
    }),
  ];
};
