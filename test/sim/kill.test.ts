import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { dayOf } from '../../electron/core/store/append.ts';
import type { Reply, Request } from '../../shared/contract/router.ts';
import type { VisitDetail } from '../../shared/contract/visit.ts';
import { driveId } from '../../shared/ids.ts';
import { createHands } from '../../scripts/day/hands.ts';
import { type Drive, pack, takeThrough, witness } from '../../scripts/day/journey.ts';
import { peopleOf } from '../../scripts/day/person.ts';
import { createPrintedSets } from '../../scripts/day/printed-sets.ts';
import { verifyFolder } from '../../scripts/verify/verify-folder.ts';
import { demoVehicle, startDemoStation } from '../../scripts/world/demo-station.ts';
import { knownDonors } from '../../scripts/world/known-donors.ts';
import { generateDonors } from '../../simulators/donors.ts';
import { seededRandom } from '../../simulators/random.ts';
import { startSimulators } from '../../simulators/start.ts';
import { createKilledHost } from './killed-host.ts';
import { freePort } from '../../station/embedded/postmaster.ts';

const kills = 20;
const donorCount = 16;
const token = 'kill-test-token';
const donorHashKeyHex = 'ab'.repeat(32);

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Everything the workstation answered `ok` to, for the comparison at the end. */
const createWitness = () => {
  const answered: { readonly request: Request; readonly value: unknown }[] = [];
  return {
    answered,
    watch:
      (request: (asked: Request) => Promise<Reply>) =>
      async (asked: Request): Promise<Reply> => {
        const reply = await request(asked);
        if (reply.ok && asked.commandId !== undefined) {
          answered.push({ request: asked, value: reply.value });
        }
        return reply;
      },
  };
};

describe('a core that is killed again and again', () => {
  it('holds everything it answered ok to, and nothing twice', { timeout: 240_000 }, async () => {
    const seed = Number(process.env['KILL_SEED'] ?? 11);
    const random = seededRandom(seed);
    const folder = mkdtempSync(join(tmpdir(), 'bloodmobile-kill-'));
    ends.push(async () => rmSync(folder, { recursive: true, force: true }));
    const onDate = dayOf(Date.now());
    const donors = generateDonors({ seed, count: donorCount, onDate });
    const station = await startDemoStation({
      folder: join(folder, 'station'),
      ...{ onDate, donorHashKeyHex },
      donors: knownDonors(donors, onDate, donorHashKeyHex),
    });
    ends.push(station.close);
    const simulators = await startSimulators({ transport: 'auto' });
    ends.push(simulators.close);
    const { urls } = simulators;
    const vehicleFolder = join(folder, 'vehicle');
    const host = createKilledHost(
      [
        ...['--data', vehicleFolder, '--vehicle', demoVehicle, '--demo'],
        ...['--station', station.station.url, '--enrol', station.enrolCode],
        ...['--id-reader', urls.idReader, '--scanner', urls.scanner, '--printer', urls.printer],
        ...['--scale', urls.scale, '--bp', urls.bp],
      ],
      await freePort(),
      token,
    );
    await host.start();
    ends.push(host.stop);
    const { answered, watch } = createWitness();
    const hands = createHands(
      { request: watch(host.request), subscribe: host.subscribe },
      simulators,
      { deviceWaitMs: 2_500 },
    );
    await hands.call('sync.now', {});
    await hands.call('session.open', {
      driveId: driveId.parse('huaibei-annex1-city-units-0010'),
      bagLots: ['CPDA400-26A', 'CPDA200-26B'],
      clockConfirmedAtMs: Date.now(),
    });

    let killed = 0;
    const killer = async (): Promise<void> => {
      while (killed < kills) {
        await wait(100 + random.below(1_400));
        await host.kill();
        killed += 1;
        await host.start();
      }
    };
    const drive: Drive = {
      hands,
      box: 'BOX-K1',
      forms: await hands.call('screening.forms', {}),
      date: () => onDate,
      passTime: () => undefined,
      printedSets: createPrintedSets(onDate),
    };
    const visits: VisitDetail[] = [];
    const nurse = async (): Promise<void> => {
      for (const person of peopleOf(seed, donors)) visits.push(await takeThrough(drive, person));
    };
    await Promise.all([killer(), nurse()]);
    for (const { donation } of visits) {
      if (donation?.state === 'stopped') await pack(drive, donation.din);
    }
    const { differences } = await hands.call('session.reconciliation', {});
    expect(differences).toEqual([]);
    await hands.call('session.seal', { secondOperator: witness });
    const status = await hands.call('sync.now', {});
    expect(await host.stop()).toBe(0);

    expect(killed).toBe(kills);
    // The journal is whole: every acknowledged command's entries are in the chain, and the tables follow from it.
    expect(verifyFolder(vehicleFolder)).toMatchObject({
      kind: 'equal',
      rows: { session: 1, visit: donorCount },
    });
    const registered = answered.filter(({ request }) => request.name === 'donor.register');
    const known = new Set(visits.map(({ visitId }) => visitId as string));
    for (const { value } of registered) {
      expect(known).toContain((value as { visitId: string }).visitId);
    }
    // One number a donation, and of each number one set of labels unless a person said that none had come out.
    const dins = visits.flatMap(({ donation }) => (donation ? [donation.din] : []));
    expect(new Set(dins).size).toBe(dins.length);
    for (const { donation } of visits) {
      if (!donation) continue;
      const unprinted = donation.printJobs.filter(
        ({ state }) => state === 'not-printed' || state === 'failed',
      ).length;
      const sets = hands.printedLabels(donation.din).filter((text) => text.endsWith('00')).length;
      expect(sets).toBeLessThanOrEqual(1 + unprinted);
    }
    const stops = answered.filter(({ request }) => request.name === 'donation.stop');
    const drawn = visits.filter(({ donation }) => donation !== null && donation.volumeMl !== null);
    expect(drawn.length).toBeGreaterThan(3);
    expect(stops.length).toBe(drawn.length);
    // The station holds the same entries, each once, and each donation once.
    expect(status.entriesHeld).toBe(status.entriesTotal);
    const counted = await station.station.db
      .selectFrom('journal')
      .select((eb) => [
        eb.fn.countAll<string>().as('entries'),
        eb.fn.count<string>('seq').distinct().as('seqs'),
      ])
      .executeTakeFirstOrThrow();
    expect(Number(counted.entries)).toBe(status.entriesTotal);
    expect(Number(counted.seqs)).toBe(status.entriesTotal);
    const donations = await station.station.db.selectFrom('donation').select('din').execute();
    expect(donations.map(({ din }) => din).toSorted()).toEqual(dins.toSorted());
  });
});
