import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { entryBodies } from '../../shared/journal/types.ts';
import { putDonors, putJudgingSettings } from '../../station/administer.ts';
import { joinIntake } from '../../station/judging/people.ts';
import { signedIn } from './support/page.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, seqOf, type Van } from './support/van.ts';
import { deferral, drawn, heldDins, listed } from './support/late-deferral.ts';

let station: TestStation;

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());
beforeEach(() => station.setNow(nowMs));

const reasonsOf = async (it: Pick<Van, 'feed'>) =>
  (await it.feed()).verdicts.map(({ reason }) => reason);

describe('a deferral that comes after the donation', () => {
  test('from the station holds what was drawn within the look-back, and says so in the feed', async () => {
    const [recent, old] = [await drawn(station, 300), await drawn(station, 366)];
    await putDonors(station.db, [listed(recent.person, deferral())], nowMs);
    await putDonors(station.db, [listed(old.person, deferral())], nowMs);
    expect(await recent.post()).toEqual([[seqOf(recent, 'donation.prepared'), 'donor-deferred']]);
    expect(await old.post()).toEqual([]);
    expect((await recent.feed()).verdicts).toMatchObject([
      { reason: 'donor-deferred', seq: seqOf(recent, 'donation.prepared'), resolution: null },
    ]);
    expect(await heldDins(station)).toContain(recent.din(0));
    expect(await heldDins(station)).not.toContain(old.din(0));
    // Loaded again: one hold, and no news of it.
    const { newest } = await recent.feed();
    await putDonors(station.db, [listed(recent.person, deferral())], nowMs);
    expect(await reasonsOf(recent)).toEqual(['donor-deferred']);
    expect((await recent.feed()).newest).toBe(newest);
  });

  test('with an end looks back a shorter time, and not at days after its end', async () => {
    const temporary = deferral({ permanent: false, until: '2026-06-01' });
    const [within, beyond, after] = [
      await drawn(station, 35),
      await drawn(station, 36),
      await drawn(station, 1),
    ];
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
    const it = await drawn(station, 3, passport);
    const other = await createVan(station);
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
    const it = await createVan(station);
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
    const vans = await Promise.all(Array.from({ length: 8 }, () => createVan(station)));
    const people = vans.map(() => aPerson());
    vans.forEach((it, at) => it.journal.donate(it.journal.register(people[at] ?? ''), it.din(0)));
    const list = people.map((person) => listed(person, deferral()));
    await Promise.all([...vans.map((it) => it.post()), putDonors(station.db, list, nowMs)]);
    expect(await Promise.all(vans.map(reasonsOf))).toEqual(vans.map(() => ['donor-deferred']));
  });
});

test('the laboratory’s list is for people who signed in, and names no donor and no deferral', async () => {
  const it = await drawn(station, 1);
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

test('a feed that was restored and went on leaves out nothing for who had read it before', async () => {
  const it = await createVan(station);
  for (let at = 0; at < 3; at += 1) it.journal.appendAny('donation.blessed', { at });
  await it.post();
  const { position } = await it.feed();
  // Brought back to a backup of before the third.
  const [, second] = (await it.feed()).verdicts;
  await station.db
    .deleteFrom('set_aside')
    .where('vehicle', '=', it.vehicle)
    .where('position', '>', second?.position ?? 0)
    .execute();
  await station.db
    .updateTable('verdict_feed')
    .set({ position: second?.position ?? 0 })
    .where('vehicle', '=', it.vehicle)
    .execute();
  const later = [1, 2, 3, 4, 5].map((at) => it.journal.appendAny('donation.blessed', { at }).seq);
  await it.post(later[0], later.at(-1));
  expect((await it.feed(position)).verdicts.map(({ seq }) => seq)).toEqual(later);
});

test('the feed is read in pages that neither lose nor repeat', async () => {
  const it = await createVan(station);
  for (let at = 0; at < 230; at += 1) it.journal.appendAny('donation.blessed', { at });
  await it.post();
  const first = await it.feed();
  expect(first.verdicts).toHaveLength(200);
  expect(first.position).toBe(first.verdicts.at(-1)?.position);
  const second = await it.feed(first.position);
  const seqs = [...first.verdicts, ...second.verdicts].map(({ seq }) => seq);
  expect(new Set(seqs).size).toBe(230);
  expect(second.position).toBe(second.newest);
  expect((await it.feed(second.newest)).verdicts).toEqual([]);
  expect((await fetch(`${station.url}/v1/vehicle/verdicts`)).status).toBe(401);
});
