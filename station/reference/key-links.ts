import { sql } from 'kysely';
import { z } from 'zod';
import { donorKeyOf, type KeyedHash } from '../../shared/domain/donor/donor-key.ts';
import { personKeyOf } from '../../shared/domain/donor/person-key.ts';
import { identity } from '../../shared/journal/bodies/donor.ts';
import { nodeHashing } from '../hashing.ts';
import type { StationTransaction } from '../store/database.ts';
import { type DonorHashKey, donorHashKeys, keyIn } from './donor-keys.ts';

/** What a `donor.registered` says that links can be made from. */
export const registered = z.object({ donorKey: z.string(), personKey: z.string(), identity });
export type Registered = z.infer<typeof registered>;

export interface KeyLink {
  readonly former: string;
  /** null: of a hash key that is forgotten. */
  readonly formerGeneration: number | null;
  readonly key: string;
  readonly generation: number;
}

export const keyedHashOf =
  ({ keyHex }: DonorHashKey): KeyedHash =>
  (text) =>
    nodeHashing.hmacSha256(keyHex, text);

/**
 * Whether any key is linked to another. Before the first rotation none is, but for those that vehicles bring of a key which the station
 * lost when it was restored to before it made it.
 */
export async function areKeysLinked(trx: StationTransaction): Promise<boolean> {
  const { rows } = await sql<{ linked: boolean }>`
    select exists (select from donor_key_link) as linked`.execute(trx);
  return rows[0]?.linked === true;
}

/** Links every key of these registrations, whichever hash key it was made with, to the key of the same document under the newest. */
export function linksFrom(
  keys: readonly DonorHashKey[],
  all: readonly Registered[],
): readonly KeyLink[] {
  const newest = keys.at(-1);
  if (!newest) return [];
  return all.flatMap(({ donorKey, personKey, identity: who }) => {
    const document = (key: DonorHashKey) => {
      const made = donorKeyOf(who.documentType, who.documentNumber, keyedHashOf(key));
      return made.ok ? made.value : undefined;
    };
    const person = (key: DonorHashKey) => personKeyOf(who, keyedHashOf(key));
    return [...star(keys, newest, donorKey, document), ...star(keys, newest, personKey, person)];
  });
}

function star(
  keys: readonly DonorHashKey[],
  { generation, ...newest }: DonorHashKey,
  recorded: string,
  under: (key: DonorHashKey) => string | undefined,
): readonly KeyLink[] {
  const key = under({ generation, ...newest });
  if (key === undefined) return [];
  const others = keys.flatMap((each): KeyLink[] => {
    const former = under(each);
    return former === undefined || former === key
      ? []
      : [{ former, formerGeneration: each.generation, key, generation }];
  });
  const isKnown = recorded === key || others.some(({ former }) => former === recorded);
  return isKnown
    ? others
    : [...others, { former: recorded, formerGeneration: null, key, generation }];
}

export async function keepLinks(trx: StationTransaction, links: readonly KeyLink[]): Promise<void> {
  if (links.length === 0) return;
  // In one order, so that two batches never wait for each other.
  const sorted = links.toSorted((one, other) => (one.former < other.former ? -1 : 1));
  await sql`
    insert into donor_key_link (former_key, former_generation, donor_key, generation)
    select * from unnest(
      ${sorted.map(({ former }) => Buffer.from(former, 'hex'))}::bytea[],
      ${sorted.map(({ formerGeneration }) => formerGeneration)}::integer[],
      ${sorted.map(({ key }) => Buffer.from(key, 'hex'))}::bytea[],
      ${sorted.map(({ generation }) => generation)}::integer[])
    on conflict do nothing`.execute(trx);
}

/** A key that nobody used is given up: what was linked to it is linked to the key in use of the same document instead. */
export async function unlink(
  trx: StationTransaction,
  inUse: number,
  givenUp: number,
): Promise<void> {
  await sql`
    insert into donor_key_link (former_key, former_generation, donor_key, generation)
    select other.former_key, other.former_generation, own.former_key, own.former_generation
    from donor_key_link as own join donor_key_link as other using (donor_key)
    where own.generation = ${givenUp} and own.former_generation = ${inUse} and other.former_key <> own.former_key
    on conflict do nothing`.execute(trx);
  await sql`delete from donor_key_link where generation = ${givenUp}`.execute(trx);
}

/** The links of these keys, in either direction, as pairs. */
export async function hashLinksOf(
  trx: StationTransaction,
  keys: readonly string[],
): Promise<readonly (readonly [former: string, key: string])[]> {
  const asked = keys.map((key) => Buffer.from(key, 'hex'));
  const { rows } = await sql<{ former: string; key: string }>`
    select encode(former_key, 'hex') as former, encode(donor_key, 'hex') as key from donor_key_link
    where former_key = any(${asked}::bytea[]) or donor_key = any(${asked}::bytea[])`.execute(trx);
  return rows.map(({ former, key }): [string, string] => [former, key]);
}

/** A donor's place in the index. */
export interface IndexPlace {
  readonly key: string;
  readonly generation: number;
}

/** Where donors stand who are named by these keys: under each hash key that vehicles use, or that is to be. */
export async function placesOf(
  trx: StationTransaction,
  donorKeys: readonly string[],
): Promise<ReadonlyMap<string, readonly IndexPlace[]>> {
  const keys = await donorHashKeys(trx);
  const places = new Map<string, readonly IndexPlace[]>();
  for (const key of new Set(donorKeys)) places.set(key, await placesUnder(trx, keys, key));
  return places;
}

async function placesUnder(
  trx: StationTransaction,
  keys: readonly DonorHashKey[],
  donorKey: string,
): Promise<readonly IndexPlace[]> {
  const inUse = keyIn(keys, 'in-use')?.generation ?? 1;
  const under = await underEach(trx, donorKey);
  const places = keys.flatMap(({ generation }) => {
    const key = under.get(generation);
    return key === undefined ? [] : [{ key, generation }];
  });
  if (places.length > 0) return places;
  const row = await trx
    .selectFrom('donor_index')
    .select('generation')
    .where('donor_key', '=', Buffer.from(donorKey, 'hex'))
    .executeTakeFirst();
  return [{ key: donorKey, generation: row?.generation ?? inUse }];
}

/** The keys of the same document (or person) by generation. */
export async function underEach(
  trx: StationTransaction,
  key: string,
): Promise<ReadonlyMap<number, string>> {
  const asked = Buffer.from(key, 'hex');
  const { rows } = await sql<{
    former: string;
    former_generation: number | null;
    key: string;
    generation: number;
  }>`
    select encode(former_key, 'hex') as former, former_generation, encode(donor_key, 'hex') as key, generation
    from donor_key_link where donor_key = ${asked}
      or donor_key in (select donor_key from donor_key_link where former_key = ${asked})`.execute(
    trx,
  );
  const found = new Map<number, string>();
  for (const row of rows) {
    if (row.former_generation !== null) found.set(row.former_generation, row.former);
    found.set(row.generation, row.key);
  }
  return found;
}
