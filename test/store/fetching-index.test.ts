import { expect, onTestFinished, test } from 'vitest';
import { createIndexKeeper } from '../../electron/core/index-keeper.ts';
import { takenAlong } from '../../electron/core/store/reads/station-data.ts';
import { changeOver, download, emptyMemory } from '../../electron/core/sync/download.ts';
import type { StationLink } from '../../electron/core/sync/station-link.ts';
import { systemHashing } from '../../electron/core/system.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { err, ok } from '../../shared/result.ts';
import { paths, type VehicleReference } from '../../shared/sync/station-api.ts';
import { keyHex, storeIn, testWorld } from '../support/fresh-store.ts';
import { changes, donorAt, donors } from '../support/index-pages.ts';
import { smallStationData } from '../support/station-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const keyOf = (generation: number) => String(generation).padStart(64, '0');

/** A station whose index of ten donors is of a version a test sets, and whose line falls after so many answers. */
function stationWith(donorsOf: (generation: number) => readonly IndexedDonor[]) {
  const it = {
    version: 5,
    inUse: 1,
    former: 0,
    answersLeft: Number.POSITIVE_INFINITY,
    asked: [] as string[],
    /** What the first page of changes has, and what one after a place within a version. */
    changed: changes(5, []),
    rest: null as ReturnType<typeof changes> | null,
    /** What changed since earlier versions is no longer known. */
    knownFrom: 1,
    /** Of every generation, when a test says so. */
    keyHex: null as string | null,
  };
  const reference = (generation: number): VehicleReference => {
    const given = generation === it.former && it.former > 0 ? it.former : it.inUse;
    return {
      ...{ data: smallStationData(), dinsUsed: [], donorHashKeyHex: it.keyHex ?? keyOf(given) },
      ...{ keyGeneration: given, nextKeyGeneration: given === it.inUse ? null : it.inUse },
      ...{ indexVersion: it.version, indexDonors: 10, stationNowMs: 1 },
    };
  };
  const answer = (path: string): unknown => {
    const { pathname, searchParams } = new URL(path, 'http://station');
    const generation = Number(searchParams.get('generation'));
    if (pathname === paths.reference) return reference(generation);
    if (pathname === paths.donorChanges) {
      const page = searchParams.has('after') ? (it.rest ?? it.changed) : it.changed;
      return Number(searchParams.get('since')) >= it.knownFrom
        ? { kind: 'changes', ...page, indexVersion: it.version }
        : { kind: 'load-anew' };
    }
    const from = searchParams.get('cursor') ?? '';
    const left = donorsOf(generation).filter(({ donorKey }) => donorKey > from);
    const some = left.slice(0, 4);
    const nextCursor = left.length > 4 ? (some.at(-1)?.donorKey ?? null) : null;
    return { indexVersion: it.version, donors: some, nextCursor };
  };
  const link: StationLink = {
    get: async (path) => {
      if (it.answersLeft <= 0) return err({ kind: 'cut' });
      it.answersLeft -= 1;
      it.asked.push(
        path.replace('/v1/vehicle/', '').replace(/[&?](?:generation|limit|known)=\w+/g, ''),
      );
      return ok({ status: 200, body: answer(path), sentBytes: 0 });
    },
    post: async () => err({ kind: 'unreachable' }),
  };
  return { it, link };
}

function laptop() {
  const folder = temporaryFolder();
  const world = testWorld();
  const store = storeIn(folder, world);
  const keeper = createIndexKeeper(folder, keyHex, 0);
  const ports = {
    ...{ store, keeper, hashing: systemHashing, nowMs: world.clock.nowMs },
    ...{ memory: emptyMemory(), between: () => Promise.resolve() },
    pause: () => Promise.resolve(),
  };
  onTestFinished(() => {
    keeper.close();
    store.close();
  });
  return { ports, store, keeper, world };
}

const counts = (keeper: ReturnType<typeof createIndexKeeper>) =>
  donors(0, 10).map(({ donorKey }) => keeper.current()?.find(donorKey)?.donationCount ?? null);
const all = (count: number) => Array.from({ length: 10 }, () => count);

test('a first load cut anywhere and overtaken by changes goes on where it was, and is in use only when it is whole', async () => {
  const { it, link } = stationWith(() => donors(0, 10));
  const { ports, keeper, store } = laptop();
  for (let runs = 0; runs < 4; runs += 1) {
    // The reference and one page of the index each time, and the index has moved on by the next.
    it.answersLeft = 2;
    expect(await download(ports, link)).toMatchObject({ ok: false });
    expect([keeper.current(), takenAlong(store.reader)]).toEqual([undefined, undefined]);
    it.version += 1;
    it.changed = changes(it.version, donors(3, 1, 7), [], {
      ...{ version: it.version - 1, donorKey: donorAt(3).donorKey },
    });
  }
  it.changed = changes(it.version, donors(4, 1, 8), [5]);
  it.answersLeft = 2;
  expect(await download(ports, link)).toMatchObject({ ok: true });
  expect(it.asked.filter((path) => path.startsWith('donors')).length).toBe(5);
  expect(counts(keeper)).toEqual([1, 1, 1, 7, 8, null, 1, 1, 1, 1]);
  expect(takenAlong(store.reader)).toMatchObject({ indexVersion: it.version, keyGeneration: 1 });
});

test('an index that has not changed is not fetched, and one that has by a page is changed where it is', async () => {
  const { it, link } = stationWith(() => donors(0, 10));
  const { ports, keeper, store, world } = laptop();
  await download(ports, link);
  it.asked.length = 0;
  world.passTime(60_000);
  await download(ports, link);
  expect(it.asked).toEqual(['reference']);
  // Heard that it is up to date: it has grown younger all the same.
  expect(takenAlong(store.reader)?.receivedAtMs).toBe(world.clock.nowMs());
  it.version = 6;
  it.changed = changes(6, donors(2, 1, 3));
  await download(ports, link);
  expect(it.asked).toEqual(['reference', 'reference', 'donors/changes&since=5']);
  expect(counts(keeper)[2]).toBe(3);
});

