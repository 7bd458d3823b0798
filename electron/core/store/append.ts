import type { OperatorId, SessionId } from '../../../shared/ids.ts';
import { type Hashing, emptyHead, type Head, sealEntry } from '../../../shared/journal/chain.ts';
import type { Entry } from '../../../shared/journal/entry.ts';
import {
  type EntryBody,
  type EntryType,
  entryBodies,
  entryVersion,
} from '../../../shared/journal/types.ts';
import type { Clock, Random } from '../deps.ts';
import { type Connection, sql, written } from './connection.ts';
import { toJson } from './json.ts';
import { project } from './projections/index.ts';

/** What a service hands over; the store adds number, time, chain and the row changes that follow from it. */
export interface NewEntry<T extends EntryType> {
  readonly type: T;
  readonly operator: OperatorId;
  readonly session: SessionId | null;
  readonly subject: string | null;
  readonly body: EntryBody<T>;
}

export interface AppendPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly hashing: Hashing;
  /** Station clock minus vehicle clock as last seen, milliseconds. */
  readonly clockOffsetMs: () => number;
}

const chinaOffsetMs = 8 * 3_600_000;

/** The day in China standard time (UTC+8, no daylight saving) that an instant belongs to. */
export const dayOf = (atMs: number): string =>
  new Date(atMs + chinaOffsetMs).toISOString().slice(0, 10);

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The epoch begun last; not by its time, because a clock may have been set back in between. */
export const currentEpoch = (db: Pick<Connection, 'first'>): string | undefined =>
  db.first(lastEpoch)?.epoch;

const lastEpoch = written(
  sql.selectFrom('epoch').select('epoch').orderBy(sql.dynamic.ref('rowid'), 'desc').limit(1),
);

export function headOf(db: Connection, epoch: string): Head {
  const last = sql
    .selectFrom('journal')
    .select(['seq', 'hash'])
    .where('epoch', '=', epoch)
    .orderBy('seq', 'desc')
    .limit(1);
  return db.first(last) ?? emptyHead;
}

function keyOfDay(db: Connection, ports: AppendPorts, day: string): string {
  const known = db.first(sql.selectFrom('day_key').select('key_hex').where('day', '=', day));
  if (known) return known.key_hex;
  const key_hex = hexOf(ports.random.bytes(32));
  db.run(sql.insertInto('day_key').values({ day, key_hex }));
  return key_hex;
}

/** Appends one entry and the row changes it means. Runs inside `store.write` only. A body of the wrong shape is a fault. */
export function append<T extends EntryType>(
  db: Connection,
  ports: AppendPorts,
  epoch: string,
  entry: NewEntry<T>,
): Entry {
  const atMs = ports.clock.nowMs();
  const day = dayOf(atMs);
  const body = entryBodies[entry.type].parse(entry.body);
  const sealed = sealEntry(
    ports.hashing,
    keyOfDay(db, ports, day),
    headOf(db, epoch),
    {
      // The table holds it as text; it was made as an epoch's UUID when the database was opened.
      epoch: epoch as Entry['epoch'],
      atMs,
      clockOffsetMs: ports.clockOffsetMs(),
      day,
      operator: entry.operator,
      session: entry.session,
      type: entry.type,
      version: entryVersion,
      subject: entry.subject,
    },
    body,
  );
  db.run(sql.insertInto('journal').values(rowOf(sealed)));
  project(db, sealed);
  return sealed;
}

const rowOf = (entry: Entry) => ({
  epoch: entry.epoch,
  seq: entry.seq,
  at_ms: entry.atMs,
  clock_offset_ms: entry.clockOffsetMs,
  day: entry.day,
  operator: entry.operator,
  session: entry.session,
  type: entry.type,
  version: entry.version,
  subject: entry.subject,
  body_hash: entry.bodyHash,
  prev_hash: entry.prevHash,
  hash: entry.hash,
  body: toJson(entry.body),
});
