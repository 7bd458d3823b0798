import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  issueDinRange,
  putDonors,
  stationTotals,
  verifyStationChain,
} from '../../station/administer.ts';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { nodeHashing } from '../../station/hashing.ts';
import { createTestLaptop, enrolledLaptop, type TestLaptop } from './support/laptop.ts';
import { startTestStation, type TestStation } from './support/station.ts';
import { createVehicleJournal, send, type VehicleJournal } from './support/vehicle-journal.ts';

let station: TestStation;
let vehicleCount = 0;
let vehicle = '';
let laptop: TestLaptop;
let journal: VehicleJournal;
let firstNo = 1;

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

// Every test has a vehicle and numbers of its own on the one station.
beforeEach(async () => {
  vehicleCount += 1;
  vehicle = `van-${vehicleCount}`;
  firstNo += 1000;
  laptop = await enrolledLaptop(station, vehicle);
  const issued = await issueDinRange(station.db, {
    vehicleId: vehicle,
    firstDin: din(0),
    count: 100,
  });
  expect(issued.ok).toBe(true);
  journal = createVehicleJournal(vehicle);
  journal.open();
});

const din = (index: number) => `G123426${String(firstNo + index).padStart(6, '0')}`;
const donorKey = (index: number) => String(vehicleCount * 1000 + index).padStart(64, '0');
const post = (body: unknown, as = laptop) => send(as, body);

async function wholeDay() {
  journal.donate(journal.register(donorKey(1)), din(0));
  journal.seal();
  return post(journal.batch());
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
    journal.donate(journal.register(donorKey(1)), din(0));
    for (const [from, to] of [
      [1, 3],
      [2, 5],
      [5, 6],
      [1, 8],
    ] as const) {
      const { status, reply } = await post(journal.batch(from, to));
      expect(status).toBe(200);
      expect(reply.heldThroughSeq).toBe(to);
    }
    expect(await stationTotals(station.db, { epoch: journal.epoch })).toEqual({
      entries: 8,
      donations: 1,
    });
  });

  test('sent again changes nothing and gets its verdicts again', async () => {
    const prepared = journal.donate(journal.register(donorKey(1)), 'G999926000001');
    const first = await post(journal.batch());
    const again = await post(journal.batch());
    expect(first.reply.setAside).toEqual([{ seq: prepared.seq, reason: 'din-outside-range' }]);
    expect(again).toEqual(first);
    const part = await post(journal.batch(1, prepared.seq - 1));
    expect(part.reply).toMatchObject({ heldThroughSeq: journal.entries.length, setAside: [] });
    expect((await stationTotals(station.db, { epoch: journal.epoch })).entries).toBe(
      journal.entries.length,
    );
  });

  test('sent twenty times at once is held once', async () => {
    journal.donate(journal.register(donorKey(1)), din(0));
    const all = await Promise.all(Array.from({ length: 20 }, () => post(journal.batch())));
    expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(await stationTotals(station.db, { epoch: journal.epoch })).toEqual({
      entries: journal.entries.length,
      donations: 1,
    });
  });
});

describe('a batch that does not continue what is held', () => {
  test('with a gap is refused and told where to go on', async () => {
    journal.register(donorKey(1));
    await post(journal.batch(1, 2));
    const { status, reply } = await post(journal.batch(4));
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
    journal.register(donorKey(1));
    const batch = structuredClone(journal.batch()) as Mutable;
    tamper(batch);
    const { status, reply } = await post(batch);
    expect(status).toBe(409);
    expect(reply).toMatchObject({ error: 'broken-chain', heldThroughSeq: 0 });
    expect((await stationTotals(station.db, { epoch: journal.epoch })).entries).toBe(0);
  });

  test('under another vehicle’s laptop is refused', async () => {
    const other = await enrolledLaptop(station, `${vehicle}-b`);
    const { status, reply } = await post(journal.batch(), other);
    expect(status).toBe(403);
    expect(reply.error).toBe('wrong-vehicle');
  });

  test('of a laptop nobody enrolled is refused before it is read', async () => {
    const stranger = await createTestLaptop(station.url, vehicle);
    const { status, reply } = await post('not even a batch', stranger);
    expect(status).toBe(401);
    expect(reply).toMatchObject({ error: 'not-enrolled' });
  });

  test('with a session whose number changes its case is refused: it would not verify', async () => {
    const batch = structuredClone(journal.batch()) as Mutable;
    batch.entries[1]!.session = batch.entries[1]!.session?.toUpperCase() ?? null;
    expect((await post(batch)).reply.error).toBe('not-a-batch');
  });
});

interface Mutable {
  headHash: string;
  dayKeys: { keyHex: string }[];
  entries: { atMs: number; session: string | null; body: Record<string, unknown> }[];
}

