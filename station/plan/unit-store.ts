import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { StationTransaction } from '../store/database.ts';
import type { UnitKind } from '../store/plan-tables.ts';
import type { PlannedDrive } from './plan.ts';
import type { PlanContact } from './read-row.ts';
import { unitKey } from './units.ts';

/** The same for every spelling of a name, in every plan and year. */
export const unitIdOf = (name: string): string =>
  `u-${createHash('sha256').update(unitKey(name)).digest('hex').slice(0, 16)}`;

// A guess from the name alone; a person may say otherwise (`putUnit`). “园区” is no area with inhabitants of its own.
const areaName = /(?:县|(?<!园|校|院|社|景|矿)区|镇|乡|街道)$/u;

interface UnitOfPlan {
  readonly name: string;
  readonly kind: UnitKind;
  readonly headcount: number | null;
  readonly population: number | null;
  readonly contacts: readonly PlanContact[];
}

/** Each unit that the drives name, once. A number of a row with several units belongs to none of them. */
function unitsOf(drives: readonly PlannedDrive[]): Map<string, UnitOfPlan> {
  const units = new Map<string, UnitOfPlan>();
  for (const drive of drives) {
    const isAlone = drive.units.length === 1;
    for (const { name, headcount } of drive.units) {
      const before = units.get(unitIdOf(name));
      const population = (isAlone ? drive.population : null) ?? before?.population ?? null;
      const contacts = isAlone ? drive.contacts : [];
      units.set(unitIdOf(name), {
        name: before?.name ?? name,
        kind: population !== null || areaName.test(unitKey(name)) ? 'area' : 'organisation',
        headcount: headcount ?? (isAlone ? drive.headcount : null) ?? before?.headcount ?? null,
        population,
        contacts: contacts.length > 0 ? contacts : (before?.contacts ?? []),
      });
    }
  }
  return units;
}

/** Keeps the units of a plan: new ones are added, known ones learn what the plan says of them unless a person said it. */
export async function keepUnits(
  trx: StationTransaction,
  drives: readonly PlannedDrive[],
): Promise<void> {
  const units = [...unitsOf(drives)];
  if (units.length === 0) return;
  const rows = units.map(([unit_id, { name, kind, headcount, population }]) => ({
    ...{ unit_id, name, name_key: unitKey(name), kind, headcount, population },
    set_by: 'plan' as const,
  }));
  // One statement for thousands of units; the record's own type brings them in.
  await sql`
    insert into unit select * from json_populate_recordset(null::unit, ${JSON.stringify(rows)}::json)
    on conflict (unit_id) do update set
      headcount = coalesce(excluded.headcount, unit.headcount),
      population = coalesce(excluded.population, unit.population),
      kind = case when excluded.population is null then unit.kind else excluded.kind end
    where unit.set_by = 'plan'`.execute(trx);
  await keepContacts(
    trx,
    new Map(units.map(([unitId, { contacts }]) => [unitId, contacts])),
    'plan',
  );
}

/** Replaces the contacts of units that have any in `contacts`. Those a person gave stay unless a person replaces them. */
export async function keepContacts(
  trx: StationTransaction,
  contacts: ReadonlyMap<string, readonly PlanContact[]>,
  setBy: 'plan' | 'person',
): Promise<void> {
  const named = [...contacts].filter(([, people]) => people.length > 0);
  if (named.length === 0) return;
  const ids = named.map(([unitId]) => unitId);
  const own = await trx
    .selectFrom('unit_contact')
    .select('unit_id')
    .where('unit_id', 'in', ids)
    .where('set_by', '=', 'person')
    .execute();
  const kept = new Set(setBy === 'plan' ? own.map(({ unit_id }) => unit_id) : []);
  const replaced = named.filter(([unitId]) => !kept.has(unitId));
  if (replaced.length === 0) return;
  await trx
    .deleteFrom('unit_contact')
    .where(
      'unit_id',
      'in',
      replaced.map(([unitId]) => unitId),
    )
    .execute();
  await trx
    .insertInto('unit_contact')
    .values(
      replaced.flatMap(([unit_id, people]) =>
        people.map((person, position) => ({ unit_id, position, ...person, set_by: setBy })),
      ),
    )
    .execute();
}
