import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import { putDonors } from '../../station/administer.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, queueOf, seqOf } from './support/van.ts';

const hour = 3_600_000;
const day = 24 * hour;
let station: TestStation;

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());
beforeEach(() => station.setNow(nowMs));

const donor = (donorKey: string, over: object = {}) =>
  indexedDonor.parse({
    ...{ donorKey, personKey: null, donationCount: 1, bloodGroup: null, hadReaction: false },
    ...{ history: [], deferrals: [], ...over },
  });
const forGood = {
  ...{ reason: 'hbsag', clause: '8.3', permanent: true, until: null, bars: 'all', endedOn: null },
};

describe('the newest deferral list', () => {
  test('tells against a donation under another document that the registrar confirmed', async () => {
    const [passport, idCard] = [aPerson(), aPerson()];
    await putDonors(station.db, [donor(idCard, { deferrals: [forGood] })], nowMs);
    const it = await createVan(station);
    it.journal.donate(it.journal.register(passport, passport, [idCard]), it.din(0));
    const other = await createVan(station);
    other.journal.donate(other.journal.register(aPerson()), other.din(0));
    const found = [[seqOf(it, 'donation.prepared'), 'donor-deferred']];
    expect(await it.post()).toEqual(found);
    expect(await it.post()).toEqual(found);
    expect(await other.post()).toEqual([]);
  });

  test('tells against a document that was confirmed at another visit, on another vehicle', async () => {
    const [passport, idCard, oldCard] = [aPerson(), aPerson(), aPerson()];
    await putDonors(station.db, [donor(oldCard, { deferrals: [forGood] })], nowMs);
    const first = await createVan(station);
    first.journal.register(idCard, idCard, [oldCard]);
    first.journal.register(idCard, idCard, [passport]);
    await first.post();
    const it = await createVan(station);
    it.journal.passTime(hour);
    station.setNow(nowMs + 2 * hour);
    it.journal.donate(it.journal.register(passport, aPerson()), it.din(0));
    expect(await it.post()).toContainEqual([seqOf(it, 'donation.prepared'), 'donor-deferred']);
  });
});

describe('a number seen before', () => {
  test('names the donation that was registered first, with both of its times', async () => {
    const first = await createVan(station);
    const prepared = first.journal.donate(first.journal.register(aPerson()), first.din(3));
    expect(await first.post()).toEqual([]);
    station.setNow(nowMs + hour);
    // Recorded before the first one, and arrived after it.
    const second = await createVan(station, nowMs - hour);
    second.journal.donate(second.journal.register(aPerson()), first.din(3));
    const found = await second.post();
    expect(found).toContainEqual([seqOf(second, 'donation.prepared'), 'din-seen-before']);
    expect(await second.post()).toEqual(found);
    const item = (await queueOf(station, second)).find(
      ({ reason }) => reason === 'din-seen-before',
    );
    expect(item).toMatchObject({
      ...{ din: first.din(3), holds: true, twoPersons: true },
      preparedAtMs: nowMs - hour + 4000,
      receivedAtMs: nowMs + hour,
      other: {
        ...{ vehicle: first.vehicle, epoch: first.journal.epoch, din: first.din(3) },
        donationId: prepared.body['donationId'],
        ...{ preparedAtMs: nowMs + 4000, receivedAtMs: nowMs },
      },
    });
    expect(await queueOf(station, first)).toEqual([]);
  });

  test('in another epoch of the same vehicle is seen too', async () => {
    const it = await createVan(station);
    it.journal.donate(it.journal.register(aPerson()), it.din(0));
    await it.post();
    const again = it.anew(nowMs - hour);
    again.journal.donate(again.journal.register(aPerson()), it.din(0));
    expect(await again.post()).toEqual([[seqOf(again, 'donation.prepared'), 'din-seen-before']]);
  });
});

describe('an interval broken across vehicles', () => {
  test('sets the later draw aside and names the earlier, whichever arrives first', async () => {
    for (const earlierFirst of [true, false]) {
      const person = aPerson();
      const [early, late] = [
        await createVan(station, nowMs - 20 * day),
        await createVan(station, nowMs - day),
      ];
      for (const it of [early, late]) {
        it.journal.donate(it.journal.register(person), it.din(0));
      }
      const order = earlierFirst ? [early, late] : [late, early];
      for (const it of order) await it.post();
      const found = [[seqOf(late, 'donation.started'), 'interval-broken']];
      expect(await late.post(), String(earlierFirst)).toEqual(found);
      expect(await early.post()).toEqual([]);
      expect((await queueOf(station, late))[0]).toMatchObject({
        ...{ reason: 'interval-broken', holds: true },
        other: { vehicle: early.vehicle, din: early.din(0) },
        // Six months after the whole blood of 26 February (9.2).
        facts: { donatedOn: '2026-02-26', earliest: '2026-08-26' },
      });
    }
  });

  test('is seen also when a draw comes in another batch than what prepared it', async () => {
    const person = aPerson();
    const [early, late] = [
      await createVan(station, nowMs - 20 * day),
      await createVan(station, nowMs - day),
    ];
    for (const it of [early, late]) it.journal.donate(it.journal.register(person), it.din(0));
    const seq = seqOf(late, 'donation.started');
    await early.post();
    expect(await late.post(1, seq - 1)).toEqual([]);
    expect(await late.post(seq)).toEqual([[seq, 'interval-broken']]);
  });

  test('is not broken by a donation of another person, nor after six months, nor by a spoiled number', async () => {
    const person = aPerson();
    const [long, now] = [await createVan(station, nowMs - 185 * day), await createVan(station)];
    long.journal.donate(long.journal.register(person), long.din(0));
    await long.post();
    const spoiled = await createVan(station, nowMs - day);
    const visit = spoiled.journal.register(person);
    const { body } = spoiled.journal.donate(visit, spoiled.din(0));
    // Only prepared and destroyed.
    spoiled.journal.entries.splice(-3);
    spoiled.journal.append(
      'donation.spoiled',
      entryBodies['donation.spoiled'].parse({
        ...{ donationId: body['donationId'], din: spoiled.din(0) },
        ...{ reason: 'label-damaged', witness: 'leader-1' },
      }),
    );
    expect(await spoiled.post()).toEqual([]);
    now.journal.donate(now.journal.register(person), now.din(0));
    now.journal.donate(now.journal.register(aPerson()), now.din(1));
    expect(await now.post()).toEqual([]);
  });

  test('counts what the central record knows of earlier days, and not this donation itself', async () => {
    const [once, today] = [aPerson(), aPerson()];
    const history = (date: string) => [{ date, type: 'whole-blood', volumeMl: 400 }];
    await putDonors(
      station.db,
      [
        donor(once, { history: history('2025-12-01') }),
        donor(today, { history: history('2026-03-18') }),
      ],
      nowMs,
    );
    const it = await createVan(station);
    it.journal.donate(it.journal.register(once), it.din(0));
    const seq = seqOf(it, 'donation.started');
    it.journal.donate(it.journal.register(today), it.din(1));
    expect(await it.post()).toEqual([[seq, 'interval-broken']]);
  });

  test('of two that arrive at the same moment exactly one is set aside', async () => {
    const person = aPerson();
    const both = [await createVan(station, nowMs - day), await createVan(station, nowMs - 2 * day)];
    for (const it of both) it.journal.donate(it.journal.register(person), it.din(0));
    await Promise.all(both.map((it) => it.post()));
    const again = await Promise.all(both.map((it) => it.post()));
    expect(again.flat().map(([, reason]) => reason)).toEqual(['interval-broken']);
    expect(again[0]).toHaveLength(1);
  });
});
