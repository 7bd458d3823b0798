import { describe, expect, test } from 'vitest';
import { type RuleSet, ruleSetSchema } from '../../shared/domain/screening/schema.ts';
import type { Case } from '../support/screening-case.ts';
import { casesOf, holdsUnder } from '../support/screening-cases.ts';
import { DRAFT, GB, judge } from '../support/screening-facts.ts';
import { type Leaf, leavesOf, othersOf, withLeaf } from '../support/rule-leaves.ts';

/** What a decision does not depend on: told on the page or meant for another part of the work. Stated here, so that no leaf is without a case. */
const TOLD_ONLY: Readonly<Record<string, readonly unknown[]>> = {
  'copperSulphate/copper-sulphate-male/densityGPerMl': [1.052],
  'copperSulphate/copper-sulphate-female/densityGPerMl': [1.051],
  'volumes/whole-blood/therapeuticUnitsMax': [null],
  'volumes/whole-blood/plasmaWithOneUnitMaxMl': [null],
  'volumes/apheresis-platelets/therapeuticUnitsMax': [2],
  'volumes/apheresis-platelets/plasmaWithOneUnitMaxMl': [200],
  // A type without volumes of its own is offered none.
  'volumes/apheresis-platelets/type': ['apheresis-platelets'],
  // Which date the follow-up asks for; the incubation is counted from it whatever it is called.
  'temporary/6.2.10-contact/effect/from': ['contact'],
  'temporary/6.2.16-epidemic-area/effect/from': ['entry'],
};

/** Cases about the leaf's own rule first: nearly always one of them notices. */
const nearestFirst = (cases: readonly Case[], { path }: Leaf): readonly Case[] => {
  const isNear = ({ about }: Case) => path.split('/').includes(about);
  return [...cases.filter(isNear), ...cases.filter((each) => !isNear(each))];
};

const isNoticed = (ruleSet: RuleSet, cases: readonly Case[], leaf: Leaf): boolean => {
  const near = nearestFirst(cases, leaf);
  const changed = othersOf(leaf).map((value) => withLeaf(ruleSet, leaf, value));
  const noticed = (other: RuleSet) => near.some((each) => !holdsUnder(each, other));
  // A number must be held from both sides; of words one other meaning must be noticed.
  return typeof leaf.value === 'number' ? changed.every(noticed) : changed.some(noticed);
};

describe.each([GB, DRAFT])('every leaf of $id', (ruleSet) => {
  const cases = casesOf(ruleSet);
  const leaves = leavesOf(ruleSet);

  test('has cases that hold', () => {
    expect(cases.filter((each) => !holdsUnder(each, ruleSet)).map(({ about }) => about)).toEqual(
      [],
    );
    expect(leaves.length).toBeGreaterThan(800);
  });

  test('is noticed by a case when it changes', () => {
    const unnoticed = leaves.filter(
      (leaf) => !(leaf.path in TOLD_ONLY) && !isNoticed(ruleSet, cases, leaf),
    );
    expect(unnoticed.map(({ path, value }) => `${path}: ${JSON.stringify(value)}`)).toEqual([]);
  });

  test('that only the page tells is as stated here', () => {
    const told = leaves.filter(({ path }) => path in TOLD_ONLY);
    expect(Object.fromEntries(told.map(({ path, value }) => [path, [value]]))).toEqual(TOLD_ONLY);
  });

  test('that names a clause, words a reason or asks for confirmation reaches the decision', () => {
    const rules = [
      ...[...ruleSet.limits, ...ruleSet.copperSulphate, ...ruleSet.observations],
      ...[ruleSet.hbsAgRapidPositive, ...ruleSet.yearlyLimits],
      ...[...ruleSet.permanent, ...ruleSet.temporary, ...ruleSet.vaccines, ...ruleSet.practice],
    ];
    const reasons = cases.flatMap(({ input }) => judge(input, ruleSet).reasons);
    for (const { code, clause, text, confirm } of rules) {
      expect(reasons.find((reason) => reason.code === code)).toMatchObject({
        ...{ clause, text, toConfirm: confirm },
      });
    }
  });
});

test('a rule without a case is found out', () => {
  const [first] = GB.practice;
  const added = ruleSetSchema.parse({
    ...GB,
    practice: [...GB.practice, { ...first, code: 'new-rule' }],
  });
  const ofNew = leavesOf(added).filter(({ path }) => path.includes('new-rule'));
  expect(ofNew.length).toBeGreaterThan(4);
  for (const leaf of ofNew) expect(isNoticed(added, casesOf(GB), leaf), leaf.path).toBe(false);
});