describe('what the rules reject is kept and set aside', () => {
  test('a donation of a donor the station has deferred meanwhile', async () => {
    await putDonors(station.db, [
      deferredDonor(donorKey(1), { permanent: false, until: '2026-03-19' }),
      deferredDonor(donorKey(2), { permanent: false, until: '2026-03-18' }),
      deferredDonor(donorKey(3), { permanent: true, until: null }),
    ]);
    const stillDeferred = journal.donate(journal.register(donorKey(1)), din(0));
    journal.donate(journal.register(donorKey(2)), din(1));
    const forGood = journal.donate(journal.register(donorKey(3)), din(2));
    const { status, reply } = await post(journal.batch());
    expect(status).toBe(200);
    expect(reply.setAside).toEqual([
      { seq: stillDeferred.seq, reason: 'donor-deferred' },
      { seq: forGood.seq, reason: 'donor-deferred' },
    ]);
    expect(reply.heldThroughSeq).toBe(journal.entries.length);
  });

  test('a number used by two donations of one vehicle', async () => {
    journal.donate(journal.register(donorKey(1)), din(0));
    const second = journal.donate(journal.register(donorKey(2)), din(0));
    const { reply } = await post(journal.batch());
    expect(reply.setAside).toEqual([{ seq: second.seq, reason: 'din-seen-before' }]);
  });

  test('a number another vehicle used before: the first registered stands', async () => {
    await wholeDay();
    const usedDin = din(0);
    const otherVehicle = `${vehicle}-b`;
    const otherLaptop = await enrolledLaptop(station, otherVehicle);
    const other = createVehicleJournal(otherVehicle);
    other.open();
    const prepared = other.donate(other.register(donorKey(9)), usedDin);
    const { reply } = await post(other.batch(), otherLaptop);
    expect(reply.setAside).toEqual([
      { seq: prepared.seq, reason: 'din-outside-range' },
      { seq: prepared.seq, reason: 'din-seen-before' },
    ]);
  });

  test('an entry of a later version, of no known shape, or about nothing that exists', async () => {
    const later = journal.appendAny('consent.witnessed', { visitId: randomUUID() });
    const newer = journal.appendAny('donation.started', { donationId: randomUUID() }, 2);
    const shapeless = journal.appendAny('donation.started', { donationId: 'x\u0000' });
    const orphan = journal.appendAny('donation.started', { donationId: randomUUID() });
    journal.register(donorKey(1));
    const { status, reply } = await post(journal.batch());
    expect(status).toBe(200);
    expect(reply.setAside).toEqual(
      [later, newer, shapeless, orphan].map(({ seq }) => ({ seq, reason: 'unknown-entry' })),
    );
    expect((await verifyStationChain(station.db, journal.epoch, nodeHashing)).verified).toBe(true);
  });

  test.each([
    ['over another head', () => journal.seal(`${journal.epoch}:1:${'0'.repeat(64)}`)],
    [
      'by another laptop',
      () => {
        const stranger = createVehicleJournal(vehicle, journal.epoch);
        stranger.open();
        const { body } = stranger.seal();
        const head = journal.entries.at(-1);
        return journal.appendAny('session.sealed', {
          ...body,
          sessionId: journal.sessionId,
          headSeq: head?.seq,
          headHash: head?.hash,
        });
      },
    ],
    [
      'not of the entry just before it',
      () => {
        const early = journal.seal();
        journal.entries.pop();
        journal.register(donorKey(1));
        return journal.appendAny('session.sealed', early.body);
      },
    ],
  ])('a seal signed %s', async (_, seal) => {
    const { seq } = seal();
    const { reply } = await post(journal.batch());
    expect(reply.setAside).toEqual([{ seq, reason: 'seal-not-valid' }]);
  });
});

const deferredDonor = (
  key: string,
  deferral: { readonly permanent: boolean; readonly until: string | null },
) =>
  indexedDonor.parse({
    donorKey: key,
    personKey: null,
    donationCount: 1,
    bloodGroup: null,
    hadReaction: false,
    history: [],
    deferrals: [{ reason: 'hbsag', clause: '8.3', bars: 'all', endedOn: null, ...deferral }],
  });

test('what was changed in the database afterwards is named by its entry', async () => {
  await wholeDay();
  await station.db
    .updateTable('journal')
    .set({ operator: 'nurse-2' })
    .where('vehicle', '=', vehicle)
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
    .where('vehicle', '=', vehicle)
    .where('seq', '>=', 5)
    .execute();
  expect(await verifyStationChain(station.db, journal.epoch, nodeHashing)).toMatchObject({
    verified: false,
    seq: 5,
    fault: 'head-differs',
  });
});

test('the log names neither donors nor documents nor days’ keys', async () => {
  await wholeDay();
  expect(station.logged()).toContain('batch held');
  for (const secret of ['褚秘密', '11010519491231002X', 'ab'.repeat(32), donorKey(1)]) {
    expect(station.logged()).not.toContain(secret);
  }
});
