import { join } from 'node:path';
import { loadResources } from '../../electron/core/resources.ts';
import { addDays } from '../../shared/domain/civil-date.ts';
import { decide } from '../../shared/domain/screening/decide.ts';
import { inForce } from '../../shared/domain/screening/in-force.ts';
import type { ScreeningInput } from '../../shared/domain/screening/schema.ts';
import { generateDonors } from '../../simulators/donors.ts';
import { answersOf, peopleOf, testsOf, vitalsOf } from '../day/person.ts';
import { type BenchResult, quantile, rounded, timeEach } from './figures.ts';

const date = '2026-06-16';
const runs = 5_000;
const visits = 200;
const deferrals = 50;

function inputs(questionnaire: Parameters<typeof answersOf>[1]): readonly ScreeningInput[] {
  return peopleOf(3, generateDonors({ seed: 3, count: 100, onDate: date })).map((person) => ({
    donor: {
      sex: person.donor.card.sex,
      birthDate: person.donor.card.birth,
      firstTime: false,
      previousReaction: false,
      asksToDonate: true,
      knownAbo: person.aboForward,
    },
    date,
    time: '09:30',
    wantedType: 'whole-blood',
    wantedVolumeMl: 400,
    hlaMatchedApproved: false,
    questionnaire: answersOf(person, questionnaire, date),
    vitals: vitalsOf(person, {
      systolicMmHg: person.pressure.systolic,
      diastolicMmHg: person.pressure.diastolic,
      pulsePerMin: person.pressure.pulse,
    }),
    tests: testsOf(person),
    history: Array.from({ length: visits }, (_, at) => ({
      date: addDays(date, -190 - 30 * at),
      type: at % 3 === 0 ? ('whole-blood' as const) : ('apheresis-platelets' as const),
      volumeMl: 400,
    })),
    deferrals: Array.from({ length: deferrals }, (_, at) => ({
      reason: '6.2.5-upper-respiratory',
      clause: '6.2.5',
      permanent: false,
      until: addDays(date, -1 - at),
      bars: 'all' as const,
      endedOn: null,
    })),
    overrides: [],
  }));
}

/** A decision over 200 past visits and 50 deferrals. */
export function benchDecide(): BenchResult {
  const resources = loadResources(join(import.meta.dirname, '..', '..', 'resources'));
  const ruleSet = inForce(resources.ruleSets, date);
  const questionnaire = inForce(resources.questionnaires, date);
  if (!ruleSet.ok || !questionnaire.ok) throw new Error('nothing is in force');
  const people = inputs(questionnaire.value);
  const samples = timeEach(runs, (run) => {
    const input = people[run % people.length];
    if (input) decide(input, ruleSet.value, questionnaire.value);
  });
  const median = quantile(samples, 0.5);
  return {
    name: 'decide',
    figures: {
      pastVisits: visits,
      deferrals,
      medianMs: rounded(median),
      p99Ms: rounded(quantile(samples, 0.99)),
    },
    goals: { medianMs: '<= 1' },
    met: median <= 1,
  };
}
