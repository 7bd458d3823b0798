import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { donorKey } from '../../shared/ids.ts';
import { paths, vehicleReference } from '../../shared/sync/station-api.ts';
import * as administer from '../../station/administer.ts';
import { changeDonorKey, changeDonors } from '../../station/donor-commands.ts';
import { endDeferral } from '../../station/reference/change-deferral.ts';
import { donorHashKeys } from '../../station/reference/donor-keys.ts';
import { donorCount } from '../../station/reference/donors.ts';
import { readDeferrals } from '../../station/reports/deferrals.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { enrolledLaptop, type TestLaptop } from './support/laptop.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';

let station: TestStation;
let laptop: TestLaptop;

beforeAll(async () => {
  station = await startTestStation();
  laptop = await enrolledLaptop(station, 'van-1', '皖F·采1');
});
afterAll(() => station.close());

const tattoo = {
  ...{ reason: '6.2.9-tattoo', clause: '6.2.9', permanent: false, until: '2026-09-01' },
  ...{ bars: 'all', endedOn: null },
} as const;
/** As a central record would be exported, one JSON object a line. */
const line = (at: number, over: object = {}) =>
  JSON.stringify({
    ...{ documentType: 'other', documentNumber: `E${10_000 + at}`, donationCount: at },
    person: { name: `捐献者${at}`, birthDate: '1990-01-01', sex: 'male' },
    ...{ bloodGroup: 'A', hadReaction: false, history: [], deferrals: [], ...over },
  });

async function file(lines: readonly string[]): Promise<string> {
  const path = join(temporaryFolder(), 'donors.jsonl');
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}
const donors = async (verb: string, lines: readonly string[]) =>
  changeDonors(station.db, verb, await file(lines), () => nowMs);
const key = (verb: string, anyway = false) =>
  changeDonorKey(station.db, verb, { anyway }, () => nowMs);
const reference = async (generation?: number) => {
  const query = generation === undefined ? '' : `?generation=${generation}`;
  const { keyGeneration, nextKeyGeneration, indexDonors, donorHashKeyHex } = vehicleReference.parse(
    await (await laptop.ask(`${paths.reference}${query}`)).json(),
  );
  return { keyGeneration, nextKeyGeneration, indexDonors, donorHashKeyHex };
};
const deferrals = async () =>
  (await readDeferrals(station.db, { size: 50, show: 'all' }, '2026-03-18')).rows;

test('the steps of a rotation can be taken in their order only, and each says what comes next', async () => {
  expect(await key('begin')).toMatchObject({ ok: false });
  await administer.setDonorHashKey(station.db, 'ab'.repeat(32));
  expect(await key('serve')).toMatchObject({ ok: false });
  expect(await key('finish')).toMatchObject({ ok: false });
  expect(await key('anything')).toMatchObject({ ok: false });

  const all = [line(0), line(1, { deferrals: [tattoo] }), '', line(2)];
  expect(await donors('load', all)).toEqual({ ok: true, value: '3 donors' });
  const [first] = await donorHashKeys(station.db);
  expect(await reference()).toEqual({
    ...{
      keyGeneration: 1,
      nextKeyGeneration: null,
      indexDonors: 3,
      donorHashKeyHex: first?.keyHex,
    },
  });

  // Begun, and given up: vehicles never heard of it.
  expect(await key('begin')).toMatchObject({ ok: true });
  expect(await key('begin')).toMatchObject({ ok: false });
  expect(await donors('load', all)).toMatchObject({ ok: true });
  const [, { generation: next } = { generation: 0 }] = await donorHashKeys(station.db);
  expect(await donorCount(station.db, next)).toBe(3);
  expect(await reference(1)).toMatchObject({ keyGeneration: 1, nextKeyGeneration: null });
  expect(await key('cancel')).toMatchObject({ ok: true });
  expect(await donorCount(station.db, next)).toBe(0);

  // Again, with part of the record only.
  expect(await key('begin')).toMatchObject({ ok: true });
  expect(await donors('load', all.slice(0, 2))).toMatchObject({ ok: true });
  expect(await key('serve')).toMatchObject({
    error: expect.stringContaining('1 donors of the index in use') as string,
  });
  expect(await donors('load', all)).toMatchObject({ ok: true });
  const [before] = await deferrals();
  const named = { reason: tattoo.reason, until: tattoo.until };
  expect(before).toMatchObject(named);
  expect(await key('serve')).toMatchObject({ ok: true });
  const [, second] = await donorHashKeys(station.db);
  expect(second?.keyHex).not.toBe(first?.keyHex);

  expect(await reference(1)).toMatchObject({ keyGeneration: 1, nextKeyGeneration: next });
  expect(await key('status')).toMatchObject({
    value: expect.stringMatching(/key 1: former, 3 donors, used by van-1/) as string,
  });
  expect(await key('finish')).toMatchObject({ ok: false });
  expect(await reference(next)).toMatchObject({ keyGeneration: next, nextKeyGeneration: null });
  expect(await key('finish')).toMatchObject({ ok: true });
  expect(await donorHashKeys(station.db)).toEqual([second]);
  expect(await donorCount(station.db, 1)).toBe(0);
  // Who missed it is given the new key, and loads the index under it first.
  expect(await reference(1)).toMatchObject({ keyGeneration: next, nextKeyGeneration: null });
  // The list at the page shows each deferral once, under the key of now.
  const listed = await deferrals();
  expect(listed).toMatchObject([named]);
  expect(listed[0]?.donorKey).not.toBe(before?.donorKey);
});

