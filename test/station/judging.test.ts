import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { operatorId } from '../../shared/ids.ts';
import {
  putJudgingSettings,
  putRuleSets,
  putStaff,
  putStaffTerm,
} from '../../station/administer.ts';
import { GB } from '../support/screening-facts.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, queueOf, seqOf, type Van } from './support/van.ts';

const hour = 3_600_000;
const day = 24 * hour;
let station: TestStation;

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());
beforeEach(() => station.setNow(nowMs));

test('a whole day with nothing wrong gets no verdict, however often and however cut it is sent', async () => {
  const it = await createVan(station);
  it.journal.donate(it.journal.register(aPerson()), it.din(0));
  it.journal.seal();
  expect(await it.post(1, 6)).toEqual([]);
  expect(await it.post()).toEqual([]);
  expect(await it.post()).toEqual([]);
});

describe('impossible times', () => {
  test('a draw recorded after its receipt is set aside, one within the tolerance is not', async () => {
    const minute = 60_000;
    const [within, ahead] = [
      await createVan(station, nowMs + 9 * minute),
      await createVan(station, nowMs + 11 * minute),
    ];
    for (const it of [within, ahead]) it.journal.donate(it.journal.register(aPerson()), it.din(0));
    expect(await within.post()).toEqual([]);
    expect(await ahead.post()).toEqual([
      [2, 'time-impossible'],
      [seqOf(ahead, 'donation.started'), 'time-impossible'],
    ]);
    expect((await queueOf(station, ahead)).map(({ facts }) => facts['what'])).toEqual([
      ...['after-receipt', 'after-receipt'],
    ]);
    await putJudgingSettings(station.db, { clockToleranceMs: 8 * minute });
    const strict = await createVan(station, nowMs + 9 * minute);
    expect(await strict.post()).toEqual([[2, 'time-impossible']]);
    await putJudgingSettings(station.db, {});
  });

  test('a draw before its database was there is set aside', async () => {
    const it = await createVan(station);
    it.journal.passTime(-day);
    it.journal.donate(it.journal.register(aPerson()), it.din(0));
    expect(await it.post()).toEqual([[seqOf(it, 'donation.started'), 'time-impossible']]);
    expect((await queueOf(station, it))[0]?.facts).toMatchObject({ what: 'before-epoch' });
  });

  test('a stop before its start is set aside', async () => {
    const it = await createVan(station);
    it.journal.donate(it.journal.register(aPerson()), it.din(0));
    const [stop] = it.journal.entries.splice(-2);
    it.journal.passTime(-5000);
    const late = it.journal.appendAny('donation.stopped', stop?.body ?? {});
    expect(await it.post()).toEqual([[late.seq, 'time-impossible']]);
    expect((await queueOf(station, it))[0]).toMatchObject({
      ...{ facts: { what: 'stop-before-start', lateMs: 4000 }, holds: true },
    });
  });

  test.each([
    [59, ['time-impossible']],
    [60, []],
    [7200, []],
    [7201, ['time-impossible']],
  ])('a draw of %i s', async (durationS, reasons) => {
    const it = await createVan(station);
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
    const it = await createVan(station);
    const visit = it.journal.register(aPerson());
    it.journal.signIn('stranger');
    it.journal.donate(visit, it.din(0));
    expect(await it.post()).toEqual([[seqOf(it, 'donation.started'), 'operator-unknown']]);
    expect((await queueOf(station, it))[0]).toMatchObject({
      ...{ facts: { operator: 'stranger' }, holds: true },
    });
  });

  test('who had left by then is not on the list of the time; before that they were', async () => {
    for (const [startsAtMs, reasons] of [
      [nowMs - 2 * day, []],
      [nowMs - hour, ['operator-unknown']],
    ] as const) {
      const it = await createVan(station, startsAtMs);
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
    const it = await createVan(station);
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
    const [before, after] = [
      await createVan(station, Date.UTC(2026, 2, 9, 1)),
      await createVan(station),
    ];
    for (const it of [before, after]) it.journal.donate(it.journal.register(aPerson()), it.din(0));
    expect(await before.post()).toEqual([]);
    expect(await after.post()).toEqual([
      [2, 'rule-set-not-in-force'],
      [seqOf(after, 'donation.prepared'), 'rule-set-not-in-force'],
    ]);
    expect((await queueOf(station, after)).map(({ seq, holds }) => [seq, holds])).toEqual(
      expect.arrayContaining([
        [2, false],
        [seqOf(after, 'donation.prepared'), true],
      ]),
    );
    await putRuleSets(station.db, []);
  });
});
