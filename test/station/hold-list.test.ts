import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdsList } from '../../station/administer.ts';
import { holdsSheet } from '../../station/set-aside/holds.ts';
import { signedIn } from './support/page.ts';
import { startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, type Van } from './support/van.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

/** Units of former years that were decided not to be used. */
async function discarded({ vehicle, journal }: Van, count: number): Promise<void> {
  const { epoch, sessionId } = journal;
  await sql`
    insert into donation (vehicle, epoch, donation_id, session_id, visit_id, din, bag_lot, planned_volume_ml,
      prepared_at_ms, no_platelets, no_ffp, volume_out_of_tolerance)
    select ${vehicle}, ${epoch}::uuid, gen_random_uuid(), ${sessionId}::uuid, gen_random_uuid(),
      'G888826' || lpad(n::text, 6, '0'), 'B2603', 400, 1, false, false, false
    from generate_series(1, ${count}::integer) as n`.execute(station.db);
  await sql`
    insert into set_aside (vehicle, epoch, seq, reason, donation_id, set_aside_at_ms, decision, decided_at_ms)
    select vehicle, epoch, 100000 + row_number() over (order by din), 'din-outside-range', donation_id,
      row_number() over (order by din), 'discard', 20000
    from donation where din like 'G888826%'`.execute(station.db);
}

test('a unit that waits stands on the laboratory’s list however many were not used before it', async () => {
  const it = await createVan(station);
  it.journal.donate(it.journal.register(aPerson()), 'G123499000077');
  await it.post();
  await discarded(it, 10_050);
  await sql`analyze`.execute(station.db);
  const holds = await holdsList(station.db);
  expect(holds[0]).toMatchObject({ din: 'G123499000077', state: 'waiting' });
  expect(holds[1]).toMatchObject({ din: 'G888826010050', state: 'discard' });
  // That it is not all of them is said, on the page and in the file.
  const { ask } = await signedIn(station, 'lab-1', ['laboratory']);
  expect(await ask('hold.list', {})).toMatchObject({ total: 10_000, hasMore: true });
  const { rows } = holdsSheet(holds);
  expect(rows).toHaveLength(10_001);
  expect(rows.at(-1)).toEqual([expect.stringContaining('Only the first 10000')]);
}, 60_000);
