import { sql } from 'kysely';
import { hashLinksOf } from '../reference/key-links.ts';
import { textArray } from '../store/binary-array.ts';
import type { StationTransaction } from '../store/database.ts';

const personLock = 7_211_004;
/** Held by every batch that is being taken in, shared with the others (`lockHead`). */
export const intakeLock = 7_211_005;

/**
 * A query that holds these people until the transaction ends: of two vehicles that bring the same donor at once, the second sees what
 * the first brought, in the statements that follow. Locked in one order, so that nobody waits in a circle.
 */
export const lockedInOrder = (keys: readonly string[]) =>
  sql`select count(pg_advisory_xact_lock(hashtextextended(key, ${sql.lit(personLock)})))
    from (select key from unnest(${textArray([...new Set(keys)])}::text[]) as t(key) order by key) as sorted`;

/** Every batch says that it is being taken in; `pauseIntake` waits for those under way and lets none begin until it commits. */
export const joinIntake = (trx: StationTransaction) =>
  sql`select pg_advisory_xact_lock_shared(${intakeLock})`.execute(trx);

/** For changes of what every batch is judged by: none is judged half before and half after. Short work only. */
export const pauseIntake = (trx: StationTransaction) =>
  sql`select pg_advisory_xact_lock(${intakeLock})`.execute(trx);

export interface Link {
  readonly donor_key: string;
  readonly same_person_as: readonly string[];
}

/** A query of what registrars confirmed of these keys, in either direction. */
export const linksOf = (keys: readonly string[]) => sql<Link>`
  select distinct donor_key, same_person_as from visit
  where donor_key = any(${textArray(keys)}::text[]) and same_person_as <> '{}'
  union
  select distinct donor_key, same_person_as from visit
  where same_person_as && ${textArray(keys)}::text[] and same_person_as <> '{}'`;

/** A person under more documents than this is no person. */
const documentsMax = 50;
const stepsMax = 4;

/**
 * Each key with all the keys that registrars confirmed to be the same person's, in either direction and over a few documents, and with
 * those of the same documents under the station's other hash keys. A key nobody linked stands for itself. A wrong confirmation holds a unit too many, never one too few.
 */
export const linkedKeys = (
  trx: StationTransaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> =>
  closure(keys, async (ask) => [...(await confirmed(trx, ask)), ...(await hashLinksOf(trx, ask))]);

/**
 * The same, and holds the documents that were found until the transaction ends, after the keys themselves (`lockedInOrder`): who brings
 * the person under one of them waits, or has brought it. Two that hold each other's document are told apart by the server and try again.
 */
export async function linkedAndHeld(
  trx: StationTransaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const linked = await linkedKeys(trx, keys);
  const own = new Set(keys);
  const others = [...linked.values()].flatMap((all) => [...all].filter((key) => !own.has(key)));
  if (others.length > 0) await lockedInOrder(others).execute(trx);
  return linked;
}

/** Each key with those of the same document, or the same name, birth date and sex, under the station's other hash keys. */
export const keysUnderEveryHash = (
  trx: StationTransaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> =>
  closure(keys, (ask) => hashLinksOf(trx, ask));

type Edge = readonly [one: string, other: string];

async function confirmed(trx: StationTransaction, ask: readonly string[]): Promise<Edge[]> {
  const { rows } = await linksOf(ask).execute(trx);
  return rows.flatMap(({ donor_key, same_person_as }) =>
    same_person_as.map((other): Edge => [donor_key, other]),
  );
}

async function closure(
  keys: readonly string[],
  edgesOf: (ask: readonly string[]) => Promise<readonly Edge[]>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const edges = new Map<string, Set<string>>();
  const link = (one: string, other: string) => {
    edges.set(one, (edges.get(one) ?? new Set()).add(other));
    edges.set(other, (edges.get(other) ?? new Set()).add(one));
  };
  const asked = new Set<string>();
  let ask = [...new Set(keys)];
  for (let step = 0; step < stepsMax && ask.length > 0; step += 1) {
    for (const key of ask) asked.add(key);
    for (const [one, other] of await edgesOf(ask)) link(one, other);
    ask = [...edges.keys()].filter((key) => !asked.has(key));
  }
  return new Map(keys.map((key) => [key, reachable(edges, key)]));
}

function reachable(edges: ReadonlyMap<string, ReadonlySet<string>>, from: string): Set<string> {
  const found = new Set([from]);
  for (const key of found) {
    if (found.size >= documentsMax) break;
    for (const other of edges.get(key) ?? []) found.add(other);
  }
  return found;
}
