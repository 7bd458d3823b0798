import { sql } from 'kysely';
import { err, ok, type Result } from '../../shared/result.ts';
import { countChange } from '../reference/counter.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { type Author, logChanges } from './change-log.ts';

/** The unit that a name stands for: itself, or the one a person said it is the same as. */
export type SameUnit = (unitId: string) => string;

/** Follows one name to the next; the table holds no circle, and the walk is no longer than the table. */
export function sameUnit(
  rows: readonly { readonly unit_id: string; readonly same_as: string }[],
): SameUnit {
  const next = new Map(rows.map(({ unit_id, same_as }) => [unit_id, same_as]));
  return (unitId) => {
    let at = unitId;
    for (let steps = 0; steps <= rows.length; steps += 1) {
      const to = next.get(at);
      if (to === undefined) return at;
      at = to;
    }
    throw new Error(`the unit ${unitId} is the same as itself`);
  };
}

/** What people said of names up to now. */
export const readSameUnit = async (db: StationDb): Promise<SameUnit> =>
  sameUnit(await db.selectFrom('unit_alias').select(['unit_id', 'same_as']).execute());

/** Two units in one order, whichever came first. */
export const pairOf = (one: string, other: string) =>
  one < other ? { unit_id: one, other_id: other } : { unit_id: other, other_id: one };

export type AliasRefusal = 'unknown-unit' | 'units-already-one' | 'units-one' | 'not-decided';

const aliasLock = 7_211_009;
const lockAliases = (trx: StationTransaction) =>
  sql`select pg_advisory_xact_lock(${aliasLock})`.execute(trx);

interface TwoUnits {
  readonly unitId: string;
  readonly otherId: string;
}

async function areKnown(trx: StationTransaction, { unitId, otherId }: TwoUnits): Promise<boolean> {
  const found = await trx
    .selectFrom('unit')
    .select('unit_id')
    .where('unit_id', 'in', [unitId, otherId])
    .execute();
  return found.length === 2;
}

/**
 * A person's word that `unitId` is another name of `otherId`. Nothing is rewritten: plans keep the names they came with, and everything
 * that counts by unit follows the word, imports to come as well.
 */
export function mergeUnits(
  db: StationDb,
  two: TwoUnits,
  author: Author,
): Promise<Result<undefined, AliasRefusal>> {
  return inTransaction<undefined, AliasRefusal>(db, async (trx) => {
    await lockAliases(trx);
    if (!(await areKnown(trx, two))) return err('unknown-unit');
    const same = await readSameUnit(trx);
    const [unitId, into] = [same(two.unitId), same(two.otherId)];
    if (unitId === into) return err('units-already-one');
    const { unit_id, other_id } = pairOf(unitId, into);
    await trx
      .deleteFrom('unit_apart')
      .where('unit_id', '=', unit_id)
      .where('other_id', '=', other_id)
      .execute();
    await trx
      .insertInto('unit_alias')
      .values({ unit_id: unitId, same_as: into, by_whom: author.by, at_ms: author.nowMs })
      .execute();
    await logChanges(trx, author, [{ kind: 'units-merged', unitId, detail: { sameAs: into } }]);
    await countChange(trx, 'reference');
    return ok(undefined);
  });
}

/** A person's word that two units are not the same, so that nobody is asked again. */
export function keepUnitsApart(
  db: StationDb,
  two: TwoUnits,
  author: Author,
): Promise<Result<undefined, AliasRefusal>> {
  return inTransaction<undefined, AliasRefusal>(db, async (trx) => {
    await lockAliases(trx);
    if (!(await areKnown(trx, two))) return err('unknown-unit');
    const same = await readSameUnit(trx);
    if (same(two.unitId) === same(two.otherId)) return err('units-one');
    await trx
      .insertInto('unit_apart')
      .values({ ...pairOf(two.unitId, two.otherId), by_whom: author.by, at_ms: author.nowMs })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await logChanges(trx, author, [
      { kind: 'units-kept-apart', unitId: two.unitId, detail: { other: two.otherId } },
    ]);
    return ok(undefined);
  });
}

/** Takes either word back: the names stand for units of their own again, or are asked about again. */
export function reconsiderUnits(
  db: StationDb,
  two: TwoUnits,
  author: Author,
): Promise<Result<undefined, AliasRefusal>> {
  return inTransaction<undefined, AliasRefusal>(db, async (trx) => {
    await lockAliases(trx);
    const merged = await trx
      .deleteFrom('unit_alias')
      .where('unit_id', '=', two.unitId)
      .where('same_as', '=', two.otherId)
      .returning(['by_whom', 'at_ms'])
      .executeTakeFirst();
    const { unit_id, other_id } = pairOf(two.unitId, two.otherId);
    const apart = await trx
      .deleteFrom('unit_apart')
      .where('unit_id', '=', unit_id)
      .where('other_id', '=', other_id)
      .returning(['by_whom', 'at_ms'])
      .executeTakeFirst();
    const before = merged ?? apart;
    if (!before) return err('not-decided');
    const kind = merged ? 'units-parted' : 'units-asked-again';
    const detail = { other: two.otherId, before };
    await logChanges(trx, author, [{ kind, unitId: two.unitId, detail }]);
    if (merged) await countChange(trx, 'reference');
    return ok(undefined);
  });
}
