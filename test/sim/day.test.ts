import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { FolderNotEmpty, rehearse } from '../../scripts/day/rehearse.ts';
import { startEmbeddedPostgres } from '../../station/embedded-postgres.ts';
import { openDatabase } from '../../station/store/database.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'bloodmobile-day-'));
  ends.push(async () => rmSync(made, { recursive: true, force: true }));
  return made;
};

it('gives the same numbers for the same seed, and every donation to the station once', async () => {
  const first = folder();
  const options = { donors: 10, seed: 7, transport: 'auto' } as const;
  const {
    elapsedMs: _a,
    bytesSent: oneBytes,
    ...one
  } = await rehearse({ ...options, folder: first });
  const {
    elapsedMs: _b,
    bytesSent: twoBytes,
    ...two
  } = await rehearse({
    ...options,
    folder: folder(),
  });
  expect(two).toEqual(one);
  // Measurements name their device, and a pseudo-terminal has another name each time: as many letters, packed a few bytes apart.
  expect(Math.abs(twoBytes - oneBytes)).toBeLessThan(oneBytes / 100);
  expect(one.verified).toBe(true);
  expect(one.donors).toBe(10);
  expect(one.donations).toBeGreaterThan(2);
  expect(one.labels.confirmed).toBe(one.labels.asked);
  expect(one.station).toEqual({ entries: one.entries, donations: one.donations });

  const postgres = await startEmbeddedPostgres({ folder: join(first, 'station') });
  if (!postgres.ok) throw new Error(postgres.error);
  ends.push(postgres.value.close);
  const db = await openDatabase(postgres.value.url, () => undefined);
  if (!db.ok) throw new Error(db.error);
  ends.push(() => db.value.destroy());
  const rows = await db.value.selectFrom('donation').select('din').execute();
  const dins = rows.map(({ din }) => din);
  expect(new Set(dins).size).toBe(one.donations);
  expect(dins.length).toBe(one.donations);
});

it('does not add a second day to a folder that holds one', async () => {
  const used = folder();
  const options = { donors: 1, seed: 3, folder: used, transport: 'auto' } as const;
  await rehearse(options);
  await expect(rehearse(options)).rejects.toThrow(FolderNotEmpty);
});
