import type { PreDonationTests, RuleSet } from '../../../shared/domain/screening/schema.ts';
import type { TextKey } from '../../text/index.ts';

/** Volumes of whole blood the rules offer. */
export const volumesOf = (ruleSet: RuleSet): readonly number[] =>
  ruleSet.volumes.find(({ type }) => type === 'whole-blood')?.allowedMl ?? [];

const isFor = (bars: RuleSet['required'][number]['donationTypes']): boolean =>
  bars === 'all' || bars.includes('whole-blood');

/** What the rules require of the tests and nobody has entered; haemoglobin counts by number or by drop. */
export function missingTests(tests: PreDonationTests, ruleSet: RuleSet): readonly TextKey[] {
  const required = new Set<string>(
    ruleSet.required.filter(({ donationTypes }) => isFor(donationTypes)).map(({ item }) => item),
  );
  const missing: TextKey[] = [];
  const hasHaemoglobin = tests.haemoglobinGPerL !== null || tests.copperSulphatePass !== null;
  if (required.has('haemoglobin') && !hasHaemoglobin) missing.push('test.haemoglobin');
  if (required.has('altUPerL') && tests.altUPerL === null) missing.push('test.alt');
  const needsHbsAg = required.has('hbsAgRapid') && tests.hbsAgRapid === null;
  // An invalid strip says nothing, required or not: it is repeated.
  if (needsHbsAg || tests.hbsAgRapid === 'invalid') missing.push('test.hbsag');
  if (required.has('aboForward') && tests.aboForward === null) missing.push('test.abo');
  return missing;
}
