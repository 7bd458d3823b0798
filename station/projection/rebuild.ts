import { sql } from 'kysely';
import type { Entry } from '../../shared/journal/entry.ts';
import { ok } from '../../shared/result.ts';
import { knownEntry } from '../intake/known-entry.ts';
import { unitsNowRead } from '../intake/judge-unknown.ts';
import { keepVerdicts } from '../judging/keep.ts';
import { type Chain, chainFrom, rootOf } from '../journal/chain-of.ts';
import { readEntries } from '../journal/read.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { projectEntries } from './project.ts';
import { loadState, storeState } from './rows.ts';

export interface Rebuilt {
  readonly entries: number;
  /** Units that are held from now on: an entry of theirs could not be read when it came. */
  readonly held: number;
}

/** Makes the projections again from the journal, one vehicle's epoch per transaction. */
export async function rebuild(db: StationDb, nowMs = Date.now()): Promise<Rebuilt> {
  // What others go on from comes first.
  const epochs = await db
    .selectFrom('epoch')
    .select(['vehicle', 'epoch', 'branch_of', 'branch_seq'])
    .orderBy(sql`cardinality(parents)`)
    .execute();
  let entries = 0;
  for (const { vehicle, epoch, ...row } of epochs) {
    const chain = chainFrom(vehicle, epoch, row);
    const done = await inTransaction(db, async (trx) => ok(await rebuildChain(trx, chain)));
    if (done.ok) entries += done.value;
  }
  const kept = await inTransaction(db, async (trx) =>
    ok(await keepVerdicts(trx, await unitsNowRead(trx), nowMs)),
  );
  const held = new Set(kept.ok ? kept.value.map(({ donationId }) => donationId) : []);
  return { entries, held: held.size };
}

async function rebuildChain(trx: StationTransaction, chain: Chain): Promise<number> {
  const { vehicle, epoch, branch } = chain;
  // The intake takes the same lock first, so nothing arrives in between. A branch has its laptop's key from where it parted.
  const row = await trx
    .updateTable('epoch')
    .set((q) => ({ device_public_key: branch === null ? null : q.ref('device_public_key') }))
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .returning(['device_public_key', 'parents'])
    .executeTakeFirstOrThrow();
  for (const table of ['donation', 'visit', 'session'] as const) {
    await trx.deleteFrom(table).where('vehicle', '=', vehicle).where('epoch', '=', epoch).execute();
  }
  let devicePublicKey = row.device_public_key;
  let count = 0;
  for await (const run of readEntries(trx, chain, await rootOf(trx, chain))) {
    count += run.length;
    const known = run.flatMap((entry: Entry) => knownEntry(entry) ?? []);
    const lineage = { vehicle, epoch, parents: row.parents, devicePublicKey };
    const state = await loadState(trx, lineage, known);
    projectEntries(state, vehicle, known);
    await storeState(trx, state);
    ({ devicePublicKey } = state);
  }
  await trx
    .updateTable('epoch')
    .set({ device_public_key: devicePublicKey })
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .execute();
  return count;
}
