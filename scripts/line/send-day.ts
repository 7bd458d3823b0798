import { join } from 'node:path';
import { type Core, startCore, systemWorld } from '../../electron/core/compose.ts';
import { readCoreConfig } from '../../electron/core/config.ts';
import { fixedOperator } from '../../electron/core/operator.ts';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { openConnection, sql } from '../../electron/core/store/connection.ts';
import { databaseFile } from '../../electron/core/store/store.ts';
import { silentLog } from '../../electron/core/system.ts';
import type { SyncStatus } from '../../shared/contract/device.ts';
import { stationTotals, verifyStationChain } from '../../station/administer.ts';
import { nodeHashing } from '../../station/hashing.ts';
import { rehearse } from '../day/rehearse.ts';
import { demoVehicle, startDemoStation } from '../world/demo-station.ts';
import { createShapedLine, type LineShape } from './shaped-line.ts';

export interface SentDay {
  readonly donors: number;
  readonly donations: number;
  readonly entries: number;
  /** From the first request until the station holds everything and the vehicle knows. */
  readonly seconds: number;
  /** Compressed bodies of all batches sent, those that were lost included. */
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
const lookEveryMs = 200;

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

/** Sends a whole day, rehearsed first with a line of its own, over a shaped line to a station that has none of it yet. */
export async function sendDay(options: SendOptions): Promise<SentDay> {
  const { donors, seed, folder } = options;
  const day = await rehearse({ donors, seed, folder: join(folder, 'day'), transport: 'auto' });
  forgetHeld(join(folder, 'day', 'vehicle'));
  const station = await startDemoStation({
    ...{ folder: join(folder, 'station'), onDate, donors: [] },
    ...{ pageToken: 'shaped-line-station-page', donorHashKeyHex: '5eed'.repeat(16) },
  });
  const line = await createShapedLine(station.station.url, options.shape);
  try {
    const core = startCore(configOf(join(folder, 'day', 'vehicle'), line.url, station.enrolCode), {
      ...systemWorld,
      log: silentLog,
    });
    try {
      const sent = await untilHeld(core, options);
      const { entries } = await stationTotals(station.station.db, { epoch: core.epoch });
      const chain = await verifyStationChain(station.station.db, core.epoch, nodeHashing);
      const { upBytes, downBytes, drops } = line.counts();
      return {
        ...{ donors, donations: day.donations, ...sent, upBytes, downBytes, drops },
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

function configOf(dataFolder: string, stationUrl: string, enrolCode: string) {
  const resources = join(import.meta.dirname, '..', '..', 'resources');
  const args = [
    ...['--data', dataFolder, '--vehicle', demoVehicle],
    ...['--station', stationUrl, '--enrol', enrolCode],
  ];
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
