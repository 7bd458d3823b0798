import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { holdsList, putDonors, readQueue, resolveSetAside } from '../../station/administer.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, queueOf, type Van } from './support/van.ts';
import { deferral, drawn, heldDins, listed } from './support/late-deferral.ts';

const day = 86_400_000;
let station: TestStation;

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());
beforeEach(() => station.setNow(nowMs));

describe('a person resolves what was set aside', () => {
  const itemOf = async (it: Pick<Van, 'vehicle'>) => {
    const [item] = await queueOf(station, it);
    if (!item) throw new Error('nothing was set aside');
    return item;
  };
  const resolve = (id: string, decision: 'release' | 'discard' | 'acknowledge', by: string) =>
    resolveSetAside(station.db, { id, decision, why: '核对无误', by }, nowMs);

  async function deferred() {
    const it = await drawn(station, 2);
    await putDonors(station.db, [listed(it.person, deferral())], nowMs);
    return it;
  }

  test('two different persons release the unit of a deferred donor; one alone changes nothing', async () => {
    const it = await deferred();
    const { id } = await itemOf(it);
    expect(await resolve(id, 'release', 'lab-1')).toEqual({ ok: true, value: 'needs-second' });
    expect(await heldDins(station)).toContain(it.din(0));
    expect((await it.feed()).verdicts[0]?.resolution).toBeNull();
    for (const same of ['lab-1', ' LAB-1 ', 'ｌａｂ-1']) {
      expect(await resolve(id, 'release', same)).toMatchObject({ error: 'same-person' });
    }
    const before = (await it.feed()).position;
    expect(await resolve(id, 'release', 'lab-2')).toEqual({ ok: true, value: 'resolved' });
    expect(await heldDins(station)).not.toContain(it.din(0));
    // Who had read the feed to its end gets the news.
    expect((await it.feed(before)).verdicts).toMatchObject([
      { id, resolution: { decision: 'release', why: '核对无误', by: 'lab-2', atMs: nowMs } },
    ]);
    expect(await resolve(id, 'discard', 'lab-3')).toMatchObject({ error: 'already-resolved' });
    expect((await itemOf(it)).words.map(({ by, settles }) => [by, settles])).toEqual([
      ['lab-1', false],
      ['lab-2', true],
    ]);
    // The reply to a repeat still answers for what was once found.
    expect(await it.post()).toHaveLength(1);
  });

  test('what another person says differently begins anew, and not using it takes one person', async () => {
    const it = await deferred();
    const { id } = await itemOf(it);
    const correct = { id, decision: 'correct-record' as const, why: '证件录错', by: 'lab-2' };
    await resolve(id, 'release', 'lab-1');
    expect(await resolveSetAside(station.db, correct, nowMs)).toMatchObject({
      value: 'needs-second',
    });
    expect(await resolve(id, 'release', 'lab-1')).toMatchObject({ value: 'needs-second' });
    expect(await resolve(id, 'discard', 'lab-1')).toMatchObject({ value: 'resolved' });
    // The queue is done with it; the unit is not to be used all the same.
    expect((await readQueue(station.db, { vehicle: it.vehicle }, nowMs)).items).toEqual([]);
    const held = (await holdsList(station.db)).find(({ din }) => din === it.din(0));
    expect(held).toMatchObject({ state: 'discard', reasons: ['donor-deferred'] });
  });

  test('another deferral of the same donor holds the unit again', async () => {
    const it = await deferred();
    const { id } = await itemOf(it);
    await resolve(id, 'release', 'lab-1');
    await resolve(id, 'release', 'lab-2');
    await putDonors(
      station.db,
      [listed(it.person, deferral(), deferral({ reason: 'hiv' }))],
      nowMs,
    );
    expect(await heldDins(station)).toContain(it.din(0));
    expect((await it.feed()).verdicts.map(({ resolution }) => resolution?.decision)).toEqual([
      ...['release', undefined],
    ]);
  });

  test('of a number outside the range one person is enough; a reason must be given', async () => {
    const it = await createVan(station);
    it.journal.donate(it.journal.register(aPerson()), 'G123499000001');
    await it.post();
    const { id, decisions } = await itemOf(it);
    expect(decisions).toEqual(['release', 'discard', 'correct-record']);
    const nothing = { id, decision: 'release' as const, why: ' x ', by: 'lab-1' };
    expect(await resolveSetAside(station.db, nothing, nowMs)).toMatchObject({
      error: 'reason-needed',
    });
    expect(await resolve(id, 'acknowledge', 'lab-1')).toMatchObject({
      error: 'decision-not-possible',
    });
    expect(await resolve(id, 'release', 'lab-1')).toMatchObject({ value: 'resolved' });
    const nobody = '01890a5d-ac96-774b-bcce-b302099a8057';
    expect(await resolve(nobody, 'release', 'lab-1')).toMatchObject({ error: 'unknown' });
  });

  test('twice at the same moment one of two is told that it is done', async () => {
    const it = await createVan(station);
    it.journal.donate(it.journal.register(aPerson()), 'G123499000002');
    await it.post();
    const { id } = await itemOf(it);
    const both = await Promise.all(['lab-1', 'lab-2'].map((by) => resolve(id, 'discard', by)));
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  });

  test('and nobody can change or remove what they said', async () => {
    await expect(
      sql`update resolution set why = 'something else'`.execute(station.db),
    ).rejects.toThrow('never changed');
    await expect(sql`delete from resolution`.execute(station.db)).rejects.toThrow('never changed');
  });
});

test('the queue counts what waits by reason, vehicle and age, and is read page by page', async () => {
  const it = await createVan(station, nowMs - 9 * day);
  station.setNow(nowMs - 8 * day);
  it.journal.donate(it.journal.register(aPerson()), 'G123499100001');
  await it.post();
  station.setNow(nowMs);
  it.journal.donate(it.journal.register(aPerson()), 'G123499100002');
  await it.post();
  const { vehicle } = it;
  const all = await readQueue(station.db, { vehicle }, nowMs);
  expect(all.items.map(({ din }) => din)).toEqual(['G123499100001', 'G123499100002']);
  const old = await readQueue(station.db, { vehicle, olderThanMs: 7 * day }, nowMs);
  expect(old.items.map(({ din }) => din)).toEqual(['G123499100001']);
  const first = await readQueue(station.db, { vehicle, limit: 1 }, nowMs);
  const second = await readQueue(
    station.db,
    { vehicle, limit: 1, ...(first.nextCursor === null ? {} : { cursor: first.nextCursor }) },
    nowMs,
  );
  expect(second.items.map(({ din }) => din)).toEqual(['G123499100002']);
  expect(await readQueue(station.db, { din: 'G123499100002' }, nowMs)).toMatchObject({
    items: [{ vehicle }],
  });
  const { open } = all;
  expect(open.byVehicle).toContainEqual(expect.objectContaining({ vehicle, count: 2 }));
  const sum = (counts: readonly { readonly count: number }[]) =>
    counts.reduce((total, { count }) => total + count, 0);
  expect([sum(open.byReason), sum(open.byVehicle)]).toEqual([open.total, open.total]);
  const { underDay, underWeek, older } = open.byAge;
  expect(older).toBeGreaterThanOrEqual(1);
  expect(underDay + underWeek + older).toBe(open.total);
});
