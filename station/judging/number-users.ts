import { sql } from 'kysely';
import { donationId, epochId, vehicleId } from '../../shared/ids.ts';
import type { OtherDonation } from '../../shared/sync/verdicts.ts';
import type { StationTransaction } from '../store/database.ts';

interface FirstUse {
  readonly din: string;
  readonly vehicle: string;
  readonly epoch: string;
  readonly donation_id: string;
  readonly used_at_ms: number;
}

/** For each of these numbers the donation that was registered first under it, with the time its vehicle gave it and the time the station had it. */
export async function usersOf(
  trx: StationTransaction,
  dins: ReadonlySet<string>,
  firstUses: readonly FirstUse[],
): Promise<ReadonlyMap<string, OtherDonation>> {
  const uses = firstUses.filter(({ din }) => dins.has(din));
  if (uses.length === 0) return new Map();
  const { rows } = await sql<{ vehicle: string; donation_id: string; prepared_at_ms: number }>`
    select vehicle, donation_id, prepared_at_ms from donation
    where (vehicle, epoch, donation_id) in (select * from unnest(
      ${uses.map(({ vehicle }) => vehicle)}::text[],
      ${uses.map(({ epoch }) => epoch)}::uuid[],
      ${uses.map(({ donation_id }) => donation_id)}::uuid[]))`.execute(trx);
  const prepared = new Map(
    rows.map(({ vehicle, donation_id, prepared_at_ms }) => [
      `${vehicle}/${donation_id}`,
      prepared_at_ms,
    ]),
  );
  return new Map(
    uses.map((use) => [
      use.din,
      {
        vehicle: vehicleId.parse(use.vehicle),
        epoch: epochId.parse(use.epoch),
        donationId: donationId.parse(use.donation_id),
        din: use.din,
        // A number may be destroyed before anybody says that it was prepared.
        preparedAtMs: prepared.get(`${use.vehicle}/${use.donation_id}`) ?? use.used_at_ms,
        receivedAtMs: use.used_at_ms,
      },
    ]),
  );
}
