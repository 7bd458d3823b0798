import { sql } from 'kysely';
import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { donorKey, personKey } from '../../shared/ids.ts';
import { ok } from '../../shared/result.ts';
import { indexed } from '../judging/people-facts.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange } from './counter.ts';
import type { DonorHashKey } from './donor-keys.ts';
import { writeDonors } from './donors.ts';
import { keepLinks, linksFrom, registered } from './key-links.ts';

const entriesAtOnce = 1000;
const donorsAtOnce = 1000;

/**
 * Makes the index under the next key know what the one in use knows: links everybody whom a vehicle ever registered, takes over those
 * whom only vehicles know, and every deferral. May be done again, as often as wanted.
 */
export async function carryOver(
  db: StationDb,
  keys: readonly DonorHashKey[],
  inUse: number,
  next: number,
): Promise<void> {
  await linkJournal(db, keys, inUse, next);
  await carryDeferrals(db, inUse, next);
}

interface Place {
  readonly vehicle: string;
  readonly epoch: string;
  readonly seq: number;
}

/** A body without identity (its retention has ended) links nobody. */
async function linkJournal(
  db: StationDb,
  keys: readonly DonorHashKey[],
  inUse: number,
  next: number,
): Promise<void> {
  for (let after: Place | undefined; ; ) {
    const from: Place = after ?? {
      vehicle: '',
      epoch: '00000000-0000-0000-0000-000000000000',
      seq: 0,
    };
    const { rows } = await sql<Place & { body: unknown }>`
      select vehicle, epoch, seq, body from journal
      where type = 'donor.registered' and (vehicle, epoch, seq) > (${from.vehicle}, ${from.epoch}::uuid, ${from.seq}::bigint)
      order by vehicle, epoch, seq limit ${entriesAtOnce}`.execute(db);
    const all = rows.flatMap(({ body }) => registered.safeParse(body).data ?? []);
    const links = linksFrom(keys, all);
    const toNext = new Map(links.map(({ former, key }) => [former, key]));
    // The entry may have been recorded with a key that is forgotten, of which there is no index any more.
    const nowOf = new Map(
      links.flatMap(({ former, formerGeneration, key }) =>
        formerGeneration === inUse ? [[key, former]] : [],
      ),
    );
    await inTransaction(db, async (trx) => {
      await keepLinks(trx, links);
      const missing = all.flatMap((each) => {
        const key = toNext.get(each.donorKey);
        const former = key && nowOf.get(key);
        return former ? [{ former, key, person: toNext.get(each.personKey) }] : [];
      });
      return ok(await takeOver(trx, missing, next));
    });
    after = rows.at(-1);
    if (rows.length < entriesAtOnce) return;
  }
}

interface Missing {
  readonly former: string;
  readonly key: string;
  readonly person: string | undefined;
}

/** Those of the old index whom nobody has loaded under the next key. */
async function takeOver(
  trx: StationTransaction,
  all: readonly Missing[],
  next: number,
): Promise<void> {
  const known = await indexed(
    trx,
    all.flatMap(({ former, key }) => [former, key]),
  );
  const fresh = new Map<string, IndexedDonor>();
  for (const { former, key, person } of all) {
    const old = known.get(former);
    if (!old || known.has(key)) continue;
    const ofNow = person === undefined ? null : personKey.parse(person);
    fresh.set(key, { ...old, donorKey: donorKey.parse(key), personKey: old.personKey && ofNow });
  }
  if (fresh.size > 0) {
    await writeDonors(trx, [...fresh.values()], next, await countChange(trx, 'index'));
  }
}

/** The list in use is the one that counts: what stands on it stands on the next one, and just so. */
async function carryDeferrals(db: StationDb, inUse: number, next: number): Promise<void> {
  for (let after = Buffer.alloc(0); ; ) {
    const rows = await inTransaction(db, async (trx) => {
      const { rows: pairs } = await sql<{ donor_key: Buffer; old: unknown; new: unknown }>`
        select old.donor_key, old.donor as old, new.donor as new from donor_index as old
        join donor_key_link as link on link.former_key = old.donor_key and link.generation = ${next}
        join donor_index as new on new.donor_key = link.donor_key and new.generation = ${next}
        where old.generation = ${inUse} and json_array_length(old.donor -> 'deferrals') > 0
          and old.donor_key > ${after}
        order by old.donor_key limit ${donorsAtOnce}`.execute(trx);
      const changed = pairs.flatMap((pair) => {
        const [old, known] = [indexedDonor.parse(pair.old), indexedDonor.parse(pair.new)];
        const others = known.deferrals.filter(
          ({ reason, until }) =>
            !old.deferrals.some((each) => each.reason === reason && each.until === until),
        );
        return [indexedDonor.parse({ ...known, deferrals: [...old.deferrals, ...others] })];
      });
      if (changed.length > 0) {
        await writeDonors(trx, changed, next, await countChange(trx, 'index'));
      }
      return ok(pairs);
    });
    const last = rows.ok ? rows.value.at(-1) : undefined;
    if (!last || !rows.ok || rows.value.length < donorsAtOnce) return;
    after = Buffer.from(last.donor_key);
  }
}
