import { type StationData, stationData } from '../../../../shared/sync/station-data.ts';
import { sql, written } from '../connection.ts';
import { fromJson } from '../json.ts';
import type { Reader } from '../writer.ts';

export interface TakenAlong {
  readonly data: StationData;
  readonly sha256: string;
  readonly donorHashKeyHex: string;
  /** Which of the station's hash keys that is. */
  readonly keyGeneration: number;
  readonly indexVersion: number;
  readonly receivedAtMs: number;
}

/**
 * Parsing thousands of drives at every call would cost milliseconds, and the document changes a few times a day.
 * Keyed by the connection's own `first`, which its reader and all its writers share.
 */
const parsed = new WeakMap<Reader['first'], TakenAlong>();

const mark = written(
  sql
    .selectFrom('station_data')
    .select(['sha256', 'received_at_ms', 'index_version', 'donor_hash_key_hex']),
);

/** What the station gave this vehicle; undefined before the first transfer. */
export function takenAlong(db: Reader): TakenAlong | undefined {
  const row = db.first(mark);
  if (!row) return undefined;
  const known = parsed.get(db.first);
  const isSame =
    known?.sha256 === row.sha256 &&
    known.receivedAtMs === row.received_at_ms &&
    known.indexVersion === row.index_version &&
    known.donorHashKeyHex === row.donor_hash_key_hex;
  if (isSame) return known;
  const whole = db.first(sql.selectFrom('station_data').selectAll());
  if (!whole) return undefined;
  const read = {
    data: fromJson(stationData, whole.body),
    sha256: whole.sha256,
    donorHashKeyHex: whole.donor_hash_key_hex,
    keyGeneration: whole.key_generation,
    indexVersion: whole.index_version,
    receivedAtMs: whole.received_at_ms,
  };
  parsed.set(db.first, read);
  return read;
}
