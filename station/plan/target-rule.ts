import type { Selectable } from 'kysely';
import type { PlanTables } from '../store/plan-tables.ts';

export type TargetRule = Selectable<PlanTables['target_rule']>;

export interface CountedUnit {
  readonly headcount: number | null;
  readonly population: number | null;
}

const wholes = { up: Math.ceil, nearest: Math.round, down: Math.floor } as const;

/**
 * People a unit owes by a rule: a share of its staff or of its inhabitants in ten-thousandths, brought to whole people as the rule
 * says. null where the number the rule goes by is not known.
 */
export function targetByRule(rule: TargetRule, unit: CountedUnit): number | null {
  const base = unit[rule.base];
  // Multiplied as whole numbers first: 100 × 0.07 is a little more than 7 and would round up to 8.
  return base === null ? null : wholes[rule.rounding]((base * rule.per_ten_thousand) / 10_000);
}
