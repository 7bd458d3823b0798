import type { BagLot } from '../../shared/journal/bodies/session.ts';
import { ok } from '../../shared/result.ts';
import { type StationData, stationData } from '../../shared/sync/station-data.ts';
import type { StationDb } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange } from './counter.ts';

/** Adds people or replaces them by their identifier, with the terms that are given. */
export async function putStaff(db: StationDb, staff: StationData['staff']): Promise<void> {
  const people = stationData.shape.staff.parse(staff);
  if (people.length === 0) return;
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('staff')
      .values(
        people.map(({ operatorId, name, roles }) => ({
          operator_id: operatorId,
          name,
          roles: JSON.stringify(roles),
        })),
      )
      .onConflict((conflict) =>
        conflict.column('operator_id').doUpdateSet((q) => ({
          name: q.ref('excluded.name'),
          roles: q.ref('excluded.roles'),
        })),
      )
      .execute();
    const terms = people.flatMap(({ operatorId, term }) =>
      term === undefined
        ? []
        : [{ operator_id: operatorId, since_ms: term.sinceMs, until_ms: term.untilMs }],
    );
    if (terms.length > 0) {
      await trx
        .insertInto('staff_term')
        .values(terms)
        .onConflict((conflict) =>
          conflict.column('operator_id').doUpdateSet((q) => ({
            since_ms: q.ref('excluded.since_ms'),
            until_ms: q.ref('excluded.until_ms'),
          })),
        )
        .execute();
    }
    await countChange(trx, 'reference');
    return ok(undefined);
  });
}

export async function staffOf(db: StationDb): Promise<StationData['staff']> {
  const rows = await db
    .selectFrom('staff')
    .leftJoin('staff_term', 'staff_term.operator_id', 'staff.operator_id')
    .selectAll('staff')
    .select(['staff_term.since_ms', 'staff_term.until_ms'])
    .orderBy('staff.operator_id')
    .execute();
  return stationData.shape.staff.parse(
    rows.map(({ operator_id, name, roles, since_ms, until_ms }) => ({
      ...{ operatorId: operator_id, name, roles },
      ...(since_ms !== null && { term: { sinceMs: since_ms, untilMs: until_ms } }),
    })),
  );
}

/** Adds bag lots or replaces them by their number. */
export async function putBagLots(db: StationDb, bagLots: readonly BagLot[]): Promise<void> {
  const lots = stationData.shape.bagLots.parse(bagLots);
  if (lots.length === 0) return;
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('bag_lot')
      .values(
        lots.map(({ lot, product, anticoagulant, nominalVolumeMl, expiresOn }) => ({
          lot,
          product,
          anticoagulant,
          nominal_volume_ml: nominalVolumeMl,
          expires_on: expiresOn,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('lot').doUpdateSet((q) => ({
          product: q.ref('excluded.product'),
          anticoagulant: q.ref('excluded.anticoagulant'),
          nominal_volume_ml: q.ref('excluded.nominal_volume_ml'),
          expires_on: q.ref('excluded.expires_on'),
        })),
      )
      .execute();
    await countChange(trx, 'reference');
    return ok(undefined);
  });
}

/** The lots that last longest, five hundred at most. */
export async function bagLotsOf(db: StationDb): Promise<BagLot[]> {
  const rows = await db
    .selectFrom('bag_lot')
    .selectAll()
    .orderBy('expires_on', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    lot: row.lot,
    product: row.product,
    anticoagulant: row.anticoagulant,
    nominalVolumeMl: row.nominal_volume_ml,
    expiresOn: row.expires_on,
  }));
}
