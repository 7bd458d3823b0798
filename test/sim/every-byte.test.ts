import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  backUp,
  emptyBackup,
  epochTables,
  restore,
} from '../../scripts/histories/station-backup.ts';
import { nodeHashing } from '../../station/hashing.ts';
import * as administer from '../../station/administer.ts';
import type { TestStation } from '../station/support/station.ts';
import { donate, openDay } from '../support/donor-steps.ts';
import type { TestCore } from '../support/test-core.ts';
import { createCutLine } from './support/cut-line.ts';
import { openVehicle, startFurnishedStation } from './support/vehicle-at-station.ts';

/** EVERY_BYTE=1 cuts after each byte in turn (some minutes); otherwise so many places, the ends of the parts among them. */
const isEvery = process.env['EVERY_BYTE'] === '1';
const placesElsewhere = 45;
const placesAtEdges = 12;
const vehicle = 'vehicle-cut';

let station: TestStation;
beforeAll(async () => {
  station = await startFurnishedStation();
});
afterAll(() => station.close());

function places(request: number, reply: number): readonly number[] {
  const all = Array.from({ length: request + reply + 1 }, (_, at) => at);
  if (isEvery) return all;
  const stride = Math.floor(all.length / placesElsewhere);
  const edges = [0, request, request + reply];
  return all.filter(
    (at) => at % stride === 0 || edges.some((edge) => Math.abs(at - edge) < placesAtEdges),
  );
}

/** What the vehicle says and what the station has: the same entries, each once. */
async function expectEqual(it: TestCore, after: string): Promise<void> {
  const status = await it.ok('sync.status', {});
  expect(status, after).toMatchObject({
    state: 'idle',
    problem: null,
    entriesHeld: status.entriesTotal,
  });
  const { rows } = await sql<{ entries: number; seqs: number; last: number }>`
    select count(*)::int as entries, count(distinct seq)::int as seqs, max(seq)::int as last
    from journal where vehicle = ${vehicle}`.execute(station.db);
  const { entriesTotal } = status;
  expect(rows, after).toEqual([{ entries: entriesTotal, seqs: entriesTotal, last: entriesTotal }]);
  const held = await administer.stationTotals(station.db, { epoch: it.core.epoch });
  expect(held, after).toEqual({ entries: entriesTotal, donations: 1 });
  const verdicts = await station.db
    .selectFrom('set_aside')
    .select(['seq', 'reason'])
    .where('vehicle', '=', vehicle)
    .orderBy('seq')
    .execute();
  const known = status.setAside.map(({ seq, reason }) => ({ seq, reason }));
  expect(
    known.toSorted((a, b) => a.seq - b.seq),
    after,
  ).toEqual(verdicts);
}

test('a day’s batch whose connection falls after any byte arrives once, and both sides end equal', {
  timeout: isEvery ? 3_600_000 : 240_000,
}, async () => {
  const line = await createCutLine(station.url);
  const it = await openVehicle(station, vehicle, line.url);
  await openDay(it);
  await donate(it, 0);
  const forget = async (): Promise<void> => {
    const tables = await epochTables(station.db);
    const owners = { vehicles: [vehicle], donorKeys: [] };
    await restore(station.db, emptyBackup(tables), owners);
    expect(await backUp(station.db, ['journal'], owners)).toEqual({ journal: null });
  };
  await it.ok('sync.now', {});
  await expectEqual(it, 'at first');
  await forget();
  await it.ok('sync.now', {});
  const whole = line.passed();
  expect(whole.request).toBeGreaterThan(1_000);
  const cuts = places(whole.request, whole.reply);
  for (const bytes of cuts) {
    await forget();
    line.cutAfter(bytes);
    const { state, entriesHeld, entriesTotal } = await it.ok('sync.now', {});
    if (bytes < whole.request) {
      expect({ state, entriesHeld }, `cut after ${bytes}`).toEqual({
        state: 'offline',
        entriesHeld: 0,
      });
    } else expect([0, entriesTotal]).toContain(entriesHeld);
    line.cutAfter(null);
    await it.ok('sync.now', {});
    await expectEqual(it, `cut after ${bytes}`);
  }
  expect(await administer.verifyStationChain(station.db, it.core.epoch, nodeHashing)).toMatchObject(
    { verified: true },
  );
  console.info(
    `${cuts.length} places cut; request ${whole.request} bytes, reply ${whole.reply} bytes`,
  );
  await line.close();
});
