import { sql } from 'kysely';
import type { OtherDonation } from '../../shared/sync/verdicts.ts';
import { donationId, epochId, vehicleId } from '../../shared/ids.ts';
import { textArray } from '../store/binary-array.ts';
import type { StationTransaction } from '../store/database.ts';

/** A donation of a person as the station has it from a vehicle. */
export interface KnownDonation {
  readonly vehicle: string;
  /** The chains that hold the two entries: they differ when the laptop was restored in between. */
  readonly preparedIn: string;
  readonly startedIn: string;
  readonly donationId: string;
  readonly donorKey: string;
  readonly din: string;
  readonly preparedSeq: number;
  readonly preparedAtMs: number;
  readonly startedSeq: number | null;
  readonly startedAtMs: number | null;
  readonly volumeMl: number | null;
}

export interface DonationFound {
  readonly vehicle: string;
  readonly prepared_in: string;
  readonly started_in: string;
  readonly donation_id: string;
  readonly donor_key: string;
  readonly din: string;
  readonly prepared_seq: number;
  readonly prepared_at_ms: number;
  readonly started_seq: number | null;
  readonly started_at_ms: number | null;
  readonly volume_ml: number | null;
}

/** Read at once; who finds so many asks `donationsOf` for all. */
export const donationsAtOnce = 2000;

interface After {
  readonly preparedAtMs: number;
  readonly vehicle: string;
  readonly donationId: string;
}

/**
 * A query of the donations under these donor keys since a moment (milliseconds), of every vehicle, in the order of their preparation,
 * `donationsAtOnce` at most; a number destroyed before the draw is none.
 */
export const donationsUnder = (
  keys: readonly string[],
  sinceMs: number,
  after?: After,
) => sql<DonationFound>`
  select * from (select distinct on (d.vehicle, d.donation_id) d.vehicle, d.donation_id, v.donor_key, d.din,
    d.prepared_seq, coalesce(d.prepared_in, d.epoch) as prepared_in, d.prepared_at_ms, d.started_seq,
    coalesce(d.started_in, d.epoch) as started_in, d.started_at_ms, d.volume_ml
  from visit as v
  join donation as d on d.vehicle = v.vehicle and d.epoch = v.epoch and d.visit_id = v.visit_id
  where v.donor_key = any(${textArray(keys)}::text[]) and d.prepared_at_ms >= ${sinceMs}::bigint
    and (d.spoiled is null or d.started_at_ms is not null)
  order by d.vehicle, d.donation_id, d.started_at_ms nulls last, d.stopped_at_ms nulls last) as once
  ${after ? sql`where (prepared_at_ms, vehicle, donation_id) > (${after.preparedAtMs}::bigint, ${after.vehicle}::text, ${after.donationId}::uuid)` : sql``}
  order by prepared_at_ms, vehicle, donation_id limit ${sql.lit(donationsAtOnce)}`;

/** All of them, however many. */

export async function donationsOf(
  trx: StationTransaction,
  keys: readonly string[],
  sinceMs: number,
): Promise<readonly KnownDonation[]> {
  const found: KnownDonation[] = [];
  if (keys.length === 0) return found;
  for (;;) {
    const { rows } = await donationsUnder(keys, sinceMs, found.at(-1)).execute(trx);
    found.push(...rows.map(toKnown));
    if (rows.length < donationsAtOnce) return found;
  }
}

export const toKnown = (row: DonationFound): KnownDonation => ({
  ...{ vehicle: row.vehicle, preparedIn: row.prepared_in, startedIn: row.started_in },
  ...{ donationId: row.donation_id, din: row.din, donorKey: row.donor_key },
  ...{ preparedSeq: row.prepared_seq, startedSeq: row.started_seq, volumeMl: row.volume_ml },
  ...{ preparedAtMs: row.prepared_at_ms, startedAtMs: row.started_at_ms },
});

/** What a verdict says of the other donation, with when the station had it. */
export async function asOther(
  trx: StationTransaction,
  donation: KnownDonation,
): Promise<OtherDonation> {
  const received = await trx
    .selectFrom('journal')
    .select('received_at_ms')
    .where('vehicle', '=', donation.vehicle)
    .where('epoch', '=', donation.preparedIn)
    .where('seq', '=', donation.preparedSeq)
    .executeTakeFirst();
  return {
    vehicle: vehicleId.parse(donation.vehicle),
    epoch: epochId.parse(donation.preparedIn),
    donationId: donationId.parse(donation.donationId),
    ...{ din: donation.din, preparedAtMs: donation.preparedAtMs },
    receivedAtMs: received?.received_at_ms ?? donation.preparedAtMs,
  };
}
