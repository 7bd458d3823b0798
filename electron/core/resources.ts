import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createLocalNumbers, localNumbersSchema } from '../../shared/codes/local-number.ts';
import { registrationRulesSchema } from '../../shared/domain/donor/registration-rules-schema.ts';
import { collectionProductsSchema } from '../../shared/domain/label/product-schema.ts';
import { collectionRulesSchema } from '../../shared/domain/donation/collection-rules-schema.ts';
import {
  questionnaireProblems,
  ruleSetProblems,
} from '../../shared/domain/screening/rule-reasons.ts';
import {
  questionnaireSchema,
  ruleSetSchema,
  textSchema,
} from '../../shared/domain/screening/schema.ts';
import type { Resources } from './services/context.ts';

const consentSchema = z
  .strictObject({ version: z.string(), source: z.string(), text: textSchema })
  .transform(({ version, text }) => ({ version, text }));

function readAll<S extends z.ZodType>(folder: string, schema: S): z.output<S>[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => {
      const read = schema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      if (!read.success) throw new Error(`${name}: ${z.prettifyError(read.error)}`);
      return read.data;
    });
}

/** Reads and checks the rules and forms the program ships with. A file that does not check is a fault of the build. */
export function loadResources(folder: string): Resources {
  const ruleSets = readAll(join(folder, 'rules'), ruleSetSchema);
  const questionnaires = readAll(join(folder, 'questionnaires'), questionnaireSchema);
  const [consent] = readAll(join(folder, 'consent'), consentSchema);
  const problems = [
    ...ruleSets.flatMap(ruleSetProblems),
    ...questionnaires.flatMap((each) =>
      ruleSets.flatMap((set) => questionnaireProblems(each, set)),
    ),
  ];
  if (problems.length > 0) throw new Error(`rules do not fit together: ${problems.join('; ')}`);
  if (!consent) throw new Error('no consent text');
  const collectionRules = readAll(join(folder, 'collection'), collectionRulesSchema);
  const [products] = readAll(join(folder, 'products'), collectionProductsSchema);
  if (!products) throw new Error('no table of products');
  const [registration] = readAll(join(folder, 'registration'), registrationRulesSchema);
  if (!registration) throw new Error('no rules of registration');
  const [codes] = readAll(join(folder, 'codes'), localNumbersSchema);
  const localNumbers = createLocalNumbers(codes?.numbers ?? []);
  if (!localNumbers.ok) {
    throw new Error(`${localNumbers.error.name}: ${localNumbers.error.problem}`);
  }
  return {
    ...{ ruleSets, questionnaires, collectionRules, products, consent, registration },
    localNumbers: localNumbers.value,
  };
}
