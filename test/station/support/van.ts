import { randomUUID } from 'node:crypto';
import { issueDinRange, readQueue } from '../../../station/administer.ts';
import { paths } from '../../../shared/sync/station-api.ts';
import { type VerdictPage, verdictPage } from '../../../shared/sync/verdicts.ts';
import { enrolledLaptop, type TestLaptop } from './laptop.ts';
import { nowMs, type TestStation } from './station.ts';
import { createVehicleJournal, send, type VehicleJournal } from './vehicle-journal.ts';

export interface Van {
  readonly vehicle: string;
  readonly journal: VehicleJournal;
  /** Sends everything, or entries `from` … `to`; answers the verdicts as `[seq, reason]`. */
  readonly post: (from?: number, to?: number) => Promise<readonly (readonly [number, string])[]>;
  /** Sends a batch as it stands; answers what the station says of it. */
  readonly send: (body: unknown) => ReturnType<typeof send>;
  readonly laptop: TestLaptop;
  readonly feed: (after?: number) => Promise<VerdictPage>;
  /** The number at `index` of the hundred issued to it. */
  readonly din: (index: number) => string;
  readonly rangeId: string;
  readonly get: (path: string) => Promise<Response>;
  /** The same vehicle with a new database. */
  readonly anew: (startsAtMs: number) => Van;
}

let vans = 0;

/** A vehicle of its own with its day opened and a hundred numbers. Nothing arrives before it was recorded: `setNow` is the test's. */
export async function createVan(station: TestStation, startsAtMs = nowMs): Promise<Van> {
  vans += 1;
  const vehicle = `van-${vans}-${randomUUID().slice(0, 4)}`;
  const prefix = `G1234${10 + vans}`;
  const laptop = await enrolledLaptop(station, vehicle, `皖F·采${vans}`);
  const din = (index: number) => prefix + String(1 + index).padStart(6, '0');
  const issued = await issueDinRange(station.db, {
    ...{ vehicleId: vehicle, firstDin: din(0), count: 100 },
  });
  if (!issued.ok) throw new Error(issued.error);
  const get = (path: string) => laptop.ask(path);
  const withJournal = (atMs: number): Van => {
    const journal = createVehicleJournal(vehicle, randomUUID(), atMs);
    journal.open();
    return {
      ...{ vehicle, laptop, journal, din, get, rangeId: issued.value.rangeId, anew: withJournal },
      send: (body) => send(laptop, body),
      post: async (from, to) => {
        const { status, reply } = await send(laptop, journal.batch(from, to));
        if (status !== 200) throw new Error(JSON.stringify(reply));
        return reply.setAside.map(({ seq, reason }) => [seq, reason] as const);
      },
      feed: async (after = 0) =>
        verdictPage.parse(await (await get(`${paths.verdicts}?after=${after}`)).json()),
    };
  };
  return withJournal(startsAtMs);
}

/** The seq of the last entry of a kind. */
export const seqOf = ({ journal }: Pick<Van, 'journal'>, type: string): number =>
  journal.entries.findLast((entry) => entry.type === type)?.seq ?? 0;

/** What the station's page shows of a vehicle's verdicts, settled ones too. */
export const queueOf = async ({ db }: TestStation, { vehicle }: Pick<Van, 'vehicle'>) =>
  (await readQueue(db, { vehicle, state: 'all' }, nowMs)).items;

let people = 0;
/** The key of somebody nobody has seen before. */
export const aPerson = (): string => {
  people += 1;
  return `a${String(people).padStart(63, '0')}`;
};
