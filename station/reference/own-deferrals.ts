import { sql } from 'kysely';
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { heldDeferralSchema, type HeldDeferral } from '../../shared/domain/screening/schema.ts';
import type { StationTransaction } from '../store/database.ts';

/** A deferral as the list names it; `until` null: for good, or open. */
interface Named {
  readonly reason: string;
  readonly until: CivilDate | null;
}

export const isSameDeferral = (one: Named, other: Named): boolean =>
  one.reason === other.reason && one.until === other.until;

/** The index holds so many of one donor; of more, those ended go first, then those that end soonest. */
const deferralsMax = 50;

export function withinBounds(deferrals: readonly HeldDeferral[]): readonly HeldDeferral[] {
  const weight = ({ endedOn, until }: HeldDeferral): string => (endedOn ? '' : (until ?? '9999'));
  const heaviest = deferrals.toSorted((a, b) => (weight(a) > weight(b) ? -1 : 1));
  const kept = new Set(heaviest.slice(0, deferralsMax));
  return deferrals.filter((deferral) => kept.has(deferral));
}

/** Keeps a deferral that a vehicle or somebody at the station placed, whatever central record is loaded later. */
export async function keepOwnDeferral(
  trx: StationTransaction,
  donorKey: string,
  deferral: HeldDeferral,
): Promise<void> {
  const text = JSON.stringify(deferral);
  await trx
    .insertInto('donor_deferral')
    .values({ ...rowKey(donorKey, deferral), deferral: text })
    .onConflict((conflict) =>
      conflict.columns(['donor_key', 'reason', 'until']).doUpdateSet({ deferral: text }),
    )
    .execute();
}

/** One that only the central record names is that record's to end for good: loaded again without its end, it bars again. */
export async function endOwnDeferral(
  trx: StationTransaction,
  donorKey: string,
  named: Named,
  endedOn: CivilDate,
): Promise<void> {
  const { donor_key, reason, until } = rowKey(donorKey, named);
  await sql`update donor_deferral set deferral = (deferral::jsonb || jsonb_build_object('endedOn', ${endedOn}::text))::json
    where donor_key = ${donor_key} and reason = ${reason} and until = ${until}`.execute(trx);
}

const rowKey = (donorKey: string, { reason, until }: Named) => ({
  donor_key: Buffer.from(donorKey, 'hex'),
  reason,
  until: until ?? '',
});

/** What was placed on these donors here, by donor key. */
export async function ownDeferralsOf(
  trx: StationTransaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly HeldDeferral[]>> {
  const wanted = keys.map((key) => Buffer.from(key, 'hex'));
  const rows = await trx
    .selectFrom('donor_deferral')
    .select(['donor_key', 'deferral'])
    .where('donor_key', '=', sql<Buffer>`any(${wanted}::bytea[])`)
    .orderBy('reason')
    .orderBy('until')
    .execute();
  const own = new Map<string, HeldDeferral[]>();
  for (const { donor_key, deferral } of rows) {
    const key = donor_key.toString('hex');
    own.set(key, [...(own.get(key) ?? []), heldDeferralSchema.parse(deferral)]);
  }
  return own;
}

/** The record with what was placed here and it does not name: a list that is loaded can add, and take nothing away. */
export function withOwnDeferrals(
  donor: IndexedDonor,
  own: readonly HeldDeferral[] = [],
): IndexedDonor {
  const missing = own.filter((one) => !donor.deferrals.some((held) => isSameDeferral(held, one)));
  if (missing.length === 0) return donor;
  return { ...donor, deferrals: withinBounds([...donor.deferrals, ...missing]) };
}
