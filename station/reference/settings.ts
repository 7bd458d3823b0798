import type { z } from 'zod';
import { LABEL_FLAGS } from '../../shared/codes/isbt128/flags.ts';
import { ok } from '../../shared/result.ts';
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
