import { laptopId } from '../../shared/sync/enrolment.ts';
import { signedIn } from './support/page.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { paths } from '../../shared/sync/station-api.ts';
import {
  listLaptops,
  makeEnrolCode,
  putVehicle,
  revokeLaptop,
  setEnrolCodeLife,
} from '../../station/administer.ts';
import { createTestLaptop } from './support/laptop.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';

const minuteMs = 60_000;
let station: TestStation;
let count = 0;
let vehicle = '';
let clockMs = nowMs;

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

const pass = (ms: number): void => {
  clockMs += ms;
  station.passTime(ms);
};

// Wrong codes of one test must not count in the next one's minute.
beforeEach(async () => {
  pass(2 * minuteMs);
  count += 1;
  vehicle = `van-${count}`;
  await putVehicle(station.db, { vehicleId: vehicle, plate: `皖F·采${count}` });
});

async function code(of = vehicle): Promise<string> {
  const made = await makeEnrolCode(station.db, of, clockMs);
  if (!made.ok) throw new Error(made.error);
  return made.value.code;
}

const laptop = (of = vehicle) => createTestLaptop(station.url, of);
const answer = async (asked: Promise<Response>) => {
  const response = await asked;
  return { status: response.status, ...((await response.json()) as object) };
};

describe('a code', () => {
  test('enrols one laptop, which may ask again when the reply was lost, and no other', async () => {
    const given = await code();
    expect(given).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    const [first, second] = [await laptop(), await laptop()];
    const reply = { status: 200, laptop: first.laptop, vehicle, stationName: '血站' };
    expect(await answer(first.enrol(given))).toMatchObject(reply);
    expect((await first.ask(paths.donors)).status).toBe(200);
    expect(await answer(first.enrol(given))).toMatchObject(reply);
    expect(await answer(second.enrol(given))).toMatchObject({ status: 409, error: 'code-used' });
    expect((await second.ask(paths.donors)).status).toBe(401);
  });

  test('enrols one of two laptops that send it at once', async () => {
    const given = await code();
    const both = [await laptop(), await laptop()];
    const replies = await Promise.all(both.map((each) => each.enrol(given)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('is typed as it was heard: in small letters, without the dash, O for 0 and L for 1', async () => {
    const heard = (await code()).toLowerCase().replace('-', ' ');
    const sloppy = heard.replaceAll('0', 'o').replaceAll('1', 'l');
    const it = await laptop();
    const proper = heard.toUpperCase().replace(' ', '');
    expect((await it.enrol(proper, vehicle, { code: sloppy })).status).toBe(200);
  });

  test('lives fifteen minutes, or as long as the station says', async () => {
    const [given, late] = [await code(), await code()];
    pass(15 * minuteMs - 1);
    expect((await (await laptop()).enrol(given)).status).toBe(200);
    pass(1);
    expect(await answer((await laptop()).enrol(late))).toMatchObject({ error: 'code-expired' });
    await setEnrolCodeLife(station.db, minuteMs);
    const short = await code();
    pass(minuteMs);
    expect(await answer((await laptop()).enrol(short))).toMatchObject({ error: 'code-expired' });
    await setEnrolCodeLife(station.db, 15 * minuteMs);
  });

  test('of another vehicle says which, and is not used up by the mistake', async () => {
    const given = await code();
    await putVehicle(station.db, { vehicleId: 'other-van', plate: 'B' });
    const it = await laptop('other-van');
    const refused = await answer(it.enrol(given));
    expect(refused).toMatchObject({ error: 'code-of-other-vehicle', vehicle });
    expect(JSON.stringify(refused)).toContain(`--vehicle ${vehicle}`);
    expect((await it.enrol(given, vehicle)).status).toBe(200);
  });

  test('does not move a laptop from one vehicle to another', async () => {
    const it = await laptop();
    await it.enrol(await code());
    await putVehicle(station.db, { vehicleId: 'other-van', plate: 'B' });
    expect(await answer(it.enrol(await code('other-van'), 'other-van'))).toMatchObject({
      ...{ error: 'key-enrolled-elsewhere', vehicle },
    });
  });

  test('does not bring back a laptop that was revoked', async () => {
    const it = await laptop();
    await it.enrol(await code());
    await revokeLaptop(station.db, it.laptop, { why: 'lost', by: 'leader', nowMs: clockMs });
    expect(await answer(it.enrol(await code()))).toMatchObject({ error: 'key-revoked' });
  });

  test('is of no use to who has the code and a public key, but not its other half', async () => {
    const [it, other] = [await laptop(), await laptop()];
    const given = await code();
    const proof = await other.token({ m: 'GET', p: '/', n: '', b: '', r: '' });
    expect(await answer(it.enrol(given, vehicle, { proof }))).toMatchObject({
      error: 'proof-wrong',
    });
    expect((await it.enrol(given)).status).toBe(200);
  });

  test('is kept as a hash only', async () => {
    const given = (await code()).replace('-', '');
    const rows = await station.db.selectFrom('enrol_code').selectAll().execute();
    const kept = JSON.stringify(rows) + rows.map(({ code_hash }) => code_hash.toString()).join();
    expect(kept).not.toContain(given);
    expect(station.logged()).not.toContain(given);
  });
});

test('codes cannot be guessed: ten wrong ones a minute, for all laptops and processes together', async () => {
  const right = await code();
  const guesser = await laptop();
  const guesses = Array.from({ length: 16 }, () => guesser.enrol('00000-00000'));
  const statuses = (await Promise.all(guesses)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 409)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(6);
  const it = await laptop();
  expect(await answer(it.enrol(right))).toMatchObject({ status: 429, error: 'too-many-tries' });
  pass(minuteMs);
  expect((await it.enrol(right)).status).toBe(200);
});

test('a second laptop of a vehicle stands beside the first, and both are shown', async () => {
  const [first, second] = [await laptop(), await laptop()];
  await first.enrol(await code());
  pass(1);
  await second.enrol(await code());
  expect((await first.ask(paths.donors)).status).toBe(200);
  const listed = (await listLaptops(station.db)).filter((each) => each.vehicle === vehicle);
  expect(listed.map((each) => each.laptop)).toEqual([second.laptop, first.laptop]);
  const { ask } = await signedIn(station, 'keeper', ['administrator']);
  const shown = (await ask('laptop.list', { size: 100 })).rows.map((each) => each.laptop);
  expect(shown).toEqual(expect.arrayContaining([first.laptop, second.laptop]));
});

test('the station’s page makes a code, shows it once, and revokes a laptop in the person’s name', async () => {
  const { ask, refusal } = await signedIn(station, 'keeper', ['administrator']);
  const made = await ask('enrol-code.make', { vehicle });
  const it = await laptop();
  expect((await it.enrol(made.code)).status).toBe(200);
  expect(JSON.stringify(await ask('enrol-code.list', {}))).not.toContain(made.code);
  expect(JSON.stringify(await ask('act.list', {}))).not.toContain(made.code);
  const id = laptopId.parse(it.laptop);
  await ask('laptop.revoke', { laptop: id, why: '遗失' });
  expect(await answer(it.ask(paths.donors))).toMatchObject({ status: 401, error: 'revoked' });
  const listed = (await listLaptops(station.db)).find((each) => each.laptop === it.laptop);
  expect(listed?.revoked).toMatchObject({ why: '遗失', by: 'keeper' });
  expect(await refusal('laptop.revoke', { laptop: id, why: '遗失' })).toMatchObject({
    reason: 'laptop-revoked-before',
  });
});
