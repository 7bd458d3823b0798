import { sql } from 'kysely';
import type { StationDb } from '../../../station/store/database.ts';
import { quantile, rounded } from '../figures.ts';
import type { SyncPart } from '../sync.ts';
import { furnishFor, openBenchStation } from './bench-station.ts';
import { templateDonors, templateSeed } from './intake.ts';
import { pack, sendDays, type StationProcesses, startStations } from './send-days.ts';
import { rehearsedTemplate } from './template-day.ts';
import { createDayMaker, type MakeDay } from './vehicle-day.ts';

const steps = [1_000_000, 10_000_000] as const;
const names = ['Million', 'TenMillion'] as const;
const runs = 3;
const vehiclesEach = 150;
const donationsEach = 13;
const slowerMax = 1.2;

/** Of the full journal, and of the empty one beside it. */
interface Pair {
  readonly full: number;
  readonly empty: number;
}

interface Step {
  readonly held: Pair;
  /** Entries a second. */
  readonly rate: Pair;
  /** Times, run by run. */
  readonly slower: number;
}

/**
 * The intake into a full journal beside an empty one, run by run: the same days of other vehicles, two databases of one server. A machine
 * with ten million entries in its memory is slower at everything, so that what was measured before it was filled is no measure.
 */
export const growthPart: SyncPart = {
  name: 'growth',
  run: async () => {
    const makeDay = createDayMaker(await rehearsedTemplate(templateDonors, templateSeed));
    const station = await openBenchStation();
    const filled = await openSide(station.db, station.url, makeDay);
    const fresh = await station.another('fresh');
    const empty = await openSide(fresh.db, fresh.url, makeDay);
    const found: Step[] = [];
    try {
      // Warms the processes up, and gives the rows that fill the journal.
      await filled.measure();
      await empty.measure();
      for (const entries of steps) {
        await fillTo(station.db, entries);
        const held = { full: await entriesIn(station.db), empty: await entriesIn(fresh.db) };
        await sql`checkpoint`.execute(station.db);
        const pairs: Pair[] = [];
        for (let run = 0; run < runs; run += 1) {
          const before = await empty.measure();
          pairs.push({ full: await filled.measure(), empty: before });
        }
        found.push(stepOf(held, pairs));
      }
    } finally {
      await filled.close();
      await empty.close();
      await station.close();
    }
    const slower = Math.max(...found.map((step) => step.slower));
    return {
      figures: {
        ...Object.fromEntries(found.flatMap((step, at) => figuresOf(names[at] ?? '', step))),
        slower: rounded(slower),
      },
      goals: { slower: `<= ${slowerMax}` },
      met: slower <= slowerMax,
    };
  },
};

const middle = (pairs: readonly Pair[], of: (pair: Pair) => number): number =>
  quantile(pairs.map(of), 0.5);

const stepOf = (held: Pair, pairs: readonly Pair[]): Step => ({
  held,
  rate: { full: middle(pairs, ({ full }) => full), empty: middle(pairs, ({ empty }) => empty) },
  slower: middle(pairs, ({ full, empty }) => empty / full),
});

const figuresOf = (name: string, { held, rate, slower }: Step): readonly [string, number][] => [
  [`held${name}`, held.full],
  [`heldBeside${name}`, held.empty],
  [`entriesPerSecond${name}`, Math.round(rate.full)],
  [`entriesPerSecondBeside${name}`, Math.round(rate.empty)],
  [`slower${name}`, rounded(slower)],
];

interface Side {
  /** Entries a second of days that no vehicle sent before. */
  readonly measure: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** One of the two databases with the station's processes before it. */
async function openSide(db: StationDb, url: string, makeDay: MakeDay): Promise<Side> {
  const stations = await startStations(url);
  let date = 0;
  return {
    measure: async () => {
      date += 1;
      return measure(db, stations, makeDay, date - 1);
    },
    close: stations.close,
  };
}

async function measure(
  db: StationDb,
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
