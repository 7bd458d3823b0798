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
    /** The donation it holds. */
    readonly donation: string | null;
  }[];
  /** Laptops that came with another state than the one held, and what that tells by now. */
  readonly forks: readonly Fork[];
  /** Donations the station knows, by the number on their bags. */
  readonly donations: readonly {
    readonly vehicle: string;
    readonly epoch: string;
    readonly donation: string;
    readonly din: string;
  }[];
  /** What bars the history's donors: as kept beside the central record, and as the index has it. */
  readonly deferrals: readonly Barred[];
  readonly indexed: readonly Barred[];
}

interface Barred {
  readonly donorKey: string;
  readonly reason: string;
}

export interface Chain {
  readonly vehicle: string;
  readonly epoch: string;
  /** A branch: the epoch whose entries it holds, and the last one it shares with it. */
  readonly branchOf: string | null;
  readonly branchSeq: number | null;
  /** Chains it goes on from: rows of theirs may stand in it again. */
  readonly parents: readonly string[];
  readonly heldSeq: number;
  readonly heldHash: string;
  readonly entries: readonly { readonly seq: number; readonly hash: string }[];
}

export interface Fork {
  readonly vehicle: string;
  readonly epoch: string;
  readonly laptop: string;
  readonly run: string;
  readonly differs: 'fork' | 'behind';
  readonly heldSeqThen: number;
  readonly heldSeqNow: number;
  readonly extendedInRun: string | null;
}

export const nothingHeld: StationPicture = {
  ...{ chains: [], verdicts: [], forks: [], donations: [] },
  ...{ deferrals: [], indexed: [] },
};

export async function pictureOf(
  db: StationDb,
  vehicles: readonly string[],
  donorKeys: readonly string[] | null,
): Promise<StationPicture> {
  const ours = sql`vehicle = any(${[...vehicles]}::text[])`;
  const theirs =
    donorKeys === null
      ? sql`true`
      : sql`donor_key = any(${donorKeys.map((key) => Buffer.from(key, 'hex'))}::bytea[])`;
  // One statement, so that all of it is of one moment.
  const { rows } = await sql<StationPicture>`/* histories.picture */ select
    (select coalesce(json_agg(json_build_object('vehicle', vehicle, 'epoch', epoch, 'heldSeq', held_seq,
      'branchOf', branch_of, 'branchSeq', branch_seq, 'parents', parents, 'heldHash', encode(held_hash, 'hex'), 'entries',
      (select coalesce(json_agg(json_build_object('seq', j.seq, 'hash', encode(j.hash, 'hex')) order by j.seq), '[]')
        from journal j where j.vehicle = e.vehicle and j.epoch = e.epoch))), '[]') from epoch e where ${ours}) as chains,
    (select coalesce(json_agg(json_build_object('vehicle', vehicle, 'epoch', epoch, 'seq', seq, 'reason', reason,
      'donation', donation_id)), '[]') from set_aside where ${ours}) as verdicts,
    (select coalesce(json_agg(json_build_object('vehicle', f.vehicle, 'epoch', f.epoch, 'laptop', f.laptop, 'run', f.run,
      'differs', f.what, 'heldSeqThen', f.held_seq, 'heldSeqNow', e.held_seq, 'extendedInRun', e.extended_in_run)), '[]')
      from fork f join epoch e on e.vehicle = f.vehicle and e.epoch = f.epoch where f.${ours}) as forks,
    (select coalesce(json_agg(json_build_object('vehicle', vehicle, 'epoch', epoch, 'donation', donation_id, 'din', din)), '[]')
      from donation where ${ours}) as donations,
    (select coalesce(json_agg(json_build_object('donorKey', encode(donor_key, 'hex'), 'reason', reason)), '[]')
      from donor_deferral where ${theirs}) as deferrals,
    (select coalesce(json_agg(json_build_object('donorKey', encode(donor_key, 'hex'), 'reason', d ->> 'reason')), '[]')
      from donor_index, json_array_elements(donor -> 'deferrals') as d where ${theirs}) as indexed`.execute(
    db,
  );
  return rows[0] ?? nothingHeld;
}
