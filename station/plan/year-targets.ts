import type { Selectable } from 'kysely';
import type { PlanTables } from '../store/plan-tables.ts';
import { grouped } from './grouped.ts';
import { type TargetRule, targetByRule } from './target-rule.ts';

/** A drive of the year, as far as targets go. */
export interface YearDrive {
  readonly driveId: string;
  readonly venue: string;
  readonly from: string;
  readonly to: string;
  /** The plan names no time. */
  readonly isOpen: boolean;
  readonly confirmedOn: string | null;
  readonly vehicle: string | null;
  readonly target: number | null;
  readonly unitIds: readonly string[];
}

export type YearUnit = Selectable<PlanTables['unit']>;

export interface YearPlan {
  readonly drives: readonly YearDrive[];
  /** Units of these drives, and units a person gave a target. */
  readonly units: readonly YearUnit[];
  /** Other names of these units, by a person's word, in the form of `name_key`. */
  readonly otherNames: readonly { readonly name_key: string; readonly unit_id: string }[];
  readonly words: readonly Selectable<PlanTables['unit_target']>[];
  readonly rules: readonly TargetRule[];
}

export interface UnitTarget {
  readonly people: number | null;
  readonly from: 'person' | 'plan' | 'rule' | null;
  readonly rule: string | null;
}

export interface YearTargets {
  readonly ofUnit: ReadonlyMap<string, UnitTarget>;
  readonly ofDrive: ReadonlyMap<string, number | null>;
  /** Of drives that several units share by one number of the plan. */
  readonly shared: number | null;
  /** Of units that no drive visits. */
  readonly unplanned: number | null;
}

/** Adds up what is known; null as long as nothing is. */
export const plus = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : a + b;

/**
 * Who owes how much, and at which drive. A person's word goes before the plan's numbers, and these before the rule for the kind of
 * unit. What a unit owes without a number of its drive is spread over the unit's drives, in whole people, the first ones one more.
 * Units and shared numbers sum up to what drives and unplanned units do.
 */
export function yearTargets({ drives, units, words, rules }: YearPlan): YearTargets {
  const wordOf = new Map(words.map((word) => [word.unit_id, word]));
  const ofUnit = new Map<string, UnitTarget>();
  const ofDrive = new Map<string, number | null>();
  let shared: number | null = null;
  let unplanned: number | null = null;
  for (const drive of drives) {
    const isShared = drive.unitIds.length !== 1 && drive.target !== null;
    if (isShared) shared = plus(shared, drive.target);
    ofDrive.set(drive.driveId, isShared ? drive.target : null);
  }
  const drivesOf = grouped(
    drives.flatMap((drive) => drive.unitIds.map((unitId) => ({ unitId, drive }))),
    ({ unitId }) => unitId,
  );
  for (const unit of units) {
    const visiting = (drivesOf.get(unit.unit_id) ?? []).map(({ drive }) => drive);
    const own = visiting.filter(({ unitIds, target }) => unitIds.length === 1 && target !== null);
    const target = targetOf(unit, own, wordOf.get(unit.unit_id), rules);
    ofUnit.set(unit.unit_id, target);
    if (target.from === 'plan') {
      for (const { driveId, target: people } of own) ofDrive.set(driveId, people);
    } else if (visiting.length === 0) unplanned = plus(unplanned, target.people);
    else if (target.people !== null) {
      for (const [index, { driveId }] of visiting.entries()) {
        const share = shareOf(target.people, visiting.length, index);
        ofDrive.set(driveId, plus(ofDrive.get(driveId) ?? null, share));
      }
    }
  }
  return { ofUnit, ofDrive, shared, unplanned };
}

const shareOf = (people: number, drives: number, index: number): number =>
  Math.floor(people / drives) + (index < people % drives ? 1 : 0);

function targetOf(
  unit: YearUnit,
  own: readonly YearDrive[],
  word: YearPlan['words'][number] | undefined,
  rules: readonly TargetRule[],
): UnitTarget {
  if (word?.people !== null && word?.people !== undefined) {
    return { people: word.people, from: 'person', rule: null };
  }
  const wanted = rules.find(({ rule }) => rule === word?.rule);
  if (wanted) return { people: targetByRule(wanted, unit), from: 'person', rule: wanted.rule };
  if (own.length > 0) {
    const people = own.reduce((sum, { target }) => sum + (target ?? 0), 0);
    return { people, from: 'plan', rule: null };
  }
  const usual = rules.find(({ unit_kind }) => unit_kind === unit.kind);
  const people = usual ? targetByRule(usual, unit) : null;
  if (usual === undefined || people === null) return { people: null, from: null, rule: null };
  return { people, from: 'rule', rule: usual.rule };
}
