import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stationTotals, verifyStationChain } from '../../station/administer.ts';
import { nodeHashing } from '../../station/hashing.ts';
import { createTestLaptop, enrolledLaptop } from './support/laptop.ts';
import { startTestStation, type TestStation } from './support/station.ts';
import { send } from './support/vehicle-journal.ts';
import { aPerson, createVan, type Van } from './support/van.ts';

let station: TestStation;
let van: Van;
let journal: Van['journal'];

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

// Every test has a vehicle and numbers of its own on the one station.
beforeEach(async () => {
  van = await createVan(station);
  ({ journal } = van);
});

async function wholeDay(person = aPerson()) {
  journal.donate(journal.register(person), van.din(0));
  journal.seal();
  return van.send(journal.batch());
}

describe('a batch that continues what is held', () => {
  test('is held to its end, and the chain verifies as the database holds it', async () => {
    const { status, reply } = await wholeDay();
    expect(status).toBe(200);
    expect(reply).toMatchObject({
      heldThroughSeq: journal.entries.length,
      headHash: journal.entries.at(-1)?.hash,
      setAside: [],
    });
    expect(await verifyStationChain(station.db, journal.epoch, nodeHashing)).toEqual({
      verified: true,
      entries: journal.entries.length,
    });
    expect(await stationTotals(station.db, { epoch: journal.epoch })).toEqual({
      entries: journal.entries.length,
      donations: 1,
    });
  });

  test('may come in any cuts, overlapping what was sent before', async () => {
    journal.donate(journal.register(aPerson()), van.din(0));
    for (const [from, to] of [
      [1, 3],
      [2, 5],
      [5, 6],
      [1, 8],
    ] as const) {
      const { status, reply } = await van.send(journal.batch(from, to));
      expect(status).toBe(200);
      expect(reply.heldThroughSeq).toBe(to);
    }
    expect(await stationTotals(station.db, { epoch: journal.epoch })).toEqual({
      entries: 8,
      donations: 1,
    });
  });

  test('sent again changes nothing and gets its verdicts again', async () => {
    const prepared = journal.donate(journal.register(aPerson()), 'G999926000001');
    const first = await van.send(journal.batch());
    const again = await van.send(journal.batch());
    expect(first.reply.setAside).toEqual([{ seq: prepared.seq, reason: 'din-outside-range' }]);
    expect(again).toEqual(first);
    const part = await van.send(journal.batch(1, prepared.seq - 1));
    expect(part.reply).toMatchObject({ heldThroughSeq: journal.entries.length, setAside: [] });
    expect((await stationTotals(station.db, { epoch: journal.epoch })).entries).toBe(
      journal.entries.length,
    );
  });

  test('sent twenty times at once is held once', async () => {
    journal.donate(journal.register(aPerson()), van.din(0));
    const all = await Promise.all(Array.from({ length: 20 }, () => van.send(journal.batch())));
    expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(await stationTotals(station.db, { epoch: journal.epoch })).toEqual({
      entries: journal.entries.length,
      donations: 1,
    });
  });
});

describe('a batch that does not continue what is held', () => {
  test('with a gap is refused and told where to go on', async () => {
    journal.register(aPerson());
    await van.send(journal.batch(1, 2));
    const { status, reply } = await van.send(journal.batch(4));
    expect(status).toBe(409);
    expect(reply).toMatchObject({ error: 'gap', heldThroughSeq: 2 });
  });

  test.each([
    ['a body changed on the way', (batch: Mutable) => void (batch.entries[2]!.body['ticket'] = 7)],
    ['a time changed on the way', (batch: Mutable) => void (batch.entries[1]!.atMs += 1)],
    ['an entry left out', (batch: Mutable) => void batch.entries.splice(1, 1)],
    ['another head', (batch: Mutable) => void (batch.headHash = 'ef'.repeat(32))],
    ['another day key', (batch: Mutable) => void (batch.dayKeys[0]!.keyHex = 'ef'.repeat(32))],
    ['no day key', (batch: Mutable) => void batch.dayKeys.pop()],
  ])('%s is refused and nothing of it is kept', async (_, tamper) => {
    journal.register(aPerson());
    const batch = structuredClone(journal.batch()) as Mutable;
    tamper(batch);
    const { status, reply } = await van.send(batch);
    expect(status).toBe(409);
    expect(reply).toMatchObject({ error: 'broken-chain', heldThroughSeq: 0 });
    expect((await stationTotals(station.db, { epoch: journal.epoch })).entries).toBe(0);
  });

  test('under another vehicle’s laptop is refused', async () => {
    const other = await enrolledLaptop(station, `${van.vehicle}-b`);
    const { status, reply } = await send(other, journal.batch());
    expect(status).toBe(403);
    expect(reply.error).toBe('wrong-vehicle');
  });

  test('of a laptop nobody enrolled is refused before it is read', async () => {
    const stranger = await createTestLaptop(station.url, van.vehicle);
    const { status, reply } = await send(stranger, 'not even a batch');
    expect(status).toBe(401);
    expect(reply).toMatchObject({ error: 'not-enrolled' });
  });

  test('with a session whose number changes its case is refused: it would not verify', async () => {
    const batch = structuredClone(journal.batch()) as Mutable;
    batch.entries[1]!.session = batch.entries[1]!.session?.toUpperCase() ?? null;
    expect((await van.send(batch)).reply.error).toBe('not-a-batch');
  });
});

interface Mutable {
  headHash: string;
  dayKeys: { keyHex: string }[];
  entries: { atMs: number; session: string | null; body: Record<string, unknown> }[];
}

test('what was changed in the database afterwards is named by its entry', async () => {
  await wholeDay();
  await station.db
    .updateTable('journal')
    .set({ operator: 'nurse-2' })
    .where('vehicle', '=', van.vehicle)
    .where('seq', '=', 5)
    .execute();
  expect(await verifyStationChain(station.db, journal.epoch, nodeHashing)).toEqual({
    verified: false,
    entries: 4,
    seq: 5,
    fault: 'wrong-hash',
  });
  await station.db
    .deleteFrom('journal')
    .where('vehicle', '=', van.vehicle)
    .where('seq', '>=', 5)
    .execute();
  expect(await verifyStationChain(station.db, journal.epoch, nodeHashing)).toMatchObject({
    verified: false,
    seq: 5,
    fault: 'head-differs',
  });
});

test('the log names neither donors nor documents nor days’ keys', async () => {
  const person = aPerson();
  await wholeDay(person);
  expect(station.logged()).toContain('batch held');
  for (const secret of ['褚秘密', '11010519491231002X', 'ab'.repeat(32), person]) {
    expect(station.logged()).not.toContain(secret);
  }
});
