import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import { putDonors, putJudgingSettings } from '../../station/administer.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, type Van } from './support/van.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

const deferral = (reason: string): HeldDeferral => ({
  ...{ reason, clause: '8.3', permanent: true, until: null, bars: 'all', endedOn: null },
});
const listed = (donorKey: string, reasons: readonly string[]) =>
  indexedDonor.parse({
    ...{ donorKey, personKey: null, donationCount: 1, bloodGroup: null, hadReaction: false },
    ...{ history: [], deferrals: reasons.map(deferral) },
  });

/** Six donations of each of these people, ten months apart. */
async function gaveSixTimes({ vehicle, journal }: Van, people: readonly string[]): Promise<void> {
  const { epoch, sessionId } = journal;
  await sql`
    insert into visit (vehicle, epoch, visit_id, session_id, ticket, donor_key, person_key, registered_at_ms)
    select ${vehicle}, ${epoch}::uuid, gen_random_uuid(), ${sessionId}::uuid, 1, key, key, ${nowMs}
    from unnest(${people}::text[]) as t(key)`.execute(station.db);
  await sql`
    insert into donation (vehicle, epoch, donation_id, session_id, visit_id, din, bag_lot, planned_volume_ml,
      prepared_at_ms, prepared_seq, no_platelets, no_ffp, volume_out_of_tolerance)
    select ${vehicle}, ${epoch}::uuid, gen_random_uuid(), ${sessionId}::uuid, visit_id, 'G1234260000000', 'B2603', 400,
      ${nowMs}::bigint - n * 300 * 86400000::bigint, row_number() over (), false, false, false
    from visit, generate_series(0, 5) as n
    where vehicle = ${vehicle} and donor_key = any(${people}::text[])`.execute(station.db);
}

const heldOf = async ({ vehicle }: Van, reason: string) => {
  const { rows } = await sql<{ held: number }>`
    select count(*) as held from set_aside where vehicle = ${vehicle} and cause = ${`${reason}|`}`.execute(
    station.db,
  );
  return rows[0]?.held;
};

test('a long list that looks back ten years holds every donation of everybody on it', async () => {
  await putJudgingSettings(station.db, { lookBackDays: { permanent: 3660, temporary: 35 } });
  const it = await createVan(station);
  await it.post();
  const people = Array.from({ length: 500 }, () => aPerson());
  await gaveSixTimes(it, people);
  await putDonors(
    station.db,
    people.map((key) => listed(key, ['hbsag', 'hiv', 'syphilis'])),
    nowMs,
  );
  expect([await heldOf(it, 'hbsag'), await heldOf(it, 'hiv')]).toEqual([3000, 3000]);
}, 60_000);
