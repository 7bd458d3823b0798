import { loadDonors } from '../../station/administer.ts';
import { donorHashKeys, keyIn, setDonorHashKey } from '../../station/reference/donor-keys.ts';
import type { CentralDonor } from '../../station/reference/load-donors.ts';
import {
  beginRotation,
  cancelRotation,
  finishRotation,
} from '../../station/reference/rotate-key.ts';
import type { StationDb } from '../../station/store/database.ts';
import type { History } from './history.ts';
import { newKey, type Rotation } from './rotation.ts';
import { crashingAfter, StationCrash } from './station-crash.ts';

/** Every statement of the longest of these, twice. */
const statementsOfRotation = 40;

const permanent: CentralDonor['deferrals'][number] = {
  ...{ reason: 'hbsag', clause: '8.3', permanent: true, until: null, bars: 'all', endedOn: null },
};

/** The station's first key, and the central record under it. */
export async function furnish(db: StationDb, rotation: Rotation, nowMs: number): Promise<void> {
  const keyHex = newKey(rotation);
  const set = await setDonorHashKey(db, keyHex, nowMs);
  if (!set.ok) throw new Error(set.error);
  rotation.learn(keyHex);
  await load(db, rotation, nowMs);
}

export async function load(db: StationDb, { record }: Rotation, nowMs: number): Promise<void> {
  const loaded = await loadDonors(db, record, nowMs);
  if (!loaded.ok) throw new Error(loaded.error.reason);
}

/** The central record names somebody as deferred. */
export async function deferInRecord(history: History, rotation: Rotation): Promise<void> {
  const { random, record } = rotation;
  const deferred = random.below(record.length);
  rotation.record = record.map((donor, at) =>
    at === deferred ? { ...donor, deferrals: [permanent] } : donor,
  );
  const { stationNowMs } = history;
  await done(history, rotation, false, (db) => load(db, rotation, stationNowMs));
}

/** Who restored the station loads the record of now. */
export async function afterRestore(history: History, rotation: Rotation): Promise<void> {
  await load(history.station.db, rotation, history.stationNowMs);
}

/** The next thing that can be done about the station's hash key. */
export async function turnKey(history: History, rotation: Rotation): Promise<void> {
  const { station, stationNowMs } = history;
  const { random } = rotation;
  const keys = await donorHashKeys(station.db);
  const does = (work: Work) => done(history, rotation, true, work);
  if (keyIn(keys, 'former')) {
    const anyway = random.chance(0.4);
    return does((db) => finishRotation(db, anyway));
  }
  if (!keyIn(keys, 'loading')) {
    const keyHex = newKey(rotation);
    rotation.learn(keyHex);
    return does((db) => beginRotation(db, stationNowMs, keyHex));
  }
  if (random.chance(0.25)) return does((db) => cancelRotation(db));
  // Served without it the step is refused, and done again some time.
  if (random.chance(0.8)) await does((db) => load(db, rotation, stationNowMs));
  return does((db) => station.serveNextKey(db, stationNowMs));
}

type Work = (db: StationDb) => Promise<unknown>;

/** Whoever gets no answer does it again; with `mayWait` some other time. */
async function done(
  history: History,
  { random }: Rotation,
  mayWait: boolean,
  work: Work,
): Promise<void> {
  const { db } = history.station;
  history.isPictureOld = true;
  if (random.chance(0.2)) {
    try {
      await work(crashingAfter(db, random.below(statementsOfRotation)));
      return;
    } catch (fault) {
      if (!(fault instanceof StationCrash)) throw fault;
      if (mayWait && random.chance(0.5)) return;
    }
  }
  await work(db);
}
