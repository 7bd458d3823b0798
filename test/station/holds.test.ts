import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import {
  holdsList,
  putDonors,
  putJudgingSettings,
  readQueue,
  resolveSetAside,
} from '../../station/administer.ts';
import { joinIntake } from '../../station/judging/people.ts';
import { signedIn } from './support/page.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, seqOf, type Van } from './support/van.ts';

const day = 86_400_000;
let station: TestStation;

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());
beforeEach(() => station.setNow(nowMs));

const van = (startsAtMs?: number) => createVan(station, startsAtMs);

/** A vehicle that drew from somebody so many days ago and has sent it. */
async function drawn(daysAgo: number, person = aPerson()) {
  const it = await van(nowMs - daysAgo * day);
  const visitId = it.journal.register(person);
  it.journal.donate(visitId, it.din(0));
  expect(await it.post()).toEqual([]);
  return { ...it, person, visitId };
}

const deferral = (over: object = {}) => ({
  ...{ reason: 'hbsag', clause: '8.3', permanent: true, until: null, bars: 'all', endedOn: null },
  ...over,
});
const listed = (donorKey: string, ...deferrals: object[]) =>
  indexedDonor.parse({
    ...{ donorKey, personKey: null, donationCount: 1, bloodGroup: null, hadReaction: false },
    ...{ history: [], deferrals },
  });
const reasonsOf = async (it: Pick<Van, 'feed'>) =>
  (await it.feed()).verdicts.map(({ reason }) => reason);
const heldDins = async () => (await holdsList(station.db)).map(({ din }) => din);

