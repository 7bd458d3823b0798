import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forksOf, stationTotals, verifyStationChain } from '../../station/administer.ts';
import { nodeHashing } from '../../station/hashing.ts';
import { paths } from '../../shared/sync/station-api.ts';
import { freshNonce } from './support/laptop.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, queueOf } from './support/van.ts';
import { createVehicleJournal } from './support/vehicle-journal.ts';

let station: TestStation;

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

test('a restored backup that reuses sequence numbers is refused, not swallowed', async () => {
  const van = await createVan(station);
  van.journal.register(aPerson());
  await van.send(van.journal.batch());
  const copy = createVehicleJournal(van.vehicle, van.journal.epoch);
  copy.open();
  copy.register(aPerson());
  const repeats = await van.send(copy.batch());
  expect(repeats).toMatchObject({ status: 409, reply: { error: 'fork', heldThroughSeq: 4 } });
  copy.register(aPerson());
  const continuation = await van.send(copy.batch(5));
  expect(continuation).toMatchObject({
    status: 409,
    reply: { error: 'fork', heldThroughSeq: 4 },
  });
  expect((await stationTotals(station.db, { epoch: van.journal.epoch })).entries).toBe(4);
  const seen = (await forksOf(station.db)).filter((fork) => fork.vehicle === van.vehicle);
  expect(seen).toMatchObject([
    {
      ...{ epoch: van.journal.epoch, laptop: van.laptop.laptop, run: van.laptop.run, what: 'fork' },
      ...{ seq: 1, heldSeq: 4, count: 2, told: 'restored', wentOn: false },
    },
  ]);
});

test('what a restored laptop recorded is kept as a branch, from the last common entry on', async () => {
  const van = await createVan(station);
  van.journal.donate(van.journal.register(aPerson()), van.din(0));
  await van.send(van.journal.batch());
  const restored = createVehicleJournal(
    van.vehicle,
    van.journal.epoch,
    nowMs,
    van.journal.backup(4),
  );
  const visit = restored.register(aPerson());
  const taken = restored.donate(visit, van.din(0));
  restored.seal();
  const branch = randomUUID();
  const batch = (from: number, to?: number) => van.send({ ...restored.batch(from, to), branch });
  // Common entries alone, then common and own ones, then a repeat of all of it.
  expect(await batch(1, 2)).toMatchObject({ status: 200, reply: { heldThroughSeq: 2 } });
  const { reply } = await batch(2);
  expect(reply).toMatchObject({
    heldThroughSeq: restored.entries.length,
    headHash: restored.entries.at(-1)?.hash,
    // The number is on a bag of the state that was lost: judged like any other entry.
    setAside: [{ seq: taken.seq, reason: 'din-seen-before' }],
  });
  expect((await batch(1)).reply).toEqual({ ...reply, fromSeq: 1 });
  const rows = await station.db
    .selectFrom('journal')
    .select('seq')
    .where('epoch', '=', branch)
    .execute();
  expect(rows).toHaveLength(restored.entries.length - 4);
  for (const chain of [van.journal.epoch, branch]) {
    const verdict = await verifyStationChain(station.db, chain, nodeHashing);
    expect(verdict).toMatchObject({ verified: true });
  }
  // The trunk goes on as if nothing had been.
  van.journal.register(aPerson());
  expect((await van.send(van.journal.batch())).status).toBe(200);
});

