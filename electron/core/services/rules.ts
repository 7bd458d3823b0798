import { inForce } from '../../../shared/domain/screening/in-force.ts';
import type { CollectionRules } from '../../../shared/domain/donation/collection-rules-schema.ts';
import {
  type Questionnaire,
  type RuleSet,
  ruleSetSchema,
} from '../../../shared/domain/screening/schema.ts';
import { canonicalJson } from '../../../shared/journal/canonical.ts';
import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import type { Reader } from '../store/writer.ts';
import type { Context } from './context.ts';

export interface Rules {
  readonly ruleSet: RuleSet;
  readonly ruleSetSha256: string;
  readonly questionnaire: Questionnaire;
  readonly questionnaireSha256: string;
}

/** The rule set and questionnaire that judge a day; refuses when none is in force, because nothing is judged by a draft. */
export function rulesOn(ctx: Context, db: Reader, date: string): Result<Rules, Refusal> {
  const fromStation = takenAlong(db)?.data.ruleSets ?? [];
  const sets = [...ctx.resources.ruleSets, ...fromStation.map((set) => ruleSetSchema.parse(set))];
  const ruleSet = inForce(sets, date);
  const questionnaire = inForce(ctx.resources.questionnaires, date);
  if (!ruleSet.ok || !questionnaire.ok) return err(refused('rule-set-not-in-force', { date }));
  return ok({
    ruleSet: ruleSet.value,
    ruleSetSha256: ctx.hashing.sha256(canonicalJson(ruleSet.value)),
    questionnaire: questionnaire.value,
    questionnaireSha256: ctx.hashing.sha256(canonicalJson(questionnaire.value)),
  });
}

/** What the collection procedure says of a day: draw times, tolerance, density. */
export function collectionRulesOn(ctx: Context, date: string): Result<CollectionRules, Refusal> {
  const found = inForce(ctx.resources.collectionRules, date);
  return found.ok ? found : err(refused('rule-set-not-in-force', { date }));
}
