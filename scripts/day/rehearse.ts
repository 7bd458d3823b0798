import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Core, startCore } from '../../electron/core/compose.ts';
import { type CoreConfig, readCoreConfig } from '../../electron/core/config.ts';
import { fixedOperator } from '../../electron/core/operator.ts';
import { dayOf } from '../../electron/core/store/append.ts';
import { databaseFile } from '../../electron/core/store/store.ts';
import { driveId } from '../../shared/ids.ts';
import type { VisitDetail } from '../../shared/contract/visit.ts';
import { generateDonors } from '../../simulators/donors.ts';
import { type Simulators, startSimulators } from '../../simulators/start.ts';
import { stationTotals, verifyStationChain } from '../../station/administer.ts';
import { nodeHashing } from '../../station/hashing.ts';
import { type DemoStation, demoVehicle, startDemoStation } from '../world/demo-station.ts';
import { knownDonors } from '../world/known-donors.ts';
import { verifyFolder } from '../verify/verify-folder.ts';
import { createHands, type Hands } from './hands.ts';
import { type Drive, pack, takeThrough, witness } from './journey.ts';
import type { Wire } from '../../simulators/wire.ts';
import { createNetwork } from './network.ts';
import { type Person, peopleOf } from './person.ts';
import { createPrintedSets } from './printed-sets.ts';
import { createProgress } from './progress.ts';
import { createSeededWorld, type SeededWorld, writeSeededKeys } from './seeded-world.ts';
import { type DaySummary, deferredByReason } from './summary.ts';

export interface RehearsalOptions {
  readonly donors: number;
  readonly seed: number;
  readonly folder: string;
  readonly transport: 'auto' | 'tcp' | 'pty';
}

/** A weekday of the plans; fixed, so that ages, cards and intervals of a seed stay what they are. */
const startsAtMs = Date.UTC(2026, 5, 16, 0, 30);
const donorHashKeyHex = '5eed'.repeat(16);
const box = 'BOX-01';

/** The data folder already holds a day: a rehearsal would add to it and mean nothing. */
export class FolderNotEmpty extends Error {}

interface Setting {
  readonly core: Core;
  readonly world: SeededWorld;
  readonly hands: Hands;
  readonly simulators: Simulators;
  readonly network: Wire;
  readonly people: readonly Person[];
  readonly onDate: string;
}

/**
 * A whole day through the contract: real station and database, real devices' bytes, the network away from the first donor until
 * the seal. Everything that starts here ends here.
 */
