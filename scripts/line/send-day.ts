import { join } from 'node:path';
import { appVersion } from '../../electron/core/app-version.ts';
import { type Core, startCore, systemWorld } from '../../electron/core/compose.ts';
import { readCoreConfig } from '../../electron/core/config.ts';
import { enrol } from '../../electron/core/enrol.ts';
import { createReach } from '../../electron/core/http-reach.ts';
import { fixedOperator } from '../../electron/core/operator.ts';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { openConnection, sql } from '../../electron/core/store/connection.ts';
import { databaseFile } from '../../electron/core/store/store.ts';
import { silentLog } from '../../electron/core/system.ts';
import { vehicleId } from '../../shared/ids.ts';
import type { SyncStatus } from '../../shared/contract/device.ts';
import { stationTotals, verifyStationChain } from '../../station/administer.ts';
import { nodeHashing } from '../../station/hashing.ts';
import { rehearse } from '../day/rehearse.ts';
import { type DemoStation, demoVehicle, startDemoStation } from '../world/demo-station.ts';
import { createShapedLine, type LineShape } from './shaped-line.ts';

export interface SentDay {
  readonly donors: number;
  readonly donations: number;
  readonly entries: number;
  /** From the first request until the station holds everything and the vehicle knows. */
  readonly seconds: number;
  /** Requests of all batches that were held, head and body. */
  readonly batchBytes: number;
  readonly upBytes: number;
  readonly downBytes: number;
  readonly drops: number;
  /** The longest time in which the station came to hold nothing new. */
  readonly longestStandstillSeconds: number;
  readonly held: number;
  readonly verified: boolean;
}

export interface SendOptions {
  readonly donors: number;
  readonly seed: number;
  readonly folder: string;
  readonly shape: LineShape;
  readonly secondsMax: number;
  readonly onProgress?: (status: SyncStatus, seconds: number) => void;
}

const onDate = '2026-06-16';
const lookEveryMs = 100;

/** The laptop as it was in the evening before anything of the day was sent. */
function forgetHeld(folder: string): void {
  const db = openConnection(
    join(folder, databaseFile),
    createFileKeyStore(folder).databaseKeyHex(),
  );
  for (const table of ['held', 'set_aside', 'verdict', 'verdict_mark'] as const)
    db.run(sql.deleteFrom(table));
  db.close();
}

export interface RehearsedDay {
  readonly vehicleFolder: string;
  readonly donations: number;
}

/** A day in a data folder, of which nothing counts as held. */
export async function rehearseForLine(
  options: Pick<SendOptions, 'donors' | 'seed' | 'folder'>,
): Promise<RehearsedDay> {
  const { donors, seed } = options;
  const folder = join(options.folder, 'day');
  const { donations } = await rehearse({ donors, seed, folder, transport: 'auto' });
  const vehicleFolder = join(folder, 'vehicle');
  forgetHeld(vehicleFolder);
  return { vehicleFolder, donations };
}

/** Sends a whole day, rehearsed first with a line of its own, over a shaped line to a station that has none of it yet. */
export const sendDay = async (options: SendOptions): Promise<SentDay> =>
  sendRehearsed(options, await rehearseForLine(options));

/** The laptop is enrolled at the new station over a good line, as it was when the vehicle left. */
export async function sendRehearsed(options: SendOptions, day: RehearsedDay): Promise<SentDay> {
  const { donors, folder } = options;
  const { vehicleFolder, donations } = day;
  const station = await startDemoStation({
    ...{ folder: join(folder, 'station'), onDate, donors: [] },
    ...{ pageToken: 'shaped-line-station-page', donorHashKeyHex: '5eed'.repeat(16) },
  });
  await enrolAt(station, vehicleFolder);
  const line = await createShapedLine(station.station.url, options.shape);
  try {
    const core = startCore(configOf(vehicleFolder, line.url), {
      ...systemWorld,
      log: silentLog,
    });
    try {
      const sent = await untilHeld(core, options);
      const { entries } = await stationTotals(station.station.db, { epoch: core.epoch });
      const chain = await verifyStationChain(station.station.db, core.epoch, nodeHashing);
      const { upBytes, downBytes, drops } = line.counts();
      return {
        ...{ donors, donations, ...sent, upBytes, downBytes, drops },
        ...{ held: entries, verified: chain.verified },
      };
    } finally {
      await core.close();
    }
  } finally {
    await line.close();
    await station.close();
  }
}

async function enrolAt({ station, enrolCode }: DemoStation, dataFolder: string): Promise<void> {
  const keys = createFileKeyStore(dataFolder);
  const applicant = { keys, vehicle: vehicleId.parse(demoVehicle), appVersion };
  const ended = new AbortController();
  const enrolled = await enrol(station.url, enrolCode, applicant, createReach(ended.signal));
  ended.abort();
  if (!enrolled.ok) throw new Error(JSON.stringify(enrolled.error));
}

function configOf(dataFolder: string, stationUrl: string) {
  const resources = join(import.meta.dirname, '..', '..', 'resources');
  const args = [...['--data', dataFolder, '--vehicle', demoVehicle, '--station', stationUrl]];
  const config = readCoreConfig(args, resources);
  if (!config.ok) throw new Error(config.error);
  return config.value;
}

const statusOf = async (core: Core): Promise<SyncStatus> => {
  const reply = await core.call({ name: 'sync.status', input: {} }, fixedOperator);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  // The router checked it against the call's output.
  return reply.value as SyncStatus;
};

/** Nobody presses a button: the sync's own schedule does it all. */
async function untilHeld(core: Core, { secondsMax, onProgress }: SendOptions) {
  const startedAt = performance.now();
  const secondsSince = (at: number) => (performance.now() - at) / 1000;
  let last = -1;
  let movedAt = startedAt;
  let longest = 0;
  for (;;) {
    const status = await statusOf(core);
    const { entriesHeld, entriesTotal } = status;
    if (entriesHeld !== last) movedAt = performance.now();
    longest = Math.max(longest, secondsSince(movedAt));
    if (entriesHeld !== last) onProgress?.(status, secondsSince(startedAt));
    last = entriesHeld;
    if (entriesHeld === entriesTotal) {
      const seconds = Math.round(secondsSince(startedAt) * 10) / 10;
      const longestStandstillSeconds = Math.round(longest * 10) / 10;
      return {
        entries: entriesTotal,
        batchBytes: status.bytesSent,
        seconds,
        longestStandstillSeconds,
      };
    }
    if (secondsSince(startedAt) > secondsMax)
      throw new Error(`${entriesHeld} of ${entriesTotal} held after ${secondsMax} s`);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
