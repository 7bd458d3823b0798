import { afterAll, beforeAll, expect, test } from 'vitest';
import { httpReply } from '../support/bad-line.ts';
import { personAt, register } from '../support/donor-steps.ts';
import type { TestStation } from '../station/support/station.ts';
import { startFurnishedStation } from './support/vehicle-at-station.ts';
import { dayAway, expectAllHeld, heldAtStation } from './support/vehicle-away.ts';

let station: TestStation;

beforeAll(async () => {
  station = await startFurnishedStation();
});

afterAll(() => station.close());

test('what was recorded without a network is held once it is there, and the verdicts come back', async () => {
  const it = await dayAway(station);
  expect(await it.ok('sync.now', {})).toMatchObject({
    ...{ state: 'offline', problem: 'unreachable', entriesHeld: 0 },
  });
  it.line.behave({});
  await it.ok('sync.now', {});
  await expectAllHeld(station, it);
  const { line } = it;
  const posts = line.posts();
  await it.ok('sync.now', {});
  expect(line.posts()).toBe(posts);
});

test('a lost reply is no loss: the repeat is held once, and its verdicts arrive all the same', async () => {
  const it = await dayAway(station);
  it.line.behave({ post: { kind: 'lose-reply' } });
  expect(await it.ok('sync.now', {})).toMatchObject({ entriesHeld: 0 });
  const kept = await heldAtStation(station, it);
  expect(kept).toBeGreaterThan(0);
  expect(await it.ok('sync.now', {})).toMatchObject({ entriesHeld: 0, setAside: [] });
  it.line.behave({});
  await it.ok('sync.now', {});
  await expectAllHeld(station, it);
});

test('an entry the station sets aside for two reasons shows both at the vehicle', async () => {
  const [first, second] = [await dayAway(station), await dayAway(station)];
  for (const it of [first, second]) {
    it.line.behave({});
    await it.ok('sync.now', {});
    await expectAllHeld(station, it);
  }
  const { setAside } = await second.ok('sync.status', {});
  const ofNumber = setAside.filter(({ reason }) => reason.startsWith('din-'));
  expect(ofNumber.map(({ reason }) => reason).toSorted()).toEqual([
    ...['din-outside-range', 'din-seen-before'],
  ]);
  expect(new Set(ofNumber.map(({ seq }) => seq)).size).toBe(1);
  expect(setAside.length).toBe(4);
});

test('a connection cut after any number of bytes loses nothing and doubles nothing', async () => {
  const it = await dayAway(station);
  for (const bytes of [0, 1, 17, 120, 199, 260, 400, 900, 2000, 4000, 6500, 9000, 16_000]) {
    it.line.behave({ post: { kind: 'cut-after', bytes } });
    const { entriesHeld, entriesTotal } = await it.ok('sync.now', {});
    const kept = await heldAtStation(station, it);
    expect(entriesHeld, `after ${bytes} bytes`).toBeLessThanOrEqual(kept);
    expect(kept).toBeLessThanOrEqual(entriesTotal);
    await register(it, personAt(1 + (bytes % 7))).catch(() => undefined);
  }
  it.line.behave({});
  await it.ok('sync.now', {});
  await expectAllHeld(station, it);
});

test('what is recorded while a batch is under way follows by itself', async () => {
  const it = await dayAway(station);
  it.line.behave({});
  const asked = it.ok('sync.now', {});
  await Promise.all([asked, register(it, personAt(1)), register(it, personAt(2))]);
  const deadline = performance.now() + 5000;
  for (;;) {
    const { entriesHeld, entriesTotal } = await it.ok('sync.status', {});
    if (entriesHeld === entriesTotal) break;
    if (performance.now() > deadline) throw new Error(`${entriesHeld} of ${entriesTotal}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await expectAllHeld(station, it);
});

test('a batch the station finds too large is halved until it fits', async () => {
  const it = await dayAway(station);
  const text = httpReply('413 Too Large', 'application/json', '{}');
  const seen: (string | null)[] = [];
  for (let times = 0; times < 3; times += 1) {
    it.line.behave({ post: { kind: 'answer', text } });
    const { problem, entriesHeld } = await it.ok('sync.now', {});
    expect(entriesHeld).toBe(0);
    seen.push(problem);
  }
  expect(seen).toEqual(['too-large', 'too-large', 'too-large']);
  const before = it.line.posts();
  it.line.behave({});
  await it.ok('sync.now', {});
  await expectAllHeld(station, it);
  // More and smaller ones than the one that would have done.
  expect(it.line.posts() - before).toBeGreaterThan(1);
});
