import { checkLink, type Hashing, type Head } from '../../shared/journal/chain.ts';
import type { StationChainFault } from '../contract/sessions.ts';
import type { StationDb } from '../store/database.ts';
import { chainFrom, nameInHeaders, rootOf } from './chain-of.ts';
import { readEntries } from './read.ts';

export type ChainVerdict =
  | { readonly verified: true; readonly entries: number }
  | {
      readonly verified: false;
      readonly entries: number;
      /** The first entry that does not hold, and what is wrong with it. */
      readonly seq: number;
      readonly fault: StationChainFault;
    };

/** Walks the chain of an epoch, or of a branch from the entry where it parted, from its first entry as the database holds it now, and compares its end with the head answered to the vehicle. */
export function verifyStationChain(
  db: StationDb,
  epoch: string,
  hashing: Hashing,
): Promise<ChainVerdict> {
  // One snapshot: a batch that arrives meanwhile is no fault.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((trx) => walk(trx, epoch, hashing));
}

async function walk(db: StationDb, epoch: string, hashing: Hashing): Promise<ChainVerdict> {
  const epochs = await db.selectFrom('epoch').selectAll().where('epoch', '=', epoch).execute();
  let entries = 0;
  for (const { vehicle, held_seq, held_hash, ...row } of epochs) {
    const chain = chainFrom(vehicle, epoch, row);
    const root = await rootOf(db, chain);
    if (!root) return { verified: false, entries, seq: row.branch_seq ?? 0, fault: 'no-root' };
    const keys = await dayKeys(db, vehicle, epoch);
    const name = nameInHeaders(chain);
    let head: Head = root;
    for await (const run of readEntries(db, chain, root)) {
      for (const entry of run) {
        const link = checkLink(hashing, (day) => keys.get(day), name, head, entry);
        if (!link.ok) return { verified: false, entries, ...link.error };
        head = link.value;
        entries += 1;
      }
    }
    if (head.seq !== held_seq || head.hash !== held_hash.toString('hex')) {
      return { verified: false, entries, seq: head.seq + 1, fault: 'head-differs' };
    }
  }
  return { verified: true, entries };
}

async function dayKeys(db: StationDb, vehicle: string, epoch: string) {
  const rows = await db
    .selectFrom('day_key')
    .select(['day', 'key'])
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .execute();
  return new Map(rows.map(({ day, key }) => [day, key.toString('hex')]));
}

/** What the station holds of an epoch: entries, and donations whose draw began. */
export async function stationTotals(
  db: StationDb,
  { epoch }: { readonly epoch: string },
): Promise<{ readonly entries: number; readonly donations: number }> {
  const entries = await db
    .selectFrom('journal')
    .innerJoin('epoch', (join) =>
      join
        .onRef('epoch.vehicle', '=', 'journal.vehicle')
        .onRef('epoch.epoch', '=', 'journal.epoch'),
    )
    .where('epoch.epoch', '=', epoch)
    .select((q) => q.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const donations = await db
    .selectFrom('donation')
    .innerJoin('epoch', (join) =>
      join
        .onRef('epoch.vehicle', '=', 'donation.vehicle')
        .onRef('epoch.epoch', '=', 'donation.epoch'),
    )
    .where('epoch.epoch', '=', epoch)
    .where('started_at_ms', 'is not', null)
    .select((q) => q.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { entries: entries.count, donations: donations.count };
}
