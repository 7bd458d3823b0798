import { sql } from 'kysely';
import { personKey } from '../../shared/ids.ts';
import { ok } from '../../shared/result.ts';
import type { Projected } from '../projection/project.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange } from './counter.ts';
import { type Draw, drawnAtMs, startedEntry, withDraws } from './draws.ts';
import { IndexedDonors } from './indexed-donors.ts';
import { placesOf } from './key-links.ts';

const drawsAtOnce = 500;
/** What is due beyond them waits for the next call. */
const partsMax = 200;

/** Notes the draws that began or ended in a batch; the index takes them over apart from the intake, which must not wait in one line for it. */
export async function noteDraws(
  trx: StationTransaction,
  { vehicle, epoch }: { readonly vehicle: string; readonly epoch: string },
  { understood }: Projected,
): Promise<void> {
  const drawn = understood.flatMap(({ type, body }) =>
    type === 'donation.started' || type === 'donation.stopped' ? [body.donationId] : [],
  );
  if (drawn.length === 0) return;
  await sql`insert into draw_due (vehicle, epoch, donation_id)
    select ${vehicle}, ${epoch}::uuid, id from unnest(${[...new Set(drawn)].toSorted()}::uuid[]) as t(id)
    on conflict (vehicle, epoch, donation_id) do update set vehicle = excluded.vehicle`.execute(
    trx,
  );
}

/**
 * Takes the draws that vehicles sent over into the donor index, so that every other vehicle tells these donors when they may come
 * again, and does not wait for the central record to be loaded anew. Answers how many.
 */
export async function indexDraws(db: StationDb): Promise<number> {
  let taken = 0;
  for (let part = 0; part < partsMax; part += 1) {
    const some = await inTransaction(db, async (trx) => ok(await indexSome(trx)));
    const count = some.ok ? some.value : 0;
    taken += count;
    if (count < drawsAtOnce) break;
  }
  return taken;
}

async function indexSome(trx: StationTransaction): Promise<number> {
  // Taken out first and read then: what a batch under way adds to a draw is either read here or noted anew.
  const { rows: due } = await sql<{ vehicle: string; epoch: string; donation_id: string }>`
    delete from draw_due where (vehicle, epoch, donation_id) in (
      select vehicle, epoch, donation_id from draw_due limit ${drawsAtOnce} for update skip locked)
    returning vehicle, epoch, donation_id`.execute(trx);
  if (due.length === 0) return 0;
  const { rows: draws } = await sql<Draw>`
    select v.donor_key, v.person_key, ${drawnAtMs} as started_at_ms, d.volume_ml from donation as d
    join visit as v on v.vehicle = d.vehicle and v.epoch = d.epoch and v.visit_id = d.visit_id
    left join ${startedEntry}
    where d.started_at_ms is not null and (d.vehicle, d.epoch, d.donation_id) in (select * from unnest(
      ${due.map(({ vehicle }) => vehicle)}::text[], ${due.map(({ epoch }) => epoch)}::uuid[],
      ${due.map(({ donation_id }) => donation_id)}::uuid[]))`.execute(trx);
  const byDonor = Map.groupBy(draws, ({ donor_key }) => donor_key);
  const version = await countChange(trx, 'index');
  const places = await placesOf(trx, [...byDonor.keys()]);
  const donors = new IndexedDonors(trx);
  await donors.load([...places.values()].flat());
  for (const [key, own] of byDonor) {
    const person = personKey.safeParse(own[0]?.person_key).data ?? null;
    const all = places.get(key) ?? [];
    for (const place of all) {
      donors.put(place, withDraws(await donors.at(place, all, person), own));
    }
  }
  await donors.write(version);
  return due.length;
}
