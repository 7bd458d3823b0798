import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAtRegistration } from '../../shared/domain/screening/check-at-registration.ts';
import { donorKey as donorKeyShape, operatorId } from '../../shared/ids.ts';
import { read, utils } from '@e965/xlsx';
import { issueDinRange, putDonors, putStaff, putVehicle } from '../../station/administer.ts';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { GB, healthyMan } from '../support/screening-facts.ts';
import { enrolledLaptop, type TestLaptop } from './support/laptop.ts';
import { post, signedIn } from './support/page.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { createVehicleJournal, send, type VehicleJournal } from './support/vehicle-journal.ts';

let station: TestStation;
let laptop: TestLaptop;
let page: Awaited<ReturnType<typeof signedIn>>;
const key = (digit: string) => '0'.repeat(63) + digit;
/** The numbers that `dayBodies` opens a session with. */
const din = (no: number) => `G123426${String(no).padStart(6, '0')}`;

beforeAll(async () => {
  station = await startTestStation();
  await putVehicle(station.db, { vehicleId: 'van-07', plate: '皖F·采07' });
  await putStaff(station.db, [
    { operatorId: operatorId.parse('nurse-1'), name: '张护士', roles: ['phlebotomist'] },
    { operatorId: operatorId.parse('leader-1'), name: '王队长', roles: ['leader'] },
  ]);
  await issueDinRange(station.db, { vehicleId: 'van-07', firstDin: din(1), count: 100 });
  laptop = await enrolledLaptop(station, 'van-07', '皖F·采07');
  page = await signedIn(station, 'lin');
});
afterAll(() => station.close());

const newJournal = () => createVehicleJournal('van-07', randomUUID(), nowMs - 6 * 3_600_000);

const arrive = async (journal: VehicleJournal): Promise<void> => {
  const { status, reply } = await send(laptop, journal.batch());
  expect([status, reply.error]).toEqual([200, undefined]);
};

const tooEarly = checkAtRegistration(
  {
    donor: healthyMan.donor,
    date: healthyMan.date,
    wantedType: 'whole-blood',
    history: [{ date: healthyMan.date, type: 'whole-blood', volumeMl: 400 }],
    deferrals: [],
  },
  GB,
);

describe('the people of a day', () => {
  test('who were turned away at registration are deferred, as the vehicle counts them', async () => {
    expect(tooEarly.kind).toBe('too-early');
    const journal = newJournal();
    journal.open();
    journal.register(key('1'));
    // The same bodies again, but for what the index said.
    const registered = journal.entries.findLast(({ type }) => type === 'donor.registered');
    if (!registered) throw new Error('nobody was registered');
    const { body } = registered;
    journal.appendAny('donor.registered', {
      ...body,
      ...{ visitId: randomUUID(), ticket: 2, donorKey: donorKeyShape.parse(key('2')) },
      answer: { indexed: null, others: [], check: tooEarly },
    });
    await arrive(journal);
    expect(await page.ask('session.get', { sessionId: journal.sessionId })).toMatchObject({
      ...{ donors: 2, eligible: 1, deferred: 1 },
    });
  });
});

