import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { operatorId } from '../../shared/ids.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import {
  putDonors,
  putJudgingSettings,
  putRuleSets,
  putStaff,
  putStaffTerm,
  readQueue,
} from '../../station/administer.ts';
import { GB } from '../support/screening-facts.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, seqOf, type Van } from './support/van.ts';

const hour = 3_600_000;
const day = 24 * hour;
let station: TestStation;

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());
beforeEach(() => station.setNow(nowMs));

const van = (startsAtMs?: number) => createVan(station, startsAtMs);

/** What the station's page shows of a vehicle's verdicts. */
const queueOf = async ({ vehicle }: Van) =>
  (await readQueue(station.db, { vehicle, state: 'all' }, nowMs)).items;

const donor = (donorKey: string, over: object = {}) =>
  indexedDonor.parse({
    ...{ donorKey, personKey: null, donationCount: 1, bloodGroup: null, hadReaction: false },
    ...{ history: [], deferrals: [], ...over },
  });
const forGood = {
  ...{ reason: 'hbsag', clause: '8.3', permanent: true, until: null, bars: 'all', endedOn: null },
};

test('a whole day with nothing wrong gets no verdict, however often and however cut it is sent', async () => {
  const it = await van();
  it.journal.donate(it.journal.register(aPerson()), it.din(0));
  it.journal.seal();
  expect(await it.post(1, 6)).toEqual([]);
  expect(await it.post()).toEqual([]);
  expect(await it.post()).toEqual([]);
});

describe('the newest deferral list', () => {
  test('tells against a donation under another document that the registrar confirmed', async () => {
    const [passport, idCard] = [aPerson(), aPerson()];
    await putDonors(station.db, [donor(idCard, { deferrals: [forGood] })], nowMs);
    const it = await van();
    it.journal.donate(it.journal.register(passport, passport, [idCard]), it.din(0));
    const other = await van();
    other.journal.donate(other.journal.register(aPerson()), other.din(0));
    const found = [[seqOf(it, 'donation.prepared'), 'donor-deferred']];
    expect(await it.post()).toEqual(found);
    expect(await it.post()).toEqual(found);
    expect(await other.post()).toEqual([]);
  });

  test('tells against a document that was confirmed at another visit, on another vehicle', async () => {
    const [passport, idCard, oldCard] = [aPerson(), aPerson(), aPerson()];
    await putDonors(station.db, [donor(oldCard, { deferrals: [forGood] })], nowMs);
    const first = await van();
    first.journal.register(idCard, idCard, [oldCard]);
    first.journal.register(idCard, idCard, [passport]);
    await first.post();
    const it = await van();
    it.journal.passTime(hour);
    station.setNow(nowMs + 2 * hour);
    it.journal.donate(it.journal.register(passport, aPerson()), it.din(0));
    expect(await it.post()).toContainEqual([seqOf(it, 'donation.prepared'), 'donor-deferred']);
  });
});

