import { sql } from 'kysely';
import { rounded } from '../figures.ts';
import type { SyncPart } from '../sync.ts';
import { furnishFor, openBenchStation } from './bench-station.ts';
import { templateDonors, templateSeed } from './intake.ts';
import { pack, type PackedDay, sendDays, startStations } from './send-days.ts';
import { rehearsedTemplate } from './template-day.ts';
import { createDayMaker } from './vehicle-day.ts';

const vehicles = 3600;
const donations = 46_500;
const minutesMax = 5;
const furnishedAtOnce = 300;

/** A day of the whole country arrives, every vehicle at the end of its day. */
export const countryPart: SyncPart = {
  name: 'country',
  run: async () => {
    const makeDay = createDayMaker(await rehearsedTemplate(templateDonors, templateSeed));
    const station = await openBenchStation();
    const stations = await startStations(station.url);
    try {
      const days: PackedDay[] = [];
      for (let from = 0; from < vehicles; from += furnishedAtOnce) {
        const some = Array.from({ length: Math.min(furnishedAtOnce, vehicles - from) }, (_, at) => {
          const number = from + at;
          const gave = Math.floor(((number + 1) * donations) / vehicles);
          const before = Math.floor((number * donations) / vehicles);
          return makeDay({ number, date: 0, donations: gave - before });
        });
        await furnishFor(station.db, some);
        days.push(...some.map(pack));
      }
      await sql`checkpoint`.execute(station.db);
      const { seconds, entries, setAside } = await sendDays(stations, days);
      const { rows } = await sql<{ entries: number; donations: number }>`
        select (select count(*) from journal) as entries,
          (select count(*) from donation where stopped_at_ms is not null) as donations`.execute(
        station.db,
      );
      const held = rows[0] ?? { entries: 0, donations: 0 };
      const minutes = seconds / 60;
      return {
        figures: {
          ...{ vehicles, entries, entriesHeld: held.entries, donationsHeld: held.donations },
          ...{ setAside, stationProcesses: stations.urls.length },
          batches: days.reduce((sum, { batches }) => sum + batches.length, 0),
          bytes: days.reduce((sum, { bytes }) => sum + bytes, 0),
          entriesPerSecond: Math.round(entries / seconds),
          minutes: rounded(minutes),
        },
        goals: { minutes: `<= ${minutesMax}`, donationsHeld: `= ${donations}` },
        met: minutes <= minutesMax && held.donations === donations && held.entries === entries,
      };
    } finally {
      await stations.close();
      await station.close();
    }
  },
};
