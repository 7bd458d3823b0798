import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { operatorId } from '../../../shared/ids.ts';
import { roles } from '../../../shared/roles.ts';
import { publicJwk } from '../../../shared/sync/enrolment.ts';
import * as administer from '../../../station/administer.ts';
import { startEmbeddedPostgres } from '../../../station/embedded-postgres.ts';
import { openDatabase, type StationDb } from '../../../station/store/database.ts';
import { stationHashKeyHex, type VehicleDay } from './vehicle-day.ts';

/** When everything has arrived, by the station's clock: in the evening of the rehearsed day. */
export const stationNowMs = Date.UTC(2026, 5, 16, 14);

/**
 * As a station with a machine of its own would set them. Nothing of durability is touched: every commit waits for its disk, and so
 * does every COPY it is compared with.
 */
const settings = {
  ...{ shared_buffers: '512MB', max_wal_size: '8GB', checkpoint_timeout: '15min' },
  wal_buffers: '16MB',
  // Twice the processes of one station stand before it where two databases are compared, each with its own connections.
  max_connections: '120',
} as const;

export interface BenchStation {
  readonly db: StationDb;
  readonly url: string;
  /** A folder the server may write to. */
  readonly serverFolder: string;
  /** Another database of the same server and definition, empty. */
  readonly another: (name: string) => Promise<{ readonly db: StationDb; readonly url: string }>;
  readonly close: () => Promise<void>;
}

/** The station's own PostgreSQL in a new folder. */
export async function openBenchStation(): Promise<BenchStation> {
  const folder = mkdtempSync(join(tmpdir(), 'bloodmobile-intake-'));
  const postgres = await startEmbeddedPostgres({ folder, settings });
  if (!postgres.ok) throw new Error(postgres.error);
  const opened: StationDb[] = [];
  const open = async (url: string): Promise<StationDb> => {
    const database = await openDatabase(url);
    if (!database.ok) throw new Error(database.error);
    opened.push(database.value);
    return database.value;
  };
  const db = await open(postgres.value.url);
  return {
    ...{ db, url: postgres.value.url, serverFolder: join(folder, 'postgres') },
    another: async (name) => {
      await sql`create database ${sql.id(name)}`.execute(db);
      const url = new URL(postgres.value.url);
      url.pathname = `/${name}`;
      return { db: await open(url.href), url: url.href };
    },
    close: async () => {
      for (const database of opened) await database.destroy();
      await postgres.value.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** RFC 7638 thumbprint of the laptop's key: its name at the station. */
export function laptopOf({ publicKey }: VehicleDay): string {
  const { crv, kty, x } = publicJwk.parse(publicKey.export({ format: 'jwk' }));
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}

const vehiclesAtOnce = 500;

/** Vehicles with their laptops enrolled, numbers issued, and the donors the index knows; people who may act. */
export async function furnishFor(db: StationDb, days: readonly VehicleDay[]): Promise<void> {
  const keyed = await administer.setDonorHashKey(db, stationHashKeyHex, stationNowMs);
  if (!keyed.ok) throw new Error(keyed.error);
  const operators = new Set(days[0]?.entries.map(({ header }) => header.operator));
  const staff = [...operators, 'zhang'].map((id) => operatorId.parse(id));
  await administer.putStaff(
    db,
    staff.map((id) => ({ operatorId: id, name: id, roles: [...roles] })),
  );
  for (let from = 0; from < days.length; from += vehiclesAtOnce) {
    const some = days.slice(from, from + vehiclesAtOnce).map((day) => ({
      ...{ vehicle: day.vehicle, laptop: laptopOf(day), first: day.firstDin },
      key: day.publicKey.export({ format: 'jwk' }),
    }));
    const rows = JSON.stringify(some);
    await sql`insert into vehicle (vehicle, plate, enrolled_at_ms)
      select vehicle, vehicle, 0 from json_to_recordset(${rows}::json) as t(vehicle text)`.execute(
      db,
    );
    await sql`insert into laptop (laptop, vehicle, public_key, machine_name, app_version, enrolled_at_ms, last_seen_at_ms)
      select laptop, vehicle, key, vehicle, '0.1.0', 0, 0
      from json_to_recordset(${rows}::json) as t(vehicle text, laptop text, key json)`.execute(db);
    await sql`insert into din_range (range_id, vehicle, laptop, prefix, first_no, last_no, issued_at_ms)
      select first || '-100', vehicle, laptop, left(first, 7), right(first, 6)::int, right(first, 6)::int + 99, 0
      from json_to_recordset(${rows}::json) as t(vehicle text, laptop text, first text)`.execute(
      db,
    );
  }
  await administer.putDonors(
    db,
    days.flatMap(({ known }) => known),
    stationNowMs,
  );
}