test('an entry nobody could read holds the units of its visit on either side of a restored laptop’s branch', async () => {
  const van = await createVan(station);
  const { journal } = van;
  const [first, second] = [journal.register(aPerson()), journal.register(aPerson())];
  const unread = (it: typeof journal, visitId: string) =>
    it.appendAny('deferral.widened', { visitId }, 1, visitId);
  const inTrunk = unread(journal, second);
  const preparedInTrunk = journal.donate(first, van.din(0));
  const backup = journal.backup(journal.entries.length);
  journal.register(aPerson());
  await van.post();
  const restored = createVehicleJournal(van.vehicle, journal.epoch, nowMs, backup);
  const inBranch = unread(restored, first);
  const preparedInBranch = restored.donate(second, van.din(1));
  const branch = randomUUID();
  expect((await van.send({ ...restored.batch(), branch })).status).toBe(200);
  const held = (await queueOf(station, van))
    .filter(({ holds }) => holds)
    .map(({ din, epoch, seq, facts }) => ({ din, epoch, seq, facts }));
  expect(held).toHaveLength(2);
  expect(held).toContainEqual({
    ...{ din: van.din(0), epoch: journal.epoch, seq: preparedInTrunk.seq },
    facts: { unreadSeq: inBranch.seq },
  });
  expect(held).toContainEqual({
    ...{ din: van.din(1), epoch: branch, seq: preparedInBranch.seq },
    facts: { unreadSeq: inTrunk.seq },
  });
});

test('a branch from an entry the station does not hold, or under the name of another chain, is refused; one of an unknown epoch begins with it', async () => {
  const van = await createVan(station);
  van.journal.register(aPerson());
  await van.send(van.journal.batch());
  const copy = createVehicleJournal(van.vehicle, van.journal.epoch);
  copy.open();
  copy.register(aPerson());
  const as = (branch: string, from: number) => van.send({ ...copy.batch(from), branch });
  expect((await as(randomUUID(), 3)).reply.error).toBe('fork');
  expect((await as(van.journal.epoch, 1)).reply.error).toBe('not-a-batch');
  const unknown = createVehicleJournal(van.vehicle);
  unknown.open();
  // Of an epoch it has never heard of it wants the first entry, and keeps the branch: it may have been restored.
  const branch = randomUUID();
  expect((await van.send({ ...unknown.batch(2), branch })).reply).toMatchObject({
    ...{ error: 'gap', heldThroughSeq: 0 },
  });
  expect(await van.send({ ...unknown.batch(), branch })).toMatchObject({ status: 200 });
  expect(await verifyStationChain(station.db, branch, nodeHashing)).toMatchObject({
    verified: true,
  });
});

test('a branch whose trunk was changed under it no longer verifies', async () => {
  const van = await createVan(station);
  van.journal.register(aPerson());
  await van.send(van.journal.batch());
  const restored = createVehicleJournal(
    van.vehicle,
    van.journal.epoch,
    nowMs,
    van.journal.backup(2),
  );
  restored.register(aPerson());
  const branch = randomUUID();
  await van.send({ ...restored.batch(1), branch });
  await station.db
    .updateTable('journal')
    .set({ hash: Buffer.alloc(32) })
    .where('epoch', '=', van.journal.epoch)
    .where('seq', '=', 2)
    .execute();
  expect(await verifyStationChain(station.db, branch, nodeHashing)).toMatchObject({
    ...{ verified: false, seq: 3, fault: 'wrong-hash' },
  });
});

test('a question that later batches overtook on the way is no older copy; one asked after them is', async () => {
  const van = await createVan(station);
  van.journal.register(aPerson());
  await van.send(van.journal.batch());
  const { seq, hash } = van.journal.entries.at(-1) ?? {};
  const question = `${paths.holding.replace(':epoch', van.journal.epoch)}?seq=${seq}&hash=${hash}`;
  const beforeThem = await freshNonce(station.url);
  station.passTime(1000);
  van.journal.register(aPerson());
  await van.send(van.journal.batch(Number(seq) + 1));
  const seen = async () =>
    (await forksOf(station.db)).filter((fork) => fork.vehicle === van.vehicle);
  const held = { heldThroughSeq: van.journal.entries.length };
  const overtaken = await van.laptop.ask(question, { said: { n: beforeThem } });
  expect(await overtaken.json()).toMatchObject(held);
  expect(await seen()).toEqual([]);
  // Whoever asks now, and knows no more than before them, has lost them.
  expect(await (await van.laptop.ask(question)).json()).toMatchObject(held);
  expect(await seen()).toMatchObject([{ what: 'behind', told: 'restored' }]);
});