describe('a number seen before', () => {
  test('names the donation that was registered first, with both of its times', async () => {
    const first = await van();
    const prepared = first.journal.donate(first.journal.register(aPerson()), first.din(3));
    expect(await first.post()).toEqual([]);
    station.setNow(nowMs + hour);
    // Recorded before the first one, and arrived after it.
    const second = await van(nowMs - hour);
    second.journal.donate(second.journal.register(aPerson()), first.din(3));
    const found = await second.post();
    expect(found).toContainEqual([seqOf(second, 'donation.prepared'), 'din-seen-before']);
    expect(await second.post()).toEqual(found);
    const item = (await queueOf(second)).find(({ reason }) => reason === 'din-seen-before');
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
    expect(await queueOf(first)).toEqual([]);
  });

  test('in another epoch of the same vehicle is seen too', async () => {
    const it = await van();
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
      const [early, late] = [await van(nowMs - 20 * day), await van(nowMs - day)];
      for (const it of [early, late]) {
        it.journal.donate(it.journal.register(person), it.din(0));
      }
      const order = earlierFirst ? [early, late] : [late, early];
      for (const it of order) await it.post();
      const found = [[seqOf(late, 'donation.started'), 'interval-broken']];
      expect(await late.post(), String(earlierFirst)).toEqual(found);
      expect(await early.post()).toEqual([]);
      expect((await queueOf(late))[0]).toMatchObject({
        ...{ reason: 'interval-broken', holds: true },
        other: { vehicle: early.vehicle, din: early.din(0) },
        // Six months after the whole blood of 26 February (9.2).
        facts: { donatedOn: '2026-02-26', earliest: '2026-08-26' },
      });
    }
  });

  test('is seen also when a draw comes in another batch than what prepared it', async () => {
    const person = aPerson();
    const [early, late] = [await van(nowMs - 20 * day), await van(nowMs - day)];
    for (const it of [early, late]) it.journal.donate(it.journal.register(person), it.din(0));
    const seq = seqOf(late, 'donation.started');
    await early.post();
    expect(await late.post(1, seq - 1)).toEqual([]);
    expect(await late.post(seq)).toEqual([[seq, 'interval-broken']]);
  });

  test('is not broken by a donation of another person, nor after six months, nor by a spoiled number', async () => {
    const person = aPerson();
    const [long, now] = [await van(nowMs - 185 * day), await van()];
    long.journal.donate(long.journal.register(person), long.din(0));
    await long.post();
    const spoiled = await van(nowMs - day);
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
    const it = await van();
    it.journal.donate(it.journal.register(once), it.din(0));
    const seq = seqOf(it, 'donation.started');
    it.journal.donate(it.journal.register(today), it.din(1));
    expect(await it.post()).toEqual([[seq, 'interval-broken']]);
  });

  test('of two that arrive at the same moment exactly one is set aside', async () => {
    const person = aPerson();
    const both = [await van(nowMs - day), await van(nowMs - 2 * day)];
    for (const it of both) it.journal.donate(it.journal.register(person), it.din(0));
    await Promise.all(both.map((it) => it.post()));
    const again = await Promise.all(both.map((it) => it.post()));
    expect(again.flat().map(([, reason]) => reason)).toEqual(['interval-broken']);
    expect(again[0]).toHaveLength(1);
  });
});

describe('impossible times', () => {
  test('a draw recorded after its receipt is set aside, one within the tolerance is not', async () => {
    const minute = 60_000;
    const [within, ahead] = [await van(nowMs + 9 * minute), await van(nowMs + 11 * minute)];
    for (const it of [within, ahead]) it.journal.donate(it.journal.register(aPerson()), it.din(0));
    expect(await within.post()).toEqual([]);
    expect(await ahead.post()).toEqual([
      [2, 'time-impossible'],
      [seqOf(ahead, 'donation.started'), 'time-impossible'],
    ]);
    expect((await queueOf(ahead)).map(({ facts }) => facts['what'])).toEqual([
      ...['after-receipt', 'after-receipt'],
    ]);
    await putJudgingSettings(station.db, { clockToleranceMs: 8 * minute });
    const strict = await van(nowMs + 9 * minute);
    expect(await strict.post()).toEqual([[2, 'time-impossible']]);
    await putJudgingSettings(station.db, {});
  });

  test('a draw before its database was there is set aside', async () => {
    const it = await van();
    it.journal.passTime(-day);
    it.journal.donate(it.journal.register(aPerson()), it.din(0));
    expect(await it.post()).toEqual([[seqOf(it, 'donation.started'), 'time-impossible']]);
    expect((await queueOf(it))[0]?.facts).toMatchObject({ what: 'before-epoch' });
  });

  test('a stop before its start is set aside', async () => {
    const it = await van();
    it.journal.donate(it.journal.register(aPerson()), it.din(0));
    const [stop] = it.journal.entries.splice(-2);
    it.journal.passTime(-5000);
    const late = it.journal.appendAny('donation.stopped', stop?.body ?? {});
    expect(await it.post()).toEqual([[late.seq, 'time-impossible']]);
    expect((await queueOf(it))[0]).toMatchObject({
      ...{ facts: { what: 'stop-before-start', lateMs: 4000 }, holds: true },
    });
  });

  test.each([
    [59, ['time-impossible']],
    [60, []],
    [7200, []],
    [7201, ['time-impossible']],
  ])('a draw of %i s', async (durationS, reasons) => {
    const it = await van();
    it.journal.donate(it.journal.register(aPerson()), it.din(0));
    const [stop, packed] = it.journal.entries.splice(-2);
    it.journal.appendAny('donation.stopped', { ...stop?.body, durationS });
    it.journal.appendAny('unit.packed', packed?.body ?? {});
    expect((await it.post()).map(([, reason]) => reason)).toEqual(reasons);
  });
});

