import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallInput, CallOutput, QueryName } from '../../station/contract/index.ts';
import { signedIn } from './support/page.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';

/** Ten thousand of everything that grows: years of a large station. */
const many = 10_000;
/** A person does not wait; the machine of a test may be busy with others. */
const answerMsMax = 3_000;

let station: TestStation;
let page: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  station = await startTestStation();
  page = await signedIn(station, 'lin');
  const { db } = station;
  const fill = async (into: string, select: string) =>
    sql
      .raw(`insert into ${into} select ${select} from generate_series(1, ${many}) as n`)
      .execute(db);
  const id = (what: string) => `md5('${what}' || n)::uuid`;
  await fill('vehicle (vehicle, plate, enrolled_at_ms)', `'van-' || n, '皖F·' || n, ${nowMs}`);
  await fill(
    'epoch (vehicle, epoch, held_seq, held_hash, first_received_at_ms, last_received_at_ms)',
    `'van-' || (n % 100 + 1), ${id('epoch')}, 10, decode(repeat('00', 32), 'hex'), ${nowMs}, ${nowMs} + n`,
  );
  await fill(
    `session (vehicle, epoch, session_id, drive_id, planned, venue, organisations, target, bag_products,
      opened_at_ms, opened_by, din_ranges, rule_set)`,
    `'van-' || (n % 100 + 1), ${id('epoch')}, ${id('session')}, 'd' || n, '3月', '广场 ' || n, '[]', 10, '[]',
      ${nowMs} - n * 60000, 'nurse-1', '[]', '{}'`,
  );
  await fill(
    `laptop (laptop, vehicle, public_key, machine_name, app_version, enrolled_at_ms, last_seen_at_ms)`,
    `lpad(n::text, 43, 'x'), 'van-' || n,
      '{"kty":"OKP","crv":"Ed25519","x":"${'A'.repeat(43)}"}', 'PC-' || n, '0.1.0', ${nowMs}, ${nowMs}`,
  );
  await fill(
    `enrol_code (code_hash, vehicle, made_at_ms, expires_at_ms)`,
    `decode(md5('a' || n) || md5('b' || n), 'hex'), 'van-' || n, ${nowMs} + n, ${nowMs} + n`,
  );
  await fill(
    `station_user (user_name, name, roles, password_hash, must_change_password, created_at_ms, created_by)`,
    `'user-' || n, '人员 ' || n, '{viewer}', 'x', false, ${nowMs}, 'lin'`,
  );
  await fill(
    `station_act (at_ms, by_whom, call, subject, detail, outcome)`,
    `${nowMs}, 'user-' || n, 'user.end', 'user-' || n, '{}', 'done'`,
  );
  await fill(
    `din_range (range_id, vehicle, prefix, first_no, last_no, issued_at_ms)`,
    `'r' || n, 'van-' || n, 'A999926', n * 50, n * 50 + 49, ${nowMs}`,
  );
  await sql`insert into plan (plan, year, file_name, sha256, imported_at_ms, imported_by)
    values ('big', 2026, 'big.csv', decode(repeat('00', 32), 'hex'), ${nowMs}, 'lin')`.execute(db);
  await fill(
    `drive (drive_id, plan, plan_row, line, planned, period, venue, venue_kind, notes, from_date, to_date)`,
    `'big-' || n, 'big', n, n, '3月第 ' || n || ' 周', '{"kind":"open"}', '广场 ' || n, 'named', '[]', '2026-03-01', '2026-03-31'`,
  );
  await sql`analyze`.execute(db);
});
afterAll(() => station.close());

type Listed = { readonly rows: readonly unknown[]; readonly total: number };

async function quick<N extends QueryName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const startedAtMs = performance.now();
  const answer = await page.ask(name, input);
  expect([name, performance.now() - startedAtMs < answerMsMax]).toEqual([name, true]);
  return answer;
}

/** The first page, the last one, and one found by part of a name. */
const lists = [
  ['session.list', '广场 777', 11],
  ['vehicle.list', '皖F·777', 11],
  ['laptop.list', 'pc-777', 11],
  ['user.list', '人员 777', 11],
  ['act.list', 'user-777', 11],
  ['drive.list', '广场 777', 11],
] as const;

test.each(lists)('%s turns to its last page and finds by name', async (name, search, found) => {
  const wanted = name === 'drive.list' ? { year: 2026 } : {};
  const first = (await quick(name, { ...wanted })) as Listed;
  expect(first.rows).toHaveLength(20);
  expect(first.total).toBeGreaterThanOrEqual(many);
  const last = (await quick(name, { ...wanted, size: 20, page: 500 })) as Listed;
  expect(last.rows).toHaveLength(20);
  const some = (await quick(name, { ...wanted, search })) as Listed;
  expect(some.total).toBe(found);
});

test('every order of the sessions and vehicles is as quick', async () => {
  for (const sort of ['openedAt', 'vehicle', 'donations', 'setAside'] as const) {
    await quick('session.list', { sort, direction: 'descend', page: 400 });
  }
  await quick('session.list', { show: 'with-differences' });
  for (const sort of ['lastReceived', 'setAside', 'entriesHeld'] as const) {
    await quick('vehicle.list', { sort, page: 400 });
  }
});

test('ranges, codes and names are as quick, and no list is cut short', async () => {
  expect(await quick('din-range.list', { page: 500 })).toMatchObject({ total: many });
  expect(await quick('enrol-code.list', { page: 500 })).toMatchObject({ total: many });
  expect((await quick('drive.list', { year: 2026, state: 'planned' })).total).toBe(many);
  await quick('name.list', {});
});
