import type {
  PreDonationTests,
  Questionnaire,
  QuestionnaireAnswers,
  Vitals,
} from '../../shared/domain/screening/schema.ts';
import { addDays } from '../../shared/domain/civil-date.ts';
import type { SimulatedDonor } from '../../simulators/donors.ts';
import { seededRandom } from '../../simulators/random.ts';
import { signatureOf } from './signature.ts';

/** One donor of a rehearsal: what he or she says, what the devices measure, how the draw goes. */
export interface Person {
  readonly donor: SimulatedDonor;
  readonly trait: 'well' | 'tattoo' | 'cold' | 'high-pressure' | 'light' | 'low-haemoglobin';
  readonly usesPrintedSet: boolean;
  readonly pressure: {
    readonly systolic: number;
    readonly diastolic: number;
    readonly pulse: number;
  };
  readonly weightKg: number;
  readonly haemoglobinGPerL: number;
  readonly aboForward: 'A' | 'B' | 'O' | 'AB';
  readonly wantedVolumeMl: 200 | 400;
  readonly drawMs: number;
  readonly drawnShare: number;
  /** As the signature pad records them: an SVG path of many short strokes. */
  readonly donorSignature: string;
  readonly examinerSignature: string;
}

// Of a hundred people at a drive some eighteen do not pass, as stations report.
const traits = ['tattoo', 'cold', 'high-pressure', 'light', 'low-haemoglobin'] as const;
const notWell = 0.18;

/** The people of a seed; the same seed gives the same people. */
export function peopleOf(seed: number, donors: readonly SimulatedDonor[]): readonly Person[] {
  const random = seededRandom(seed * 7919 + 17);
  return donors.map((donor, at) => {
    const trait = random.chance(notWell) ? random.pick(traits) : 'well';
    const isMale = donor.card.sex === 'male';
    return {
      donor,
      trait,
      usesPrintedSet: random.chance(0.25),
      pressure: {
        systolic: trait === 'high-pressure' ? 150 + random.below(20) : 105 + random.below(30),
        diastolic: trait === 'high-pressure' ? 95 + random.below(10) : 65 + random.below(20),
        pulse: 62 + random.below(30),
      },
      weightKg: trait === 'light' ? 42 : (isMale ? 58 : 50) + random.below(25),
      haemoglobinGPerL: trait === 'low-haemoglobin' ? 98 : (isMale ? 135 : 122) + random.below(25),
      aboForward: random.pick(['A', 'B', 'O', 'O', 'AB'] as const),
      wantedVolumeMl: random.chance(0.8) ? 400 : 200,
      drawMs: (4 + random.below(8)) * 60_000 + random.below(60) * 1000,
      drawnShare: 0.97 + random.below(7) / 100,
      donorSignature: signatureOf(seed, 2 * at),
      examinerSignature: signatureOf(seed, 2 * at + 1),
    };
  });
}

export function answersOf(
  person: Person,
  questionnaire: Questionnaire,
  date: string,
): QuestionnaireAnswers {
  const events = (reason: string, daysAgo: number, active = false) => [
    { reason, date: addDays(date, -daysAgo), time: null, active, incubationDays: null },
  ];
  const otherwise = new Map<string, ReturnType<typeof events>>();
  if (person.trait === 'tattoo') otherwise.set('q20', events('6.2.9-tattoo', 100));
  if (person.trait === 'cold') otherwise.set('q10', events('6.2.5-upper-respiratory', 2));
  return {
    questionnaireId: questionnaire.id,
    questionnaireVersion: questionnaire.version,
    answers: questionnaire.items
      .filter(({ appliesTo }) => appliesTo === 'all' || appliesTo === person.donor.card.sex)
      .map(({ id, expected }) => {
        const told = otherwise.get(id);
        if (told === undefined) return { itemId: id, answer: expected, events: [] };
        return { itemId: id, answer: expected === 'no' ? 'yes' : 'no', events: told };
      }),
  };
}

const observed = [
  'skin-and-sclera',
  'skin-wounds',
  'limbs',
  'puncture-site',
  'needle-tracks',
  'pulse-rhythm',
];

export const vitalsOf = (
  person: Person,
  measured: { systolicMmHg: number; diastolicMmHg: number; pulsePerMin: number },
): Vitals => ({
  weightKg: person.weightKg,
  systolicMmHg: measured.systolicMmHg,
  diastolicMmHg: measured.diastolicMmHg,
  pulsePerMin: measured.pulsePerMin,
  temperatureC: 36.5,
  enduranceAthlete: false,
  observations: observed.map((code) => ({ code, result: 'normal' })),
});

export const testsOf = (person: Person): PreDonationTests => ({
  haemoglobinGPerL: person.haemoglobinGPerL,
  copperSulphatePass: null,
  altUPerL: 22,
  hbsAgRapid: 'negative',
  aboForward: person.aboForward,
  haematocrit: null,
  plateletsE9PerL: null,
  predictedPlateletsE9PerL: null,
});
