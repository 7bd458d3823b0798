import { addDays, type CivilDate } from '../civil-date.ts';
import { engineFinding, reasonOf, type Finding, type Visit } from './finding.ts';
import type { PastDonation } from './input-schema.ts';
import { endOfPeriod } from './period.ts';
import type { Interval, YearlyLimit } from './rule-set-schema.ts';
import type { DonationType } from './vocabulary-schema.ts';

type LastByType = ReadonlyMap<DonationType, CivilDate>;

/** Only the last donation of each type can still be within an interval. */
const lastDonations = (history: readonly PastDonation[], countsFromMl: number): LastByType => {
  const last = new Map<DonationType, CivilDate>();
  for (const { date, type, volumeMl } of history) {
    if (volumeMl !== null && volumeMl < countsFromMl) continue;
    const known = last.get(type);
    if (known === undefined || date > known) last.set(type, date);
  }
  return last;
};

const tooEarly = (
  interval: Interval,
  last: CivilDate,
  isMatched: boolean,
  visit: Visit,
): Finding[] => {
  const period = isMatched ? (interval.matchedPeriod ?? interval.period) : interval.period;
  const until = endOfPeriod({ date: last, time: null }, period, visit.ruleSet.monthClamp.value);
  if (until.date <= visit.now.date) return [];
  return [
    engineFinding({
      code: 'interval-too-short',
      effect: 'temporary',
      clause: interval.clause,
      until: until.date,
      bars: [interval.next],
      toConfirm: interval.confirm,
    }),
  ];
};

const notCovered = (next: DonationType, last: CivilDate, visit: Visit): Finding[] => {
  const { uncoveredLookback, monthClamp } = visit.ruleSet;
  const end = endOfPeriod({ date: last, time: null }, uncoveredLookback.value, monthClamp.value);
  if (end.date <= visit.now.date) return [];
  return [
    engineFinding({
      code: 'interval-not-covered',
      effect: 'refer',
      clause: uncoveredLookback.clause,
      bars: [next],
      toConfirm: uncoveredLookback.confirm,
      overridableBy: ['examiner'],
    }),
  ];
};

/** The interval matrix (9.2) for every type the rule set covers. */
export const assessIntervals = (
  history: readonly PastDonation[],
  isMatched: boolean,
  visit: Visit,
): Finding[] => {
  const { ruleSet } = visit;
  const findings: Finding[] = [];
  const last = lastDonations(history, ruleSet.intervalCountsFromMl.value);
  for (const next of ruleSet.donationTypes) {
    for (const [previous, date] of last) {
      const interval = ruleSet.intervals.find((i) => i.previous === previous && i.next === next);
      findings.push(
        ...(interval ? tooEarly(interval, date, isMatched, visit) : notCovered(next, date, visit)),
      );
    }
  }
  return findings;
};

const ROLLING_DAYS = 365;

/** The day a donation leaves the year that is counted. */
const leavesOn = (date: CivilDate, limit: YearlyLimit): CivilDate =>
  limit.year === 'calendar'
    ? `${String(Number(date.slice(0, 4)) + 1).padStart(4, '0')}-01-01`
    : addDays(date, ROLLING_DAYS);

const countedDonations = (
  history: readonly PastDonation[],
  limit: YearlyLimit,
  today: CivilDate,
): readonly PastDonation[] => {
  const oldest =
    limit.year === 'calendar' ? `${today.slice(0, 4)}-01-01` : addDays(today, 1 - ROLLING_DAYS);
  return history
    .filter(({ date, type }) => date >= oldest && limit.types.includes(type))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
};

/** First day on which enough has left the year; null when nothing needs to. */
const freeAgainOn = (
  counted: readonly PastDonation[],
  limit: YearlyLimit,
  wanted: number,
): CivilDate | null => {
  const amounts = counted.map(({ volumeMl }) =>
    limit.measure === 'donations' ? 1 : (volumeMl ?? 0),
  );
  let excess = amounts.reduce((sum, amount) => sum + amount, wanted) - limit.max;
  let until: CivilDate | null = null;
  for (const [at, donation] of counted.entries()) {
    if (excess <= 0) break;
    excess -= amounts[at] ?? 0;
    until = leavesOn(donation.date, limit);
  }
  return until;
};

const assessYearlyLimit = (
  limit: YearlyLimit,
  history: readonly PastDonation[],
  wantedMl: number,
  visit: Visit,
): Finding[] => {
  const counted = countedDonations(history, limit, visit.now.date);
  const findings: Finding[] = [];
  if (limit.measure === 'volumeMl' && counted.some(({ volumeMl }) => volumeMl === null)) {
    findings.push(
      engineFinding({
        code: 'history-volume-unknown',
        effect: 'refer',
        clause: limit.clause,
        bars: limit.types,
        overridableBy: ['examiner'],
      }),
    );
  }
  const until = freeAgainOn(counted, limit, limit.measure === 'donations' ? 1 : wantedMl);
  if (until !== null) {
    const { code, clause, text, types, confirm } = limit;
    findings.push({
      flags: [],
      reason: reasonOf({
        code,
        effect: 'temporary',
        clause,
        text,
        until,
        bars: types,
        toConfirm: confirm,
      }),
    });
  }
  return findings;
};

/** Counts and volumes per year (9.1, 9.2). An unknown wanted volume counts as the least that can be drawn. */
export const assessYearlyLimits = (
  history: readonly PastDonation[],
  wantedMl: number | null,
  visit: Visit,
): Finding[] =>
  visit.ruleSet.yearlyLimits.flatMap((limit) =>
    assessYearlyLimit(limit, history, wantedMl ?? 1, visit),
  );