describe('the numbers of a day', () => {
  const open = newJournal();

  test('stand by number: used by whom, and what is left', async () => {
    open.open();
    for (const no of [1, 2, 4]) open.donate(open.register(key(String(no))), din(no));
    await arrive(open);
    const found = await page.ask('session.numbers', { sessionId: open.sessionId });
    expect(found).toMatchObject({
      ...{ carried: 100, used: 3, spoiled: 0, elsewhere: 0, left: 97, returned: null },
    });
    expect(found.lines.rows.map((line) => [line.kind, line.firstDin, line.count, line.by])).toEqual(
      [
        ['used', din(1), 2, 'nurse-1'],
        ['used', din(4), 1, 'nurse-1'],
        ['free', din(3), 1, null],
        ['free', din(5), 96, null],
      ],
    );
  });

  test('that were spoiled come first, with who did it and who saw it', async () => {
    const spoilt = open.donate(open.register(key('6')), din(6));
    const id = spoilt.body['donationId'];
    open.appendAny('donation.spoiled', {
      ...{ donationId: id, din: din(6), reason: 'label-damaged', witness: 'leader-1' },
    });
    // The seal of these bodies counts 99 numbers back: three too many.
    open.seal();
    await arrive(open);
    const found = await page.ask('session.numbers', { sessionId: open.sessionId });
    expect(found).toMatchObject({ used: 3, spoiled: 1, left: 96, returned: 99 });
    expect(found.lines.rows[0]).toMatchObject({
      ...{ kind: 'spoiled', firstDin: din(6), by: 'nurse-1', witness: 'leader-1' },
      why: 'label-damaged',
    });
    expect(found.lines.rows.at(-1)).toMatchObject({ kind: 'returned', by: 'nurse-1' });
  });

  test('that were neither used nor counted back may be missing, all that are left', async () => {
    const other = await enrolledLaptop(station, 'van-08', '皖F·采08');
    const journal = createVehicleJournal('van-08', randomUUID(), nowMs - 6 * 3_600_000);
    journal.open();
    journal.seal();
    expect((await send(other, journal.batch())).status).toBe(200);
    const found = await page.ask('session.numbers', { sessionId: journal.sessionId });
    expect(found).toMatchObject({ carried: 100, used: 0, left: 100, returned: 99 });
    expect(found.lines.rows).toMatchObject([
      { kind: 'missing', firstDin: din(1), count: 100, by: 'nurse-1', witness: 'leader-1' },
    ]);
  });

  test('go away as a file for Excel, with words instead of codes and no formula', async () => {
    const get = (name: string) =>
      fetch(`${station.url}/${name}?session=${open.sessionId}`, {
        headers: { cookie: page.cookie },
      });
    const csv = await get('session-numbers.csv');
    expect(csv.headers.get('content-disposition')).toContain('session-numbers.csv');
    const text = await csv.text();
    expect(text).toContain('"作废 spoiled"');
    expect(text).toContain('"标签损坏 label damaged"');
    const book = read(Buffer.from(await (await get('session-numbers.xlsx')).arrayBuffer()));
    const [first] = utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, {
      header: 1,
    });
    expect(first).toContain('起始献血码 First DIN');
    expect(
      (await fetch(`${station.url}/session-numbers.csv?session=${open.sessionId}`)).status,
    ).toBe(401);
    expect((await get('session-numbers.ods')).status).toBe(400);
    const unknown = await fetch(`${station.url}/session-numbers.csv?session=${randomUUID()}`, {
      headers: { cookie: page.cookie },
    });
    expect(unknown.status).toBe(404);
  });

  test('a day that comes once more is kept once and says so', async () => {
    const before = await page.ask('session.get', { sessionId: open.sessionId });
    expect(before.repeatedAtMs).toBeNull();
    station.passTime(60_000);
    await arrive(open);
    expect(await page.ask('session.get', { sessionId: open.sessionId })).toMatchObject({
      ...{ donors: before.donors, donations: before.donations },
      repeatedAtMs: station.now(),
    });
    const told = await page.ask('told-apart.list', {});
    expect(told.rows).toMatchObject([
      { told: 'repeat', epoch: open.epoch, count: 1, seq: open.entries.length },
    ]);
    station.passTime(8 * 24 * 3_600_000);
    page = await signedIn(station, 'lin');
    expect((await page.ask('told-apart.list', {})).rows).toEqual([]);
  });
});

describe('what the records carry by identifier', () => {
  test('has a name for everybody who may look', async () => {
    const viewer = await signedIn(station, 'guest', ['viewer']);
    const names = await viewer.ask('name.list', {});
    expect(names.operators).toContainEqual({ id: 'leader-1', name: '王队长' });
    expect(names.users).toContainEqual({ id: 'lin', name: '人员 lin' });
    expect(names.vehicles).toContainEqual({ id: 'van-07', name: '皖F·采07' });
  });

  test('a deferral by a rule’s code comes with the rule’s words, and is found by them', async () => {
    const deferral = (reason: string) => ({
      ...{ reason, clause: null, permanent: false, until: '2027-01-01', bars: 'all' as const },
      endedOn: null,
    });
    await putDonors(station.db, [
      indexedDonor.parse({
        ...{ donorKey: key('9'), personKey: null, donationCount: 0, bloodGroup: null },
        ...{ hadReaction: false, history: [] },
        deferrals: [deferral('6.2.9-tattoo'), deferral('站内决定')],
      }),
    ]);
    const found = await page.ask('deferral.list', { reason: 'Tattoo less' });
    expect(found.rows).toMatchObject([
      { reason: '6.2.9-tattoo', words: { zh: '施行纹身术后未满一年' } },
    ]);
    const own = await page.ask('deferral.list', { reason: '站内' });
    expect(own.rows).toMatchObject([{ words: null }]);
  });

  test('what is done is written down in parts that a page can say in words', async () => {
    await page.ask('user.add', { user: 'zhou', name: '周', roles: ['planner', 'viewer'] });
    await page.ask('din-range.issue', { vehicle: 'van-07', firstDin: din(101), count: 5 });
    const { rows } = await page.ask('act.list', { search: 'LI' });
    expect(rows.slice(0, 2)).toMatchObject([
      { call: 'din-range.issue', facts: { count: '5', 'first-din': din(101) } },
      { call: 'user.add', subject: 'zhou', facts: { name: '周', roles: 'planner viewer' } },
    ]);
    const only = await page.ask('act.list', { call: 'user.add' });
    expect(only.rows.map(({ call }) => call)).toEqual(['user.add']);
    expect((await post(station, 'act.list', {}, { cookie: page.cookie })).status).toBe(200);
  });
});
