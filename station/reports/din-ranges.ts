import { sql } from 'kysely';
import type { DinRangeLine } from '../contract/din-ranges.ts';
import type { CallReadInput } from '../contract/index.ts';
import type { Page } from '../contract/page.ts';
import type { StationDb } from '../store/database.ts';
import { readPage } from './read-page.ts';

const din = (prefix: string, number: number): string => prefix + String(number).padStart(6, '0');

/** Ranges of numbers issued to vehicles, the newest first, each with how many of its numbers any donation has used. */
export async function readDinRanges(
  db: StationDb,
  { vehicle, ...page }: CallReadInput<'din-range.list'>,
): Promise<Page<DinRangeLine>> {
  const found = await readPage(
    db,
    db
      .selectFrom('din_range')
      .innerJoin('vehicle', 'vehicle.vehicle', 'din_range.vehicle')
      .selectAll('din_range')
      .select('vehicle.plate')
      .select(
        sql<number>`(select count(*) from din_use where din_use.din
          between din_range.prefix || lpad(din_range.first_no::text, 6, '0')
          and din_range.prefix || lpad(din_range.last_no::text, 6, '0'))`.as('used'),
      )
      .$if(vehicle !== undefined, (q) => q.where('din_range.vehicle', '=', vehicle ?? ''))
      .orderBy('din_range.position', 'desc'),
    page,
  );
  return {
    ...found,
    rows: found.rows.map((row) => {
      const count = row.last_no - row.first_no + 1;
      return {
        ...{ rangeId: row.range_id, vehicle: row.vehicle, plate: row.plate },
        firstDin: din(row.prefix, row.first_no),
        lastDin: din(row.prefix, row.last_no),
        ...{ count, used: row.used, free: count - row.used, issuedAtMs: row.issued_at_ms },
      };
    }),
  };
}
