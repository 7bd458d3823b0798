import { sql } from 'kysely';
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { heldDeferralSchema, type HeldDeferral } from '../../shared/domain/screening/schema.ts';
import { keysUnderEveryHash } from '../judging/people.ts';
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

/** A deferral that was placed here, and on which day. */
export interface OwnDeferral {
  readonly deferral: HeldDeferral;
  readonly placedOn: CivilDate;
}

/** Keeps a deferral that a vehicle or somebody at the station placed, whatever central record is loaded later. */
export async function keepOwnDeferral(
  trx: StationTransaction,
  donorKey: string,
  { deferral, placedOn }: OwnDeferral,
): Promise<void> {
  const columns = { deferral: JSON.stringify(deferral), placed_on: placedOn };
  await trx
    .insertInto('donor_deferral')
    .values({ ...rowKey(donorKey, deferral), ...columns })
    .onConflict((conflict) =>
      conflict.columns(['donor_key', 'reason', 'until']).doUpdateSet(columns),
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
  // It may have been placed under a former hash key.
  const alike = (await keysUnderEveryHash(trx, [donorKey])).get(donorKey) ?? [donorKey];
  const donorKeys = [...alike].map((key) => Buffer.from(key, 'hex'));
  await sql`update donor_deferral set deferral = (deferral::jsonb || jsonb_build_object('endedOn', ${endedOn}::text))::json
    where donor_key = any(${donorKeys}::bytea[]) and reason = ${named.reason} and until = ${named.until ?? ''}`.execute(
    trx,
  );
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
): Promise<ReadonlyMap<string, readonly OwnDeferral[]>> {
  const wanted = keys.map((key) => Buffer.from(key, 'hex'));
  const rows = await trx
    .selectFrom('donor_deferral')
    .select(['donor_key', 'deferral', 'placed_on'])
    .where('donor_key', '=', sql<Buffer>`any(${wanted}::bytea[])`)
    .orderBy('reason')
    .orderBy('until')
    .execute();
  const own = new Map<string, OwnDeferral[]>();
  for (const { donor_key, placed_on: placedOn, ...row } of rows) {
    const key = donor_key.toString('hex');
    const deferral = heldDeferralSchema.parse(row.deferral);
    own.set(key, [...(own.get(key) ?? []), { deferral, placedOn }]);
  }
  return own;
}

/**
 * The record with what was placed here and it does not name, or names as ended on a day before it was placed again: a list that is
 * loaded can add, and take nothing away.
 */
export function withOwnDeferrals(
  donor: IndexedDonor,
  own: readonly OwnDeferral[] = [],
): IndexedDonor {
  const missing = own.flatMap(({ deferral, placedOn }) => {
    const held = donor.deferrals.find((each) => isSameDeferral(each, deferral));
    const isOver = held !== undefined && held.endedOn !== null && held.endedOn <= placedOn;
    return held === undefined || (isOver && deferral.endedOn === null) ? [deferral] : [];
  });
  if (missing.length === 0) return donor;
  const others = donor.deferrals.filter(
    (held) => !missing.some((one) => isSameDeferral(held, one)),
  );
  return { ...donor, deferrals: withinBounds([...others, ...missing]) };
}
