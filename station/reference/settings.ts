import type { z } from 'zod';
import { LABEL_FLAGS } from '../../shared/codes/isbt128/flags.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { type StationData, stationData } from '../../shared/sync/station-data.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange } from './counter.ts';

const shapes = {
  station: stationData.shape.station,
  settings: stationData.shape.settings,
  ruleSets: stationData.shape.ruleSets,
} as const;

type Name = keyof typeof shapes;

const dayMs = 24 * 60 * 60 * 1000;

const defaults: { readonly [N in Name]: z.output<(typeof shapes)[N]> } = {
  station: { name: '血站', latinName: 'BLOOD STATION', licence: '' },
  settings: {
    deferralListAgeMaxMs: 7 * dayMs,
    labelSet: [
      { kind: 'bag', flags: LABEL_FLAGS.bag },
      { kind: 'satellite-bag', flags: LABEL_FLAGS.satelliteBag[0] },
      { kind: 'nat-tube', flags: LABEL_FLAGS.natTube },
      { kind: 'test-tube', flags: LABEL_FLAGS.testTube },
      { kind: 'donor-record', flags: LABEL_FLAGS.donorRecord },
    ],
    tubesPerDonation: 2,
  },
  ruleSets: [],
};

/** The station's name and licence, as labels and reports carry them. */
export const putStation = (db: StationDb, value: StationData['station']) =>
  put(db, 'station', value);

export const putSettings = (db: StationDb, value: StationData['settings']) =>
  put(db, 'settings', value);

/** Rule sets newer than those the vehicles ship with. */
export const putRuleSets = (db: StationDb, value: StationData['ruleSets']) =>
  put(db, 'ruleSets', value);

async function put(db: StationDb, name: Name, value: unknown): Promise<void> {
  const content = JSON.stringify(shapes[name].parse(value));
  await inTransaction(db, async (trx) => {
    await write(trx, name, content);
    await countChange(trx, 'reference');
    return ok(undefined);
  });
}

const write = (trx: StationTransaction, name: string, content: string) =>
  trx
    .insertInto('setting')
    .values({ name, value: content })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: content }))
    .execute();

export async function settingsOf(db: StationDb): Promise<Pick<StationData, Name>> {
  const rows = await db.selectFrom('setting').select(['name', 'value']).execute();
  const saved = new Map(rows.map(({ name, value }) => [name, value]));
  return {
    station: shapes.station.parse(saved.get('station') ?? defaults.station),
    settings: shapes.settings.parse(saved.get('settings') ?? defaults.settings),
    ruleSets: shapes.ruleSets.parse(saved.get('ruleSets') ?? defaults.ruleSets),
  };
}

const keyName = 'donorHashKey';

/**
 * The key (32 bytes, hex) under which document numbers become donor keys. Refuses another key while donors are indexed under the
 * old one: none of them would be found again.
 */
export function setDonorHashKey(
  db: StationDb,
  keyHex: string,
): Promise<Result<undefined, 'not-a-key' | 'donors-indexed-under-another-key'>> {
  return inTransaction(db, async (trx) => {
    if (!/^[0-9a-f]{64}$/.test(keyHex)) return err('not-a-key');
    const before = await donorHashKey(trx);
    if (before === keyHex) return ok(undefined);
    const indexed = await trx.selectFrom('donor_index').select('changed_in').limit(1).execute();
    if (before !== undefined && indexed.length > 0) return err('donors-indexed-under-another-key');
    await write(trx, keyName, JSON.stringify(keyHex));
    await countChange(trx, 'reference');
    return ok(undefined);
  });
}

export async function donorHashKey(db: StationDb): Promise<string | undefined> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', keyName)
    .executeTakeFirst();
  return typeof row?.value === 'string' ? row.value : undefined;
}