describe('an operator', () => {
  beforeAll(async () => {
    await putStaff(
      station.db,
      ['nurse-1', 'leader-1', 'left-1'].map((id) => ({
        ...{ operatorId: operatorId.parse(id), name: id, roles: [] },
      })),
    );
    const ended = { operatorId: 'left-1', sinceMs: nowMs - 100 * day, untilMs: nowMs - day };
    expect(await putStaffTerm(station.db, ended)).toMatchObject({ ok: true });
    expect(await putStaffTerm(station.db, { ...ended, operatorId: 'nobody' })).toMatchObject({
      error: 'unknown-person',
    });
  });

  test('who is not on the staff list is named, and what they drew is held', async () => {
    const it = await van();
    const visit = it.journal.register(aPerson());
    it.journal.signIn('stranger');
    it.journal.donate(visit, it.din(0));
    expect(await it.post()).toEqual([[seqOf(it, 'donation.started'), 'operator-unknown']]);
    expect((await queueOf(it))[0]).toMatchObject({
      ...{ facts: { operator: 'stranger' }, holds: true },
    });
  });

  test('who had left by then is not on the list of the time; before that they were', async () => {
    for (const [startsAtMs, reasons] of [
      [nowMs - 2 * day, []],
      [nowMs - hour, ['operator-unknown']],
    ] as const) {
      const it = await van(startsAtMs);
      const visit = it.journal.register(aPerson());
      it.journal.signIn('left-1');
      it.journal.donate(visit, it.din(0));
      expect((await it.post()).map(([, reason]) => reason)).toEqual(reasons);
    }
  });
});

describe('a rule set', () => {
  const opened = (it: Van, ruleSet: object) => {
    const body = it.journal.entries[1]?.body;
    return it.journal.appendAny('session.opened', { ...body, sessionId: randomUUID(), ruleSet });
  };
  const right = (it: Van) => it.journal.entries[1]?.body['ruleSet'] as object;

  test('of another version, hash or name than the one in force is set aside with the day', async () => {
    const it = await van();
    const wrong = [
      opened(it, { ...right(it), version: 2 }),
      opened(it, { ...right(it), sha256: 'ef'.repeat(32) }),
      opened(it, { ...right(it), id: 'law-draft-2025' }),
    ];
    opened(it, right(it));
    expect(await it.post()).toEqual(wrong.map(({ seq }) => [seq, 'rule-set-not-in-force']));
  });

  test('that another one followed is no longer in force, and what was drawn under it is held', async () => {
    const from = '2026-03-10';
    await putRuleSets(station.db, [{ ...GB, version: 2, effectiveFrom: from }]);
    const [before, after] = [await van(Date.UTC(2026, 2, 9, 1)), await van()];
    for (const it of [before, after]) it.journal.donate(it.journal.register(aPerson()), it.din(0));
    expect(await before.post()).toEqual([]);
    expect(await after.post()).toEqual([
      [2, 'rule-set-not-in-force'],
      [seqOf(after, 'donation.prepared'), 'rule-set-not-in-force'],
    ]);
    expect((await queueOf(after)).map(({ seq, holds }) => [seq, holds])).toEqual(
      expect.arrayContaining([
        [2, false],
        [seqOf(after, 'donation.prepared'), true],
      ]),
    );
    await putRuleSets(station.db, []);
  });
});
