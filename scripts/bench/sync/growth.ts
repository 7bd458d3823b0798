import { sql } from 'kysely';
import type { StationDb } from '../../../station/store/database.ts';
import { quantile, rounded } from '../figures.ts';
import type { SyncPart } from '../sync.ts';
import { type BenchStation, furnishFor, openBenchStation } from './bench-station.ts';
import { templateDonors, templateSeed } from './intake.ts';
import { pack, sendDays, type StationProcesses, startStations } from './send-days.ts';
import { rehearsedTemplate } from './template-day.ts';
import { createDayMaker, type MakeDay } from './vehicle-day.ts';

const steps = [0, 1_000_000, 10_000_000] as const;
const runs = 3;
const vehiclesEach = 150;
const donationsEach = 13;
const slowerMax = 1.2;

/** The intake at an empty journal, at a million entries and at ten: the same days of other vehicles each time. */
export const growthPart: SyncPart = {
  name: 'growth',
  run: async () => {
    const makeDay = createDayMaker(await rehearsedTemplate(templateDonors, templateSeed));
    const station = await openBenchStation();
    const stations = await startStations(station.url);
    const rates: number[] = [];
    const held: number[] = [];
    try {
      // Warms the processes up, and gives the rows that fill the journal.
      await measure(station, stations, makeDay, 0);
      for (const [at, entries] of steps.entries()) {
        if (entries > 0) await fillTo(station.db, entries);
        held.push(await entriesIn(station.db));
        await sql`checkpoint`.execute(station.db);
        const samples: number[] = [];
        for (let run = 0; run < runs; run += 1) {
          samples.push(await measure(station, stations, makeDay, 1 + at * runs + run));
        }
        rates.push(quantile(samples, 0.5));
      }
    } finally {
      await stations.close();
      await station.close();
    }
    const [first = 0] = rates;
    const slower = first / Math.min(...rates);
    const named = (what: string, values: readonly number[]) =>
      Object.fromEntries(
        values.map((value, at) => [`${what}${['Empty', 'Million', 'TenMillion'][at]}`, value]),
      );
    return {
      figures: {
        ...named('entriesHeld', held),
        ...named('entriesPerSecond', rates.map(Math.round)),
        slower: rounded(slower),
      },
      goals: { slower: `<= ${slowerMax}` },
      met: slower <= slowerMax,
    };
  },
};

async function measure(
  { db }: BenchStation,
  stations: StationProcesses,
  makeDay: MakeDay,
  date: number,
): Promise<number> {
  const days = Array.from({ length: vehiclesEach }, (_, number) =>
    makeDay({ number, date, donations: donationsEach }),
  );
  await furnishFor(db, days);
  const { entries, seconds } = await sendDays(stations, days.map(pack));
  return entries / seconds;
}

async function entriesIn(db: StationDb): Promise<number> {
  const { rows } = await sql<{ entries: number }>`select count(*) as entries from journal`.execute(
    db,
  );
  return rows[0]?.entries ?? 0;
}

/** Vehicles of the first measure that one copy of them all makes anew. */
const fillsMax = 1000;

/**
 * Fills the journal up with the same days under other vehicles' names, beside rows of donors and donations of their own: the chains
 * hold as they are, because a vehicle's name is in no header.
 */
async function fillTo(db: StationDb, entries: number): Promise<void> {
  let held = await entriesIn(db);
  for (let fill = 0; fill < fillsMax && held < entries; fill += 1) {
    held += await fillOnce(db, `f${held}`);
  }
  // As years would have left it: what came in minutes here would be vacuumed while the next days are measured.
  await sql`vacuum analyze`.execute(db);
}

const tables = ['epoch', 'day_key', 'session', 'visit', 'donation', 'din_use', 'journal'] as const;

/** What must differ where two vehicles may not share it, or would not. */
const anew: Readonly<Record<string, (tag: string) => string>> = {
  vehicle: (tag) => `'${tag}-' || vehicle`,
  donor_key: (tag) => `encode(sha256(('${tag}' || vehicle || donor_key)::bytea), 'hex')`,
  person_key: (tag) => `encode(sha256(('${tag}' || vehicle || person_key)::bytea), 'hex')`,
  din: (tag) => `left(encode(sha256(('${tag}' || vehicle || din)::bytea), 'hex'), 13)`,
};

async function fillOnce(db: StationDb, tag: string): Promise<number> {
  const first = `vehicle like 'v0-%'`;
  await sql
    .raw(`insert into vehicle select '${tag}-' || vehicle, plate, 0 from vehicle where ${first}`)
    .execute(db);
  let rows = 0;
  for (const table of tables) {
    const { rows: columns } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${table} order by ordinal_position`.execute(
      db,
    );
    const values = columns.map(({ name }) => anew[name]?.(tag) ?? name);
    const { numAffectedRows } = await sql
      .raw(`insert into ${table} (${columns.map(({ name }) => name).join(', ')})
        select ${values.join(', ')} from ${table} where ${first}`)
      .execute(db);
    rows = Number(numAffectedRows ?? 0n);
  }
  return rows;
}