test('while two keys are alive a deferral changed at the page is changed under both, and what is removed is removed under both', async () => {
  expect(await key('begin')).toMatchObject({ ok: true });
  const all = [line(0), line(1, { deferrals: [tattoo] }), line(2)];
  expect(await donors('load', all)).toMatchObject({ ok: true });
  expect(await key('serve')).toMatchObject({ ok: true });
  const [held] = await deferrals();
  const ended = await endDeferral(
    station.db,
    {
      donorKey: donorKey.parse(held?.donorKey),
      ...{ reason: tattoo.reason, until: tattoo.until },
    },
    '2026-03-18',
  );
  expect(ended).toMatchObject({ ok: true });
  const [first, next] = (await donorHashKeys(station.db)).map(({ generation }) => generation);
  const rows = await station.db.selectFrom('donor_index').select(['generation', 'donor']).execute();
  const endedIn = rows.flatMap(({ generation, donor }) =>
    indexedDonor.parse(donor).deferrals.map(({ endedOn }) => `${generation} ${endedOn}`),
  );
  expect(endedIn.toSorted()).toEqual([`${first} 2026-03-18`, `${next} 2026-03-18`]);
  const gone = JSON.stringify({ documentType: 'other', documentNumber: 'E10002' });
  expect(await donors('remove', [gone])).toMatchObject({ ok: true });
  expect([
    await donorCount(station.db, first ?? 0),
    await donorCount(station.db, next ?? 0),
  ]).toEqual([2, 2]);
});

test('a wrong line is named without what stands in it', async () => {
  const wrong = await donors('load', [line(5), line(6, { documentNumber: 'E1' })]);
  expect(wrong).toEqual({ ok: false, error: 'line 2: documentNumber (0 lines are done)' });
  expect(await donors('load', ['{'])).toEqual({
    ok: false,
    error: 'line 1: JSON (0 lines are done)',
  });
  // The same document, in another way of writing.
  const twice = [line(5), line(6), line(5, { documentNumber: ' e10005' })];
  expect(await donors('load', twice)).toEqual({
    ...{
      ok: false,
      error: 'a document that is there twice at or before line 3 (0 lines are done)',
    },
  });
  // However far apart: of five thousand each a part is done before the next begins.
  const far = [...Array.from({ length: 5001 }, (_, at) => line(10 + at)), line(10)];
  expect(await donors('load', far)).toEqual({
    ...{
      ok: false,
      error: 'a document that is there twice at or before line 5002 (5000 lines are done)',
    },
  });
  expect(await donors('keep', [])).toMatchObject({ ok: false });
});
