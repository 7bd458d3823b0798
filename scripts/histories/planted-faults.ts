import { sql } from 'kysely';
import { ok } from '../../shared/result.ts';
import { takeIn } from '../../station/intake/take-in.ts';
import type { takeNotices } from '../../station/intake/take-notices.ts';
import { serveNextKey } from '../../station/reference/rotate-key.ts';
import { verdictPageOf } from '../../station/set-aside/feed.ts';
import type { StationDb } from '../../station/store/database.ts';

/** Mistakes a station could make; each is planted in a test that shows that the simulator notices. */
export const plantedFaults = [
  'ack-before-commit',
  'verdict-untold',
  'gap-accepted',
  'restored-backup-as-repeat',
  'notice-forgotten',
  'deferrals-left-behind',
  'hold-without-unit',
] as const;
export type PlantedFault = (typeof plantedFaults)[number];

type TakeIn = typeof takeIn;

class NeverCommitted extends Error {}

/** The database of a process that dies at each commit, after its caller has gone on as if it had been made. */
function withoutCommits(db: StationDb): StationDb {
  const transaction = () => ({
    execute: async <T>(work: (trx: StationDb) => Promise<T>): Promise<T> => {
      let answer: { readonly value: T } | undefined;
      await db
        .transaction()
        .execute(async (trx) => {
          answer = { value: await work(trx) };
          throw new NeverCommitted();
        })
        .catch((error: unknown) => {
          if (!(error instanceof NeverCommitted)) throw error;
        });
      if (answer === undefined) throw new Error('the work did not end');
      return answer.value;
    },
  });
  return new Proxy(db, {
    get: (target, member) => {
      if (member === 'transaction') return transaction;
      const value: unknown = Reflect.get(target, member, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Notes that a deferral was told, so that its entry is not done a second time, and does not do it the first time. */
export const forgetNotices: typeof takeNotices = async (
  db,
  { vehicle },
  { epoch, notices },
  nowMs,
) => {
  await db
    .insertInto('deferral_notice')
    .values(
      notices.map(({ seq, donorKey, deferral: { reason, until } }) => ({
        ...{ vehicle, epoch, seq, donor_key: Buffer.from(donorKey, 'hex') },
        ...{ reason, until: until ?? '', told_at_ms: nowMs },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** Nobody is missing in the next index, and who was deferred in the one before is so no more. */
export const serveWithoutDeferrals: typeof serveNextKey = async (db, nowMs) => {
  const served = await serveNextKey(db, nowMs);
  if (served.ok) {
    await sql`update donor_index set donor = jsonb_set(donor::jsonb, '{deferrals}', '[]')::json
      where generation = ${served.value}`.execute(db);
  }
  return served;
};

/** Says that something is set aside, and not which unit is held for it. */
export const pageWithoutUnits: typeof verdictPageOf = async (db, vehicle, after) => {
  const page = await verdictPageOf(db, vehicle, after);
  const verdicts = page.verdicts.map((verdict) => ({ ...verdict, donationId: null }));
  return { ...page, verdicts };
};

/** The station's intake with a mistake in it. `dies`: its process ends in the middle of this batch. */
export function takeInWith(fault: PlantedFault, dies: boolean): TakeIn {
  switch (fault) {
    case 'notice-forgotten':
    case 'deferrals-left-behind':
    case 'hold-without-unit':
      return takeIn;
    case 'ack-before-commit':
      return (station, sender, batch) =>
        takeIn(dies ? { ...station, db: withoutCommits(station.db) } : station, sender, batch);
    case 'verdict-untold':
      return async (station, sender, batch) => {
        const { vehicle } = sender;
        const held = await station.db
          .selectFrom('epoch')
          .select('held_seq')
          .where('vehicle', '=', vehicle)
          .where('epoch', '=', batch.branch ?? batch.epoch)
          .executeTakeFirst();
        const taken = await takeIn(station, sender, batch);
        const isRepeat = batch.fromSeq <= (held?.held_seq ?? 0);
        // The feed has it all the same; until that is read again the vehicle packs what is to be held.
        return taken.ok && isRepeat ? ok({ ...taken.value, setAside: [] }) : taken;
      };
    case 'gap-accepted':
      return async (station, sender, batch) => {
        const taken = await takeIn(station, sender, batch);
        if (taken.ok || taken.error.error !== 'gap' || batch.branch !== undefined) return taken;
        const { fromSeq, prevHash, epoch, vehicle } = batch;
        const head = { held_seq: fromSeq - 1, held_hash: Buffer.from(prevHash, 'hex') };
        const at = { first_received_at_ms: station.nowMs, last_received_at_ms: station.nowMs };
        await station.db
          .insertInto('epoch')
          .values({ vehicle, epoch, ...head, ...at, device_public_key: null, parents: [] })
          .onConflict((conflict) => conflict.columns(['vehicle', 'epoch']).doUpdateSet(head))
          .execute();
        return takeIn(station, sender, batch);
      };
    case 'restored-backup-as-repeat':
      return async (station, sender, batch) => {
        const taken = await takeIn(station, sender, batch);
        if (taken.ok || taken.error.error !== 'fork') return taken;
        const { fromSeq } = batch;
        const heldThroughSeq = fromSeq + batch.entries.length - 1;
        const of = { fromSeq, throughSeq: heldThroughSeq };
        const { nowMs: stationNowMs } = station;
        return ok({ ...of, heldThroughSeq, headHash: batch.headHash, setAside: [], stationNowMs });
      };
  }
}