export async function rehearse(options: RehearsalOptions): Promise<DaySummary> {
  const startedAt = performance.now();
  const folder = join(options.folder, 'vehicle');
  if (existsSync(join(folder, databaseFile))) throw new FolderNotEmpty(options.folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const world = createSeededWorld(options.seed, startsAtMs);
  writeSeededKeys(folder, world.random);
  const onDate = dayOf(startsAtMs);
  const donors = generateDonors({
    ...{ seed: options.seed, count: options.donors, onDate },
    wrongAge: 0.02,
  });
  const people = peopleOf(options.seed, donors);
  const ends: (() => Promise<void>)[] = [];
  const kept = <T extends { readonly close: () => Promise<void> }>(opened: T): T => {
    ends.unshift(opened.close);
    return opened;
  };
  try {
    const station = kept(
      await startDemoStation({
        folder: join(options.folder, 'station'),
        ...{ onDate, donorHashKeyHex, nowMs: world.clock.nowMs },
        donors: knownDonors(
          donors,
          onDate,
          donorHashKeyHex,
          people.map(({ aboForward }) => aboForward),
        ),
      }),
    );
    const simulators = kept(await startSimulators({ transport: options.transport }));
    const network = kept(await createNetwork(station.station.url));
    const core = kept(
      startCore(configOf(folder, network.url, station.enrolCode, simulators), world),
    );
    const request = (asked: Parameters<Core['call']>[0]) => core.call(asked, fixedOperator);
    const { uuid } = world.random;
    const hands = createHands({ request, subscribe: core.subscribe }, simulators, { uuid });
    const visits = await work({ core, world, hands, simulators, network, people, onDate });
    const counted = await count(hands, core.epoch, station, visits);
    const { kind } = verifyFolder(folder);
    return {
      ...counted,
      verified: counted.verified && kind === 'equal',
      elapsedMs: Math.round(performance.now() - startedAt),
    };
  } finally {
    for (const end of ends) await end();
  }
}

function configOf(
  folder: string,
  stationUrl: string,
  enrolCode: string,
  { urls }: Simulators,
): CoreConfig {
  const resources = join(import.meta.dirname, '..', '..', 'resources');
  const args = [
    ...['--data', folder, '--vehicle', demoVehicle, '--demo'],
    ...['--station', stationUrl, '--enrol', enrolCode],
    ...['--id-reader', urls.idReader, '--scanner', urls.scanner, '--printer', urls.printer],
    ...['--scale', urls.scale, '--bp', urls.bp],
  ];
  const config = readCoreConfig(args, resources);
  if (!config.ok) throw new Error(config.error);
  return config.value;
}

async function work(setting: Setting): Promise<readonly VisitDetail[]> {
  const { core, world, hands, network, people, onDate } = setting;
  await hands.call('sync.now', {});
  await network.close();
  await hands.call('session.open', {
    driveId: driveId.parse('huaibei-annex1-city-units-0010'),
    bagLots: ['CPDA400-26A', 'CPDA200-26B'],
    clockConfirmedAtMs: world.clock.nowMs(),
  });
  const drive: Drive = {
    hands,
    box,
    forms: await hands.call('screening.forms', {}),
    date: () => dayOf(world.clock.nowMs()),
    passTime: world.passTime,
    printedSets: createPrintedSets(onDate),
  };
  const progress = createProgress(people.length, 'donors');
  const visits: VisitDetail[] = [];
  for (const person of people) {
    visits.push(await takeThrough(drive, person));
    const collected = visits.filter(({ donation }) => donation?.state === 'stopped').length;
    progress.show(visits.length, `${collected} collected`);
  }
  progress.end();
  for (const { donation } of visits) {
    if (donation?.state === 'stopped') await pack(drive, donation.din);
  }
  await core.printed();
  const { differences } = await hands.call('session.reconciliation', {});
  if (differences.length > 0) throw new Error(`does not add up: ${JSON.stringify(differences)}`);
  await hands.call('session.seal', { secondOperator: witness });
  await network.restore();
  return visits;
}

async function count(
  hands: Hands,
  epoch: string,
  { station }: DemoStation,
  visits: readonly VisitDetail[],
): Promise<Omit<DaySummary, 'elapsedMs'>> {
  const status = await hands.call('sync.now', {});
  const jobs = visits.flatMap(({ donation }) => donation?.printJobs ?? []);
  const donations = visits.filter(
    ({ donation }) => donation !== null && donation.volumeMl !== null,
  );
  const held = await stationTotals(station.db, { epoch });
  const chain = await verifyStationChain(station.db, epoch, nodeHashing);
  return {
    donors: visits.length,
    eligible: visits.filter(({ decision }) => decision?.kind === 'eligible').length,
    deferred: deferredByReason(visits),
    donations: donations.length,
    volumeMl: donations.reduce((sum, { donation }) => sum + (donation?.volumeMl ?? 0), 0),
    labels: {
      asked: jobs.length,
      sent: jobs.filter(({ state }) => state !== 'asked' && state !== 'failed').length,
      confirmed: jobs.filter(({ state }) => state === 'confirmed').length,
    },
    entries: status.entriesTotal,
    bytesSent: status.bytesSent,
    station: { entries: held.entries, donations: held.donations },
    verified: chain.verified && status.entriesHeld === status.entriesTotal,
  };
}
