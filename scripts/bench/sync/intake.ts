import { sql } from 'kysely';
import { quantile, rounded } from '../figures.ts';
import type { SyncPart } from '../sync.ts';
import { openBenchStation, furnishFor } from './bench-station.ts';
import { copyRowsOf } from './copy-rows.ts';
import { pack, sendDays, startStations } from './send-days.ts';
import { rehearsedTemplate } from './template-day.ts';
import { createDayMaker } from './vehicle-day.ts';

const rounds = 5;
/** Both sides get warm, as a station that runs for months is. */
const roundsBefore = 2;
/** Big days, as the line's: 200 donors and more, sent in the batches a laptop makes of them. */
const vehiclesEach = 36;
const donationsEach = 100;
const goal = 0.7;

export const templateDonors = 28;
export const templateSeed = 7;

/**
 * Entries a second from a signed, compressed request to its durable commit, journalled, projected and judged, beside COPY of all the
 * rows they leave into tables of the same definition on the same server: round by round, because a machine is not always as fast.
 */
export const intakePart: SyncPart = {
  name: 'intake',
  run: async () => {
    const makeDay = createDayMaker(await rehearsedTemplate(templateDonors, templateSeed));
    const station = await openBenchStation();
    const { db: copied } = await station.another('copied');
    const stations = await startStations(station.url);
    const taken: number[] = [];
    const copies: number[] = [];
    let entries = 0;
    let rows = 0;
    let setAside = 0;
    try {
      for (let round = 0; round < roundsBefore + rounds; round += 1) {
        const days = Array.from({ length: vehiclesEach }, (_, number) =>
          makeDay({ number, date: round, donations: donationsEach }),
        );
        await furnishFor(station.db, days);
        await sql`checkpoint`.execute(station.db);
        const sent = await sendDays(stations, days.map(pack));
        const vehicles = days.map(({ vehicle }) => vehicle);
        const copy = await copyRowsOf(station, copied, vehicles);
        if (round < roundsBefore) continue;
        taken.push(sent.entries / sent.seconds);
        copies.push(sent.entries / copy.seconds);
        entries += sent.entries;
        rows += copy.rows;
        setAside += sent.setAside;
      }
    } finally {
      await stations.close();
      await station.close();
    }
    const ratio = quantile(
      taken.map((rate, round) => rate / (copies[round] ?? Number.NaN)),
      0.5,
    );
    return {
      figures: {
        ...{ entries, rowsCopied: rows, setAside, stationProcesses: stations.urls.length },
        entriesPerSecond: Math.round(quantile(taken, 0.5)),
        copyEntriesPerSecond: Math.round(quantile(copies, 0.5)),
        shareOfCopy: rounded(ratio),
      },
      goals: { shareOfCopy: `>= ${goal}` },
      met: ratio >= goal,
    };
  },
};
