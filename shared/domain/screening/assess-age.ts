import { ageOn, birthdayOf, type CivilDate } from '../civil-date.ts';
import { engineFinding, type Finding, type Visit } from './finding.ts';
import type { ScreenedDonor } from './input-schema.ts';
import type { AgeRule, RuleSet } from './rule-set-schema.ts';

type AgeLimit = AgeRule['max'];

const isWithin = (age: number, limit: AgeLimit): boolean =>
  limit.reading === 'through-age' ? age <= limit.years : age < limit.years;

/** True when nobody of that birth date may donate on that day or later, whatever else is so. */
export const isPastEveryAgeLimit = (
  birthDate: CivilDate,
  on: CivilDate,
  ruleSet: RuleSet,
): boolean => {
  const { max, extension } = ruleSet.age;
  const age = ageOn(birthDate, on);
  return !isWithin(age, max) && (extension === null || !isWithin(age, extension.limit));
};

type Requirement = NonNullable<AgeRule['extension']>['requires'][number];

const checkRequirement = (
  requirement: Requirement,
  donor: ScreenedDonor,
  hasHistory: boolean,
  clause: string | null,
): Finding[] => {
  switch (requirement) {
    case 'repeat-donor':
      if (donor.firstTime === false || (donor.firstTime === null && hasHistory)) return [];
      return donor.firstTime === null
        ? [engineFinding({ code: 'missing-first-time', effect: 'missing', clause })]
        : [engineFinding({ code: 'age-extension-not-met', effect: 'permanent', clause })];
    case 'no-previous-reaction':
      if (donor.previousReaction === false) return [];
      return donor.previousReaction === null
        ? [engineFinding({ code: 'missing-previous-reaction', effect: 'missing', clause })]
        : [engineFinding({ code: 'age-extension-not-met', effect: 'permanent', clause })];
    case 'asks-to-donate':
      return donor.asksToDonate === true
        ? []
        : [engineFinding({ code: 'age-extension-not-asked', effect: 'missing', clause })];
  }
};

/** Age on the donation day against 7.1: the ordinary range, then the extension and what it asks for. */
export const assessAge = (donor: ScreenedDonor, hasHistory: boolean, visit: Visit): Finding[] => {
  const { min, max, extension } = visit.ruleSet.age;
  if (donor.birthDate === null) {
    return [engineFinding({ code: 'missing-birth-date', effect: 'missing', clause: min.clause })];
  }
  const age = ageOn(donor.birthDate, visit.now.date);
  if (age < min.years) {
    return [
      engineFinding({
        code: 'age-below-minimum',
        effect: 'temporary',
        clause: min.clause,
        until: birthdayOf(donor.birthDate, min.years),
        toConfirm: min.confirm,
      }),
    ];
  }
  if (isWithin(age, max)) return [];
  if (extension === null || !isWithin(age, extension.limit)) {
    const { clause, confirm } = extension?.limit ?? max;
    return [
      engineFinding({ code: 'age-above-maximum', effect: 'permanent', clause, toConfirm: confirm }),
    ];
  }
  return extension.requires.flatMap((requirement) =>
    checkRequirement(requirement, donor, hasHistory, extension.limit.clause),
  );
};
