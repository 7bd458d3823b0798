import { sql } from 'kysely';
import type { LaptopLine } from '../contract/enrolment.ts';
import type { CallOutput, CallReadInput } from '../contract/index.ts';
import type { Page } from '../contract/page.ts';
import { laptopRows, toLaptop } from '../enrolment/laptops.ts';
import type { StationDb } from '../store/database.ts';
import { readPage } from './read-page.ts';

/** Laptops by vehicle, the newest first; `search` is part of a vehicle, a plate, a machine's name or the laptop's own. */
export async function readLaptops(
  db: StationDb,
  { search, ...page }: CallReadInput<'laptop.list'>,
): Promise<Page<LaptopLine>> {
  const found = await readPage(
    db,
    laptopRows(db)
      .innerJoin('vehicle', 'vehicle.vehicle', 'laptop.vehicle')
      .select('vehicle.plate')
      .$if(search !== '', (q) =>
        q.where(
          sql<boolean>`position(lower(${search}) in
            lower(laptop.vehicle || ' ' || plate || ' ' || machine_name || ' ' || laptop)) > 0`,
        ),
      )
      .orderBy('laptop.vehicle')
      .orderBy('enrolled_at_ms', 'desc'),
    page,
  );
  return {
    ...found,
    rows: found.rows.map((row) => {
      const { publicKey: _, revoked, ...laptop } = toLaptop(row);
      return { ...laptop, plate: row.plate, revoked: revoked && { ...revoked } };
    }),
  };
}

/** Codes, the newest first: for which vehicle and what became of them. The codes themselves are not kept. */
export async function readCodes(
  db: StationDb,
  page: CallReadInput<'enrol-code.list'>,
): Promise<CallOutput<'enrol-code.list'>> {
  const found = await readPage(
    db,
    db
      .selectFrom('enrol_code')
      .innerJoin('vehicle', 'vehicle.vehicle', 'enrol_code.vehicle')
      .selectAll('enrol_code')
      .select('vehicle.plate')
      .orderBy('made_at_ms', 'desc'),
    page,
  );
  return {
    ...found,
    rows: found.rows.map((row) => ({
      ...{ vehicle: row.vehicle, plate: row.plate, madeAtMs: row.made_at_ms },
      ...{ expiresAtMs: row.expires_at_ms, usedBy: row.used_by, usedAtMs: row.used_at_ms },
    })),
  };
}