test('changes of several pages are looked up in when the last of them has come, and not before', async () => {
  const { it, link } = stationWith(() => donors(0, 10));
  const { ports, keeper } = laptop();
  await download(ports, link);
  it.version = 6;
  it.changed = changes(6, donors(0, 2, 3), [], { version: 6, donorKey: donorAt(1).donorKey });
  it.rest = changes(6, donors(2, 2, 3));
  for (const answers of [2, 3]) {
    it.answersLeft = answers;
    expect(await download(ports, link)).toMatchObject({ ok: false });
    expect([keeper.versionOf(1), ...counts(keeper)]).toEqual([5, ...all(1)]);
  }
  it.answersLeft = 3;
  expect(await download(ports, link)).toMatchObject({ ok: true });
  expect(counts(keeper)).toEqual([3, 3, 3, 3, 1, 1, 1, 1, 1, 1]);
});

test('what was taken along grows no younger while the index cannot be brought up to date', async () => {
  const { it, link } = stationWith(() => donors(0, 10));
  const { ports, store, world } = laptop();
  await download(ports, link);
  const receivedAtMs = takenAlong(store.reader)?.receivedAtMs;
  world.passTime(60_000);
  it.version = 6;
  it.answersLeft = 1;
  expect(await download(ports, link)).toMatchObject({ ok: false });
  expect(takenAlong(store.reader)?.receivedAtMs).toBe(receivedAtMs);
});

test('a station that no longer knows what changed is asked for all of it while the old version is looked up in', async () => {
  const known = { count: 1 };
  const { it, link } = stationWith(() => donors(0, 10, known.count));
  const { ports, keeper } = laptop();
  await download(ports, link);
  known.count = 4;
  it.version = 9;
  it.knownFrom = 8;
  // The reference, the answer that all is to be loaded, and two of three pages.
  it.answersLeft = 4;
  expect(await download(ports, link)).toMatchObject({ ok: false });
  expect(counts(keeper)).toEqual(all(1));
  it.answersLeft = 4;
  expect(await download(ports, link)).toMatchObject({ ok: true });
  expect(counts(keeper)).toEqual(all(4));
  expect(keeper.versionOf(1)).toBe(9);
});

test('with a new key announced, the old key and the old index go on until the new index is whole, and both change in one moment', async () => {
  const { it, link } = stationWith((generation) => donors(0, 10, generation));
  const { ports, keeper, store } = laptop();
  await download(ports, link);
  it.former = 1;
  it.inUse = 2;
  it.version = 6;
  it.changed = changes(6, []);
  for (let cut = 0; cut < 5; cut += 1) {
    it.answersLeft = Number.POSITIVE_INFINITY;
    const down = await download(ports, link);
    if (!down.ok) throw new Error(down.error.kind);
    expect(takenAlong(store.reader)).toMatchObject({ keyGeneration: 1, donorHashKeyHex: keyOf(1) });
    expect(counts(keeper)).toEqual(all(1));
    it.answersLeft = 1;
    const changed = await changeOver(ports, link, down.value);
    const { keyGeneration, donorHashKeyHex } = takenAlong(store.reader) ?? {};
    // Three pages, what changed since, and the key itself: each comes in a run of its own.
    const isLast = cut === 4;
    expect([changed.ok, keyGeneration, donorHashKeyHex]).toEqual(
      isLast ? [true, 2, keyOf(2)] : [false, 1, keyOf(1)],
    );
    expect(counts(keeper)).toEqual(all(isLast ? 2 : 1));
  }
  it.answersLeft = Number.POSITIVE_INFINITY;
  const after = await download(ports, link);
  expect(after).toMatchObject({ ok: true, value: { keyGeneration: 2, nextKeyGeneration: null } });
});

test('another key under the same number, of a station that was restored: nobody is looked up until its index has come', async () => {
  const known = { count: 1 };
  const { it, link } = stationWith(() => donors(0, 10, known.count));
  const { ports, keeper, store } = laptop();
  await download(ports, link);
  it.keyHex = 'ee'.repeat(32);
  known.count = 2;
  it.answersLeft = 2;
  expect(await download(ports, link)).toMatchObject({ ok: false });
  expect(keeper.current()).toBeUndefined();
  it.answersLeft = Number.POSITIVE_INFINITY;
  expect(await download(ports, link)).toMatchObject({ ok: true });
  expect(counts(keeper)).toEqual(all(2));
  expect(takenAlong(store.reader)?.donorHashKeyHex).toBe(it.keyHex);
});

test('a laptop that missed the change goes on with its old key until the new index is whole', async () => {
  const { it, link } = stationWith((generation) => donors(0, 10, generation));
  const { ports, keeper, store } = laptop();
  await download(ports, link);
  it.inUse = 3;
  it.version = 8;
  it.changed = changes(8, []);
  it.answersLeft = 3;
  expect(await download(ports, link)).toMatchObject({ ok: false });
  expect(takenAlong(store.reader)).toMatchObject({ keyGeneration: 1 });
  expect(counts(keeper)).toEqual(all(1));
  it.answersLeft = Number.POSITIVE_INFINITY;
  expect(await download(ports, link)).toMatchObject({ ok: true });
  expect(takenAlong(store.reader)).toMatchObject({ keyGeneration: 3 });
  expect(counts(keeper)).toEqual(all(3));
});
