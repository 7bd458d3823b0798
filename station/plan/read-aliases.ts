import type { LikelyUnits, UnitDecision, UnitFound } from '../contract/units.ts';
import type { StationDb } from '../store/database.ts';
import { pairOf, readSameUnit } from './aliases.ts';
import { likelySame, unitsComparedMax } from './likely-same.ts';

const foundMax = 50;

/** The units by their number of drives, the newest plans' first where they are alike. */
const countedUnits = (db: StationDb) =>
  db
    .selectFrom('unit')
    .leftJoin('drive_unit', 'drive_unit.unit_id', 'unit.unit_id')
    .leftJoin('drive', 'drive.drive_id', 'drive_unit.drive_id')
    .select(['unit.unit_id', 'unit.name', 'unit.headcount', 'unit.population'])
    .select(({ fn }) => [
      fn.count<number>('drive.drive_id').as('drives'),
      fn.agg<string[]>('array_agg', ['drive.plan']).distinct().as('plans'),
    ])
    .groupBy(['unit.unit_id', 'unit.name', 'unit.headcount', 'unit.population'])
    .orderBy(
      ({ fn }) => fn.max('drive.from_date'),
      (by) => by.desc().nullsLast(),
    )
    .orderBy('unit.unit_id')
    .limit(unitsComparedMax);

type Counted = Awaited<ReturnType<ReturnType<typeof countedUnits>['execute']>>[number];

const toFound = (row: Counted): UnitFound => ({
  unitId: row.unit_id,
  name: row.name,
  // A left join's empty side is null among the plans.
  plans: row.plans.filter((plan: string | null) => plan !== null),
  drives: row.drives,
  headcount: row.headcount,
  population: row.population,
});

/** Under which of two names one would rather count: more drives, else known numbers, else the shorter. */
function isBetterKnown(a: UnitFound, b: UnitFound): boolean {
  if (a.drives !== b.drives) return a.drives > b.drives;
  const knows = ({ headcount, population }: UnitFound) => headcount !== null || population !== null;
  return knows(a) === knows(b) ? a.name.length <= b.name.length : knows(a);
}

/** Pairs of units that may be the same and that nobody has decided on, the likeliest first; the better known of each comes first. */
export async function readLikelySame(db: StationDb): Promise<LikelyUnits[]> {
  const same = await readSameUnit(db);
  const apart = await db.selectFrom('unit_apart').select(['unit_id', 'other_id']).execute();
  const decided = new Set(apart.map(({ unit_id, other_id }) => `${unit_id} ${other_id}`));
  const rows = (await countedUnits(db).execute()).filter(
    ({ unit_id }) => same(unit_id) === unit_id,
  );
  const units = new Map(rows.map((row) => [row.unit_id, toFound(row)]));
  return likelySame([...units.values()], (one, other) => {
    const { unit_id, other_id } = pairOf(one, other);
    return decided.has(`${unit_id} ${other_id}`);
  }).flatMap(({ one, other, why, common }) => {
    const [a, b] = [units.get(one), units.get(other)];
    if (!a || !b) return [];
    return [{ why, common, units: isBetterKnown(a, b) ? [a, b] : [b, a] } as const];
  });
}

/** What people decided of names, the newest first. */
export async function readUnitDecisions(db: StationDb): Promise<UnitDecision[]> {
  const merged = db
    .selectFrom('unit_alias')
    .innerJoin('unit', 'unit.unit_id', 'unit_alias.unit_id')
    .innerJoin('unit as other', 'other.unit_id', 'unit_alias.same_as')
    .select(['unit.unit_id', 'unit.name', 'other.unit_id as other_id', 'other.name as other_name'])
    .select(['unit_alias.by_whom', 'unit_alias.at_ms']);
  const apart = db
    .selectFrom('unit_apart')
    .innerJoin('unit', 'unit.unit_id', 'unit_apart.unit_id')
    .innerJoin('unit as other', 'other.unit_id', 'unit_apart.other_id')
    .select(['unit.unit_id', 'unit.name', 'other.unit_id as other_id', 'other.name as other_name'])
    .select(['unit_apart.by_whom', 'unit_apart.at_ms']);
  const rows = [
    ...(await merged.execute()).map((row) => ({ ...row, same: true })),
    ...(await apart.execute()).map((row) => ({ ...row, same: false })),
  ];
  return rows
    .toSorted((a, b) => b.at_ms - a.at_ms)
    .map((row) => ({
      unitId: row.unit_id,
      name: row.name,
      otherId: row.other_id,
      otherName: row.other_name,
      same: row.same,
      by: row.by_whom,
      atMs: row.at_ms,
    }));
}

/** Units by a piece of their name, for saying that two are one though nothing in their names says so. */
export async function findUnits(db: StationDb, search: string): Promise<UnitFound[]> {
  const same = await readSameUnit(db);
  const rows = await countedUnits(db).execute();
  const wanted = search.trim().toLowerCase();
  return rows
    .filter(({ unit_id, name }) => same(unit_id) === unit_id && name.toLowerCase().includes(wanted))
    .slice(0, foundMax)
    .map(toFound);
}
