import { sql } from 'kysely';
import type { CallReadInput } from '../contract/index.ts';
import type { Page } from '../contract/page.ts';
import type { VehicleState } from '../contract/vehicles.ts';
import type { StationDb } from '../store/database.ts';
import { readPage } from './read-page.ts';

const sorts = {
  vehicle: 'vehicle',
  lastReceived: 'last_received_at_ms',
  setAside: 'set_aside',
  entriesHeld: 'entries_held',
} as const;

/** Vehicles and what the station holds of them. */
export async function readVehicles(
  db: StationDb,
  { search, sort, direction, ...page }: CallReadInput<'vehicle.list'>,
): Promise<Page<VehicleState>> {
  const rows = await readPage(
    db,
    db
      .selectFrom((q) =>
        q
          .selectFrom('vehicle')
          .select(['vehicle.vehicle', 'vehicle.plate'])
          .select([
            ofVehicle<number | null>('epoch', sql`max(last_received_at_ms)`).as(
              'last_received_at_ms',
            ),
            ofVehicle<number>('epoch', sql`count(*)`).as('epochs'),
            ofVehicle<number>('epoch', sql`coalesce(sum(held_seq), 0)::bigint`).as('entries_held'),
            ofVehicle<number>('set_aside', sql`count(*) filter (where each.decision is null)`).as(
              'set_aside',
            ),
            ofVehicle<number>('session', sql`count(*) filter (where each.sealed_at_ms is null)`).as(
              'open_sessions',
            ),
          ])
          .as('state'),
      )
      .selectAll()
      .$if(search !== '', (q) =>
        q.where((e) =>
          e.or([
            e(sql`position(lower(${search}) in lower(vehicle))`, '>', 0),
            e(sql`position(lower(${search}) in lower(plate))`, '>', 0),
          ]),
        ),
      )
      .orderBy(sorts[sort], (o) =>
        direction === 'ascend' ? o.asc().nullsFirst() : o.desc().nullsLast(),
      )
      .orderBy('vehicle'),
    page,
  );
  return {
    ...rows,
    rows: rows.rows.map((row) => ({
      ...{ vehicle: row.vehicle, plate: row.plate, lastReceivedAtMs: row.last_received_at_ms },
      ...{ epochs: row.epochs, entriesHeld: row.entries_held },
      ...{ setAside: row.set_aside, openSessions: row.open_sessions },
    })),
  };
}

const ofVehicle = <T>(table: 'epoch' | 'set_aside' | 'session', value: ReturnType<typeof sql>) =>
  sql<T>`(select ${value} from ${sql.table(table)} as each where each.vehicle = vehicle.vehicle)`;
