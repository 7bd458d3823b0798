import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import { inForce } from '../../shared/domain/screening/in-force.ts';
import { type RuleSet, ruleSetSchema } from '../../shared/domain/screening/schema.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { nodeHashing } from '../hashing.ts';
import type { StationDb } from '../store/database.ts';

const folder = join(import.meta.dirname, '..', '..', 'resources', 'rules');

/** Those the vehicles ship with: read once, they change with the program alone. */
const shipped: readonly RuleSet[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .toSorted()
  .map((name) => ruleSetSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));

/** Every rule set that may be in force somewhere: those shipped and the station's own, which are in force as its settings have them (JSON text; null: none). */
export function ruleSetsIn(own: string | null): readonly RuleSet[] {
  if (last.own !== own) {
    const parsed = own === null ? [] : z.array(ruleSetSchema).parse(JSON.parse(own));
    last = { own, sets: [...shipped, ...parsed] };
  }
  return last.sets;
}

export async function ruleSetsOf(db: StationDb): Promise<readonly RuleSet[]> {
  const row = await db
    .selectFrom('setting')
    .select(sql<string>`value::text`.as('own'))
    .where('name', '=', 'ruleSets')
    .executeTakeFirst();
  return ruleSetsIn(row?.own ?? null);
}

// They change once in years and are asked for with every batch.
let last: { readonly own: string | null; readonly sets: readonly RuleSet[] } = {
  ...{ own: null, sets: shipped },
};

export interface RuleSetInForce {
  readonly ruleSet: RuleSet;
  readonly sha256: string;
}

const hashes = new WeakMap<RuleSet, string>();

function hashOf(ruleSet: RuleSet): string {
  const known = hashes.get(ruleSet) ?? nodeHashing.sha256(canonicalJson(ruleSet));
  hashes.set(ruleSet, known);
  return known;
}

/** The rule set of a day with its hash as vehicles compute it; undefined: none is in force. */
export function ruleSetOn(sets: readonly RuleSet[], day: CivilDate): RuleSetInForce | undefined {
  const found = inForce(sets, day);
  return found.ok ? { ruleSet: found.value, sha256: hashOf(found.value) } : undefined;
}
