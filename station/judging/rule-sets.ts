import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import { inForce } from '../../shared/domain/screening/in-force.ts';
import { type RuleSet, ruleSetSchema } from '../../shared/domain/screening/schema.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { nodeHashing } from '../hashing.ts';
import { settingsOf } from '../reference/settings.ts';
import type { StationDb } from '../store/database.ts';

const folder = join(import.meta.dirname, '..', '..', 'resources', 'rules');

/** Those the vehicles ship with: read once, they change with the program alone. */
const shipped: readonly RuleSet[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .toSorted()
  .map((name) => ruleSetSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));

/** Every rule set that may be in force somewhere: those shipped and the station's own. */
export async function ruleSetsOf(db: StationDb): Promise<readonly RuleSet[]> {
  const { ruleSets } = await settingsOf(db);
  return [...shipped, ...ruleSets.map((set) => ruleSetSchema.parse(set))];
}

export interface RuleSetInForce {
  readonly ruleSet: RuleSet;
  readonly sha256: string;
}

/** The rule set of a day with its hash as vehicles compute it; undefined: none is in force. */
export function ruleSetOn(sets: readonly RuleSet[], day: CivilDate): RuleSetInForce | undefined {
  const found = inForce(sets, day);
  if (!found.ok) return undefined;
  return { ruleSet: found.value, sha256: nodeHashing.sha256(canonicalJson(found.value)) };
}
