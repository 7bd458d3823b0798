import type { Selectable } from 'kysely';
import { err, ok, type Result } from '../../shared/result.ts';
import { countChange } from '../reference/counter.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import type { PlanTables, UnitKind } from '../store/plan-tables.ts';
import { inTransaction } from '../store/transaction.ts';
import { type Author, logChanges } from './change-log.ts';
import type { PlanContact } from './read-row.ts';
import { type TargetRule, targetByRule } from './target-rule.ts';
import { keepContacts } from './unit-store.ts';

const peopleMax = 100_000_000;
const isCount = (value: number | null): boolean =>
  value === null || (Number.isInteger(value) && value >= 0 && value <= peopleMax);

export type TargetWord =
  | { readonly kind: 'people'; readonly people: number }
  | { readonly kind: 'rule'; readonly rule: string }
  /** Back to what the plan or the unit's rule says. */
  | { readonly kind: 'none' };

type TargetRefusal =
  | 'unknown-unit'
  | 'unknown-rule'
  | 'rule-without-base'
  | 'not-a-number'
  | 'year-not-allowed';

/** A person's word on what a unit owes in a year: a number, a rule, or neither any more. It goes before what plans say. */
export function setTarget(
  db: StationDb,
  {
    unitId,
    year,
    word,
  }: { readonly unitId: string; readonly year: number; readonly word: TargetWord },
  author: Author,
): Promise<Result<undefined, TargetRefusal>> {
  return inTransaction<undefined, TargetRefusal>(db, async (trx) => {
    if (!Number.isInteger(year) || year < 2000 || year > 2200) return err('year-not-allowed');
    const unit = await lockUnit(trx, unitId);
    if (!unit) return err('unknown-unit');
    if (word.kind === 'people' && !isCount(word.people)) return err('not-a-number');
    if (word.kind === 'rule') {
      const rule = await ruleCalled(trx, word.rule);
      if (!rule) return err('unknown-rule');
      if (targetByRule(rule, unit) === null) return err('rule-without-base');
    }
    const before = await trx
      .selectFrom('unit_target')
      .select(['people', 'rule'])
      .where('unit_id', '=', unitId)
      .where('year', '=', year)
      .executeTakeFirst();
    const after = {
      people: word.kind === 'people' ? word.people : null,
      rule: word.kind === 'rule' ? word.rule : null,
    };
    if (before?.people === after.people && before.rule === after.rule) return ok(undefined);
    if (word.kind !== 'none') {
      await trx
        .insertInto('unit_target')
        .values({ unit_id: unitId, year, ...after })
        .onConflict((conflict) => conflict.columns(['unit_id', 'year']).doUpdateSet(after))
        .execute();
    } else if (before) {
      await trx
        .deleteFrom('unit_target')
        .where('unit_id', '=', unitId)
        .where('year', '=', year)
        .execute();
    } else return ok(undefined);
    const kind = word.kind === 'none' ? 'target-cleared' : 'target-set';
    const detail = { year, before: before ?? null, after };
    await logChanges(trx, author, [{ kind, unitId, detail }]);
    await countChange(trx, 'reference');
    return ok(undefined);
  });
}

/** Changes the share that a kind of unit owes: rules are the station's to confirm, and say where they come from. */
export function putTargetRule(
  db: StationDb,
  rule: TargetRule,
  author: Author,
): Promise<Result<undefined, 'not-a-number' | 'reason-missing' | 'rule-name-taken'>> {
  return inTransaction<undefined, 'not-a-number' | 'reason-missing' | 'rule-name-taken'>(
    db,
    async (trx) => {
      const share = rule.per_ten_thousand;
      if (!Number.isInteger(share) || share < 1 || share > 10_000) return err('not-a-number');
      if (rule.source.trim() === '' || rule.rule.trim() === '') return err('reason-missing');
      const before = await trx
        .selectFrom('target_rule')
        .selectAll()
        .where('unit_kind', '=', rule.unit_kind)
        .executeTakeFirst();
      const namesake = await ruleCalled(trx, rule.rule);
      if (namesake && namesake.unit_kind !== rule.unit_kind) return err('rule-name-taken');
      await trx
        .insertInto('target_rule')
        .values(rule)
        .onConflict((conflict) => conflict.column('unit_kind').doUpdateSet({ ...rule }))
        .execute();
      await logChanges(trx, author, [{ kind: 'rule-set', detail: { before, after: rule } }]);
      await countChange(trx, 'reference');
      return ok(undefined);
    },
  );
}

export interface UnitWord {
  readonly unitId: string;
  readonly kind: UnitKind;
  readonly headcount: number | null;
  readonly population: number | null;
  readonly contacts: readonly PlanContact[];
}

/** A person's word on a unit's numbers and contacts, which no import changes any more. Without contacts those there are stay. */
export function putUnit(
  db: StationDb,
  { unitId, contacts, ...numbers }: UnitWord,
  author: Author,
): Promise<Result<undefined, 'unknown-unit' | 'not-a-number' | 'name-missing'>> {
  return inTransaction<undefined, 'unknown-unit' | 'not-a-number' | 'name-missing'>(
    db,
    async (trx) => {
      if (!isCount(numbers.headcount) || !isCount(numbers.population)) return err('not-a-number');
      if (contacts.some(({ name }) => name.trim() === '')) return err('name-missing');
      const unit = await lockUnit(trx, unitId);
      if (!unit) return err('unknown-unit');
      await trx
        .updateTable('unit')
        .set({ ...numbers, set_by: 'person' })
        .where('unit_id', '=', unitId)
        .execute();
      await keepContacts(trx, new Map([[unitId, contacts]]), 'person');
      const { kind, headcount, population } = unit;
      const before = { kind, headcount, population };
      // Who the contacts are stays in their own table: the log is kept for good.
      const detail = { before, after: numbers, contacts: contacts.length };
      await logChanges(trx, author, [{ kind: 'unit-changed', unitId, detail }]);
      await countChange(trx, 'reference');
      return ok(undefined);
    },
  );
}

const lockUnit = (
  trx: StationTransaction,
  unitId: string,
): Promise<Selectable<PlanTables['unit']> | undefined> =>
  trx.selectFrom('unit').selectAll().where('unit_id', '=', unitId).forUpdate().executeTakeFirst();

const ruleCalled = (trx: StationTransaction, rule: string) =>
  trx.selectFrom('target_rule').selectAll().where('rule', '=', rule).executeTakeFirst();
