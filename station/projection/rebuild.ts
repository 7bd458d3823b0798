import type { Entry } from '../../shared/journal/entry.ts';
import { ok } from '../../shared/result.ts';
import { knownEntry } from '../intake/known-entry.ts';
import { readEntries } from '../journal/read.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { projectEntries } from './project.ts';

/** Makes the projections again from the journal, one vehicle's epoch per transaction; answers the number of entries read. */
export async function rebuild(db: StationDb): Promise<number> {
  const epochs = await db.selectFrom('epoch').select(['vehicle', 'epoch']).execute();
  let entries = 0;
  for (const { vehicle, epoch } of epochs) {
    const done = await inTransaction(db, async (trx) =>
      ok(await rebuildEpoch(trx, vehicle, epoch)),
    );
    if (done.ok) entries += done.value;
  }
  return entries;
}

async function rebuildEpoch(
  trx: StationTransaction,
  vehicle: string,
  epoch: string,
): Promise<number> {
  // The intake takes the same lock first, so nothing arrives in between.
  await trx
    .updateTable('epoch')
    .set({ device_public_key: null })
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .execute();
  for (const table of ['donation', 'visit', 'session'] as const) {
    await trx.deleteFrom(table).where('vehicle', '=', vehicle).where('epoch', '=', epoch).execute();
  }
  let count = 0;
  for await (const run of readEntries(trx, vehicle, epoch)) {
    count += run.length;
    await projectEntries(
      trx,
      vehicle,
      epoch,
      run.flatMap((entry: Entry) => knownEntry(entry) ?? []),
    );
  }
  return count;
}
