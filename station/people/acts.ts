import type { ActFacts } from '../contract/people.ts';
import type { StationDb } from '../store/database.ts';

export interface Act {
  readonly by: string;
  readonly call: string;
  /** What it was done to: a user, a donor's key, a range … */
  readonly subject: string;
  /** What a person would want to know of it; no names of donors, no passwords. */
  readonly facts: ActFacts;
}

const charsMax = 500;

/** Writes down that somebody asks for something, before it is done: what was done has always been written down. */
export async function noteAct(
  db: StationDb,
  { by, call, subject, facts }: Act,
  nowMs: number,
): Promise<number> {
  const { id } = await db
    .insertInto('station_act')
    .values({
      ...{ at_ms: nowMs, by_whom: by, call, outcome: 'asked' },
      ...{ subject: plain(subject), detail: JSON.stringify(facts, plainValue) },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Says what came of it. */
export async function settleAct(
  db: StationDb,
  id: number,
  outcome: 'done' | 'refused',
): Promise<void> {
  await db.updateTable('station_act').set({ outcome }).where('id', '=', id).execute();
}

const plain = (text: string): string => text.replaceAll('\0', '').slice(0, charsMax);

const plainValue = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? plain(value) : value;
