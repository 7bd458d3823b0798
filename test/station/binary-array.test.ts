import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bigintArray,
  byteaArray,
  jsonArray,
  textArray,
  uuidArray,
} from '../../station/store/binary-array.ts';
import { startTestStation, type TestStation } from './support/station.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

test('arrays in binary form arrive as they were made, with what is absent, signs, quotes and rare letters', async () => {
  const made = {
    numbers: [0, 1, -1, 2 ** 31, -(2 ** 32), Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
    texts: ['', null, 'null', '{"a":"\\"}', '淮北\u{20BB7}\uE864', "it's"],
    bytes: ['', '00ff', 'ab'.repeat(32)],
    uuids: [null, '019ecdd5-c740-72d4-b0c8-14e001a741d4'],
    bodies: ['{"zero":"\\u0000"}', '[]', '"淮"'],
  };
  const { rows } = await sql`select ${bigintArray(made.numbers)}::bigint[]::text[] as numbers,
    ${textArray(made.texts)}::text[] as texts, ${uuidArray(made.uuids)}::uuid[]::text[] as uuids,
    array(select encode(b, 'hex') from unnest(${byteaArray(made.bytes)}::bytea[]) as t(b)) as bytes,
    array(select b::text from unnest(${jsonArray(made.bodies)}::json[]) as t(b)) as bodies`.execute(
    station.db,
  );
  expect(rows).toEqual([{ ...made, numbers: made.numbers.map(String) }]);
});

test('an empty array is empty, whatever it is of', async () => {
  const { rows } = await sql`select cardinality(${bigintArray([])}::bigint[]) as numbers,
    cardinality(${textArray([])}::text[]) as texts, cardinality(${uuidArray([])}::uuid[]) as uuids`.execute(
    station.db,
  );
  expect(rows).toEqual([{ numbers: 0, texts: 0, uuids: 0 }]);
});
