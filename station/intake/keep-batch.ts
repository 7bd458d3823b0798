import { sql } from 'kysely';
import type { HeldChain } from '../journal/append.ts';
import { lockedInOrder } from '../judging/people.ts';
import { upsert } from '../projection/rows.ts';
import type { ProjectionState } from '../projection/state.ts';
import { bigintArray, byteaArray, jsonArray, textArray, uuidArray } from '../store/binary-array.ts';
import type { StationTransaction } from '../store/database.ts';
import type { ReceivedEntry } from './rechain.ts';

export interface NewEntries {
  readonly held: HeldChain;
  /** They follow the head; at least one. */
  readonly entries: readonly ReceivedEntry[];
  readonly sender: { readonly laptop: string; readonly run: string };
  readonly nowMs: number;
}

/**
 * Appends entries, moves the head and writes the rows they make, then holds everybody a verdict may depend on (`judging/people.ts`):
 * one statement, so that a batch does not wait for the server a dozen times. Answers when the epoch was opened.
 */
export async function keepBatch(
  trx: StationTransaction,
  { held, entries, sender, nowMs }: NewEntries,
  state: ProjectionState,
  people: readonly string[],
): Promise<number | null> {
  const { vehicle, epoch } = held.chain;
  const last = entries.at(-1);
  if (!last) throw new Error('nothing to keep');
  const opening = entries.find(({ seq, type }) => seq === 1 && type === 'epoch.opened');
  const openedAtMs = opening?.atMs ?? held.openedAtMs;
  await sql`/* intake.keep-batch */
    with entries as (
      insert into journal (vehicle, epoch, seq, at_ms, clock_offset_ms, day, operator, session, type,
        version, subject, body_hash, hash, body, received_at_ms)
      select ${vehicle}::text, ${epoch}::uuid, t.*, ${nowMs}::bigint from unnest(
        ${bigintArray(entries.map((entry) => entry.seq))}::bigint[],
        ${bigintArray(entries.map((entry) => entry.atMs))}::bigint[],
        ${bigintArray(entries.map((entry) => entry.clockOffsetMs))}::bigint[],
        ${textArray(entries.map((entry) => entry.day))}::text[],
        ${textArray(entries.map((entry) => entry.operator))}::text[],
        ${uuidArray(entries.map((entry) => entry.session))}::uuid[],
        ${textArray(entries.map((entry) => entry.type))}::text[],
        ${bigintArray(entries.map((entry) => entry.version))}::bigint[],
        ${textArray(entries.map((entry) => entry.subject))}::text[],
        ${byteaArray(entries.map((entry) => entry.bodyHash))}::bytea[],
        ${byteaArray(entries.map((entry) => entry.hash))}::bytea[],
        ${jsonArray(entries.map((entry) => entry.bodyText))}::json[]) as t),
    head as (
      update epoch set held_seq = ${last.seq}::bigint, held_hash = ${Buffer.from(last.hash, 'hex')}::bytea,
        last_received_at_ms = ${nowMs}::bigint, extended_by = ${sender.laptop}::text,
        extended_in_run = ${sender.run}::uuid, device_public_key = ${state.devicePublicKey}::text,
        parents = ${uuidArray(held.parents)}::uuid[],
        opened_at_ms = ${openedAtMs}::bigint
      where vehicle = ${vehicle}::text and epoch = ${epoch}::uuid),
    sessions as (${upsert('session', state)}),
    visits as (${upsert('visit', state)}),
    donations as (${upsert('donation', state)})
    ${lockedInOrder(people)}`.execute(trx);
  return openedAtMs;
}
