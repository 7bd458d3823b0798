import { sql } from 'kysely';
import type { StationDb } from '../store/database.ts';
import { readSameUnit, type SameUnit } from './aliases.ts';
import { grouped } from './grouped.ts';
import type { YearPlan, YearUnit } from './year-targets.ts';

/** A year's drives with their units, as people said which names are one unit. */
export async function yearPlan(db: StationDb, year: number): Promise<YearPlan> {
  const drives = await db
    .selectFrom('drive')
    .innerJoin('plan', 'plan.plan', 'drive.plan')
    .selectAll('drive')
    .where('plan.year', '=', year)
    .where((q) =>
      q.or([q('drive.withdrawn_at_ms', 'is', null), q('drive.confirmed_on', 'is not', null)]),
    )
    .orderBy('drive.from_date')
    .orderBy('drive.drive_id')
    .execute();
  const driveUnits = await db
    .selectFrom('drive_unit')
    .innerJoin('drive', 'drive.drive_id', 'drive_unit.drive_id')
    .innerJoin('plan', 'plan.plan', 'drive.plan')
    .select(['drive_unit.drive_id', 'drive_unit.unit_id'])
    .where('plan.year', '=', year)
    .orderBy('drive_unit.position')
    .execute();
  const same = await readSameUnit(db);
  const unitsOfDrive = grouped(driveUnits, ({ drive_id }) => drive_id);
  const words = await db
    .selectFrom('unit_target')
    .selectAll()
    .where('year', '=', year)
    .orderBy('unit_id')
    .execute();
  const shown = drives.map((drive) => ({
    driveId: drive.drive_id,
    venue: drive.venue,
    from: drive.from_date,
    to: drive.to_date,
    isOpen: drive.period.kind === 'open',
    confirmedOn: drive.confirmed_on,
    vehicle: drive.confirmed_vehicle,
    target: drive.target,
    unitIds: [
      ...new Set((unitsOfDrive.get(drive.drive_id) ?? []).map(({ unit_id }) => same(unit_id))),
    ],
  }));
  const wanted = new Set([
    ...shown.flatMap(({ unitIds }) => unitIds),
    ...words.map((word) => same(word.unit_id)),
  ]);
  const aliases = await db.selectFrom('unit_alias').select('unit_id').execute();
  const named = [...wanted, ...aliases.map(({ unit_id }) => unit_id)];
  const rows = await db
    .selectFrom('unit')
    .selectAll()
    .where('unit_id', '=', sql<string>`any(${named}::text[])`)
    .orderBy('unit_id')
    .execute();
  return {
    drives: shown,
    words: wordsOf(words, same),
    rules: await db.selectFrom('target_rule').selectAll().execute(),
    ...unitsOf(rows, wanted, same),
  };
}

/** What a person said of a unit itself goes before what was said of another name of it. */
const wordsOf = (words: YearPlan['words'], same: SameUnit): YearPlan['words'] => {
  const [own, others] = [
    words.filter(({ unit_id }) => same(unit_id) === unit_id),
    words.filter(({ unit_id }) => same(unit_id) !== unit_id),
  ];
  const said = new Map([...others, ...own].map((word) => [same(word.unit_id), word]));
  return [...said].map(([unit_id, word]) => ({ ...word, unit_id }));
};

/** Units once each; what one does not know of itself (its headcount) another name of it may. */
function unitsOf(
  rows: readonly YearUnit[],
  wanted: ReadonlySet<string>,
  same: SameUnit,
): Pick<YearPlan, 'units' | 'otherNames'> {
  const others = rows.filter(({ unit_id }) => same(unit_id) !== unit_id);
  const othersOf = grouped(others, ({ unit_id }) => same(unit_id));
  const units = rows
    .filter(({ unit_id }) => wanted.has(unit_id) && same(unit_id) === unit_id)
    .map((unit) => {
      const known = othersOf.get(unit.unit_id) ?? [];
      const headcount = known.find((other) => other.headcount !== null)?.headcount ?? null;
      const population = known.find((other) => other.population !== null)?.population ?? null;
      return {
        ...unit,
        headcount: unit.headcount ?? headcount,
        population: unit.population ?? population,
      };
    });
  const otherNames = others
    .filter(({ unit_id }) => wanted.has(same(unit_id)))
    .map(({ unit_id, name_key }) => ({ name_key, unit_id: same(unit_id) }));
  return { units, otherNames };
}
