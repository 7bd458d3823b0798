import { sql } from 'kysely';
import type { StationDb } from '../../station/store/database.ts';

/** What the station holds of some vehicles, read beside it at one moment. */
export interface StationPicture {
  readonly chains: readonly Chain[];
  readonly verdicts: readonly {
    readonly vehicle: string;
    readonly epoch: string;
    readonly seq: number;
    readonly reason: string;
  }[];
  /** Donations the station knows, by the number on their bags. */
  readonly donations: readonly {
    readonly vehicle: string;
    readonly epoch: string;
    readonly donation: string;
    readonly din: string;
  }[];
}

export interface Chain {
  readonly vehicle: string;
  readonly epoch: string;
  readonly heldSeq: number;
  readonly heldHash: string;
  readonly entries: readonly { readonly seq: number; readonly hash: string }[];
}

export const nothingHeld: StationPicture = { chains: [], verdicts: [], donations: [] };

export async function pictureOf(
  db: StationDb,
  vehicles: readonly string[],
): Promise<StationPicture> {
  const ours = sql`vehicle = any(${[...vehicles]}::text[])`;
  // One statement, so that all of it is of one moment.
  const { rows } = await sql<StationPicture>`select
    (select coalesce(json_agg(json_build_object('vehicle', vehicle, 'epoch', epoch, 'heldSeq', held_seq,
      'heldHash', encode(held_hash, 'hex'), 'entries',
      (select coalesce(json_agg(json_build_object('seq', j.seq, 'hash', encode(j.hash, 'hex')) order by j.seq), '[]')
        from journal j where j.vehicle = e.vehicle and j.epoch = e.epoch))), '[]') from epoch e where ${ours}) as chains,
    (select coalesce(json_agg(json_build_object('vehicle', vehicle, 'epoch', epoch, 'seq', seq, 'reason', reason)), '[]')
      from set_aside where ${ours}) as verdicts,
    (select coalesce(json_agg(json_build_object('vehicle', vehicle, 'epoch', epoch, 'donation', donation_id, 'din', din)), '[]')
      from donation where ${ours}) as donations`.execute(db);
  return rows[0] ?? nothingHeld;
}
