import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldCompletion } from '../../station/plan/completion-fold.ts';
import { matchDrives } from '../../station/plan/match-drives.ts';
import type { YearPlan } from '../../station/plan/year-targets.ts';
import { runs } from '../support/property-runs.ts';

const names = ['甲局', '乙局', '丙镇', '丁局'] as const;
const name = fc.constantFrom(...names);
const count = fc.option(fc.nat(500), { nil: null });
const day = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(
    ([month, date]) => `2026-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`,
  );

const drive = fc.record({
  venue: fc.constantFrom('采血屋', '院内', '甲局'),
  from: day,
  to: day,
  isOpen: fc.boolean(),
  confirmation: fc.option(fc.record({ on: day, vehicle: fc.constantFrom('v1', 'v2') }), {
    nil: null,
  }),
  target: count,
  unitIds: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
});
const plan: fc.Arbitrary<YearPlan> = fc
  .record({
    drives: fc.array(drive, { maxLength: 8 }),
    counts: fc.array(fc.tuple(count, count), { minLength: 4, maxLength: 4 }),
    words: fc.uniqueArray(fc.tuple(name, count), { selector: ([unit]) => unit, maxLength: 3 }),
  })
  .map(({ drives, counts, words }) => ({
    drives: drives.map(({ confirmation, ...each }, index) => ({
      ...each,
      driveId: `d${index}`,
      confirmedOn: confirmation?.on ?? null,
      vehicle: confirmation?.vehicle ?? null,
    })),
    units: names.map((unit, index) => ({
      ...{ unit_id: unit, name: unit, name_key: unit, set_by: 'plan' as const },
      kind: unit.endsWith('镇') ? ('area' as const) : ('organisation' as const),
      headcount: counts[index]?.[0] ?? null,
      population: counts[index]?.[1] ?? null,
    })),
    otherNames: [],
    words: words.map(([unit_id, people]) => ({
      ...{ unit_id, year: 2026, people, rule: people === null ? 'staff' : null },
    })),
    rules: [
      {
        ...{ rule: 'staff', unit_kind: 'organisation', base: 'headcount', per_ten_thousand: 1000 },
        ...{ rounding: 'up', source: 's', confirmed: false },
      },
    ],
  }));
const given = fc.record({
  vehicle: fc.constantFrom('v1', 'v2', 'v3'),
  plate: fc.constant('p'),
  sessionId: fc.constantFrom('s1', 's2', 's3'),
  driveId: fc.constantFrom('d0', 'd1', 'x'),
  venue: fc.constantFrom('采血屋', '别处'),
  organisations: fc.uniqueArray(name, { maxLength: 2 }),
  day,
  organisation: fc.option(fc.constantFrom(...names, '不知名'), { nil: null }),
  donations: fc.nat(40),
  volumeMl: fc.nat(9000),
});

test('by unit, place, week and vehicle the same people are owed and given', () => {
  fc.assert(
    fc.property(plan, fc.array(given, { maxLength: 8 }), (year, drawn) => {
      const read = foldCompletion(2026, year, drawn);
      for (const table of [read.byUnit, read.byPlace, read.byWeek, read.byVehicle]) {
        for (const measure of ['target', 'donations', 'volumeMl'] as const) {
          const sum = table.reduce((all, row) => all + (row[measure] ?? 0), 0);
          expect(sum).toBe(read.total[measure] ?? 0);
        }
      }
      expect(read.total.donations).toBe(drawn.reduce((sum, { donations }) => sum + donations, 0));
    }),
    runs(3000),
  );
});

test('no stored drive is handed to two rows, and unchanged rows always find theirs', () => {
  const text = fc.constantFrom('a', 'b', 'c');
  const marks = fc.array(fc.record({ when: text, venue: text, units: text }), { maxLength: 10 });
  fc.assert(
    fc.property(marks, marks, (stored, fresh) => {
      const taken = matchDrives(stored, fresh).filter((at) => at !== undefined);
      expect(new Set(taken).size).toBe(taken.length);
      expect(matchDrives(stored, stored)).toEqual([...stored.keys()]);
    }),
    runs(3000),
  );
});
