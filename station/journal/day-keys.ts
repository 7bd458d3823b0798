import { sql } from 'kysely';
import type { Batch } from '../../shared/sync/station-api.ts';
import { byteaArray, textArray } from '../store/binary-array.ts';
import type { StationTransaction } from '../store/database.ts';
import type { Chain } from './chain-of.ts';

/** Keeps the keys of new days; false when a day already has another key. */
export async function keepDayKeys(
  trx: StationTransaction,
  { vehicle, epoch }: Chain,
  { dayKeys }: Batch,
): Promise<boolean> {
  const days = new Map(dayKeys.map(({ day, keyHex }) => [day, keyHex]));
  // A day that is named twice has one key, or one of the two is another.
  if (dayKeys.some(({ day, keyHex }) => days.get(day) !== keyHex)) return false;
  const { rows } = await sql<{ differ: boolean }>`/* intake.day-keys */
    with given as materialized (select * from unnest(
        ${textArray([...days.keys()])}::text[], ${byteaArray([...days.values()])}::bytea[]) as t(day, key)),
      kept as (insert into day_key (vehicle, epoch, day, key)
        select ${vehicle}::text, ${epoch}::uuid, day, key from given on conflict do nothing)
    select exists (select from day_key as held join given using (day)
      where held.vehicle = ${vehicle}::text and held.epoch = ${epoch}::uuid and held.key <> given.key) as differ`.execute(
    trx,
  );
  return rows[0]?.differ === false;
}