describe('a deferral that comes after the donation', () => {
  test('from the station holds what was drawn within the look-back, and says so in the feed', async () => {
    const [recent, old] = [await drawn(300), await drawn(366)];
    await putDonors(station.db, [listed(recent.person, deferral())], nowMs);
    await putDonors(station.db, [listed(old.person, deferral())], nowMs);
    expect(await recent.post()).toEqual([[seqOf(recent, 'donation.prepared'), 'donor-deferred']]);
    expect(await old.post()).toEqual([]);
    expect((await recent.feed()).verdicts).toMatchObject([
      { reason: 'donor-deferred', seq: seqOf(recent, 'donation.prepared'), resolution: null },
    ]);
    expect(await heldDins()).toContain(recent.din(0));
    expect(await heldDins()).not.toContain(old.din(0));
    // Loaded again: one hold, and no news of it.
    await putDonors(station.db, [listed(recent.person, deferral())], nowMs);
    expect(await reasonsOf(recent)).toEqual(['donor-deferred']);
    expect((await recent.feed()).newest).toBe(1);
  });

  test('with an end looks back a shorter time, and not at days after its end', async () => {
    const temporary = deferral({ permanent: false, until: '2026-06-01' });
    const [within, beyond, after] = [await drawn(35), await drawn(36), await drawn(1)];
    await putDonors(
      station.db,
      [
        listed(within.person, temporary),
        listed(beyond.person, temporary),
        listed(after.person, { ...temporary, until: '2026-03-17' }),
      ],
      nowMs,
    );
    expect(await reasonsOf(within)).toEqual(['donor-deferred']);
    expect(await reasonsOf(beyond)).toEqual([]);
    expect(await reasonsOf(after)).toEqual([]);
    await putJudgingSettings(station.db, { lookBackDays: { permanent: 365, temporary: 36 } });
    await putDonors(station.db, [listed(beyond.person, temporary)], nowMs);
    expect(await reasonsOf(beyond)).toEqual(['donor-deferred']);
    await putJudgingSettings(station.db, {});
  });

  test('from another vehicle holds it too, also under another document of the person', async () => {
    const [card, passport] = [aPerson(), aPerson()];
    const it = await drawn(3, passport);
    const other = await van();
    const visitId = other.journal.register(card, card, [passport]);
    other.journal.append(
      'deferral.placed',
      entryBodies['deferral.placed'].parse({
        ...{ donorKey: card, visitId, deferral: deferral(), note: '', witness: 'leader-1' },
      }),
    );
    await other.post();
    await other.post();
    expect(await reasonsOf(it)).toEqual(['donor-deferred']);
    expect(await reasonsOf(other)).toEqual([]);
  });

  test('and one that arrives with the donation in one batch holds it once', async () => {
    const it = await van();
    const person = aPerson();
    const visitId = it.journal.register(person);
    it.journal.donate(visitId, it.din(0));
    it.journal.append(
      'deferral.placed',
      entryBodies['deferral.placed'].parse({
        ...{ donorKey: person, visitId, deferral: deferral(), note: '', witness: 'leader-1' },
      }),
    );
    expect(await it.post()).toEqual([[seqOf(it, 'donation.prepared'), 'donor-deferred']]);
    expect(await reasonsOf(it)).toEqual(['donor-deferred']);
  });

  test('is judged by once every batch that began before it has ended', async () => {
    const person = aPerson();
    let end: () => void = () => undefined;
    const batch = station.db.transaction().execute(async (trx) => {
      await joinIntake(trx);
      await new Promise<void>((resolve) => {
        end = resolve;
      });
    });
    let isDone = false;
    const put = putDonors(station.db, [listed(person, deferral())], nowMs).then(() => {
      isDone = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(isDone).toBe(false);
    end();
    await Promise.all([batch, put]);
    expect(isDone).toBe(true);
  });

  test('is missed by no batch that is on its way while the list changes', async () => {
    const vans = await Promise.all(Array.from({ length: 8 }, () => van()));
    const people = vans.map(() => aPerson());
    vans.forEach((it, at) => it.journal.donate(it.journal.register(people[at] ?? ''), it.din(0)));
    const list = people.map((person) => listed(person, deferral()));
    await Promise.all([...vans.map((it) => it.post()), putDonors(station.db, list, nowMs)]);
    expect(await Promise.all(vans.map(reasonsOf))).toEqual(vans.map(() => ['donor-deferred']));
  });
});

describe('a person resolves what was set aside', () => {
  const itemOf = async ({ vehicle }: Pick<Van, 'vehicle'>) => {
    const { items } = await readQueue(station.db, { vehicle, state: 'all' }, nowMs);
    if (!items[0]) throw new Error('nothing was set aside');
    return items[0];
  };
  const resolve = (id: string, decision: 'release' | 'discard' | 'acknowledge', by: string) =>
    resolveSetAside(station.db, { id, decision, why: '核对无误', by }, nowMs);

  async function deferred() {
    const it = await drawn(2);
    await putDonors(station.db, [listed(it.person, deferral())], nowMs);
    return it;
  }

  test('two different persons release the unit of a deferred donor; one alone changes nothing', async () => {
    const it = await deferred();
    const { id } = await itemOf(it);
    expect(await resolve(id, 'release', 'lab-1')).toEqual({ ok: true, value: 'needs-second' });
    expect(await heldDins()).toContain(it.din(0));
    expect((await it.feed()).verdicts[0]?.resolution).toBeNull();
    for (const same of ['lab-1', ' LAB-1 ', 'ｌａｂ-1']) {
      expect(await resolve(id, 'release', same)).toMatchObject({ error: 'same-person' });
    }
    const before = (await it.feed()).position;
    expect(await resolve(id, 'release', 'lab-2')).toEqual({ ok: true, value: 'resolved' });
    expect(await heldDins()).not.toContain(it.din(0));
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
    expect(await heldDins()).toContain(it.din(0));
    expect((await it.feed()).verdicts.map(({ resolution }) => resolution?.decision)).toEqual([
      ...['release', undefined],
    ]);
  });

  test('of a number outside the range one person is enough; a reason must be given', async () => {
    const it = await van();
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
    const it = await van();
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
  const it = await van(nowMs - 9 * day);
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

test('the laboratory’s list is for people who signed in, and names no donor and no deferral', async () => {
  const it = await drawn(1);
  await putDonors(station.db, [listed(it.person, deferral())], nowMs);
  const address = `${station.url}/holds.csv`;
  expect((await fetch(address)).status).toBe(401);
  const { cookie } = await signedIn(station, 'laboratory', ['laboratory']);
  const headers = { cookie };
  const response = await fetch(address, { headers });
  expect(response.headers.get('content-type')).toContain('text/csv');
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder().decode(bytes);
  expect(text).toContain(`"${it.din(0)}"`);
  expect(text).toContain('The donor is deferred');
  for (const secret of ['hbsag', '褚秘密', it.person]) expect(text).not.toContain(secret);
});

test('the feed is read in pages that neither lose nor repeat', async () => {
  const it = await van();
  for (let at = 0; at < 230; at += 1) it.journal.appendAny('donation.blessed', { at });
  await it.post();
  const first = await it.feed();
  expect([first.verdicts.length, first.position]).toEqual([200, 200]);
  const second = await it.feed(first.position);
  const seqs = [...first.verdicts, ...second.verdicts].map(({ seq }) => seq);
  expect(new Set(seqs).size).toBe(230);
  expect([second.position, second.newest]).toEqual([230, 230]);
  expect((await it.feed(230)).verdicts).toEqual([]);
  expect((await fetch(`${station.url}/v1/vehicle/verdicts`)).status).toBe(401);
});
