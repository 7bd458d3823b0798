import { sql } from 'kysely';
import type { DonorKey } from '../../shared/ids.ts';
import { donorHashKeys, type DonorHashKey } from '../../station/reference/donor-keys.ts';
import { countOf } from '../../station/reference/counter.ts';
import type { StationDb } from '../../station/store/database.ts';

/** The station's hash keys, and the index under each of them. */
export interface KeyPicture {
  readonly keys: readonly DonorHashKey[];
  readonly indexVersion: number;
  readonly indexed: readonly {
    readonly donorKey: DonorKey;
    readonly generation: number;
    /** Of the deferrals. */
    readonly reasons: readonly string[];
  }[];
}

export const noKeys: KeyPicture = { keys: [], indexVersion: 0, indexed: [] };

export async function keyPictureOf(db: StationDb): Promise<KeyPicture> {
  const { rows } = await sql<KeyPicture['indexed'][number]>`/* histories.keys */
    select encode(donor_key, 'hex') as "donorKey", generation,
      (select coalesce(json_agg(d ->> 'reason'), '[]') from json_array_elements(donor -> 'deferrals') as d) as reasons
    from donor_index`.execute(db);
  return {
    keys: await donorHashKeys(db),
    indexVersion: await countOf(db, 'index'),
    indexed: rows,
  };
}
