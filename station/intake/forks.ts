import { sql } from 'kysely';
import type { Sender } from '../enrolment/check-request.ts';
import type { StationDb } from '../store/database.ts';
import { type Told, tellApart } from './tell-apart.ts';

export interface SeenFork {
  readonly epoch: string;
  readonly what: 'fork' | 'behind';
  /** The first entry in which laptop and station differ, or that the laptop lacks. */
  readonly seq: number;
  readonly heldSeq: number;
}

type From = Pick<Sender, 'vehicle' | 'laptop' | 'run'>;

/** Keeps that a laptop came with another state; the same again only counts. */
export async function noteFork(
  db: StationDb,
  { vehicle, laptop, run }: From,
  { epoch, what, seq, heldSeq }: SeenFork,
  nowMs: number,
): Promise<void> {
  await db
    .insertInto('fork')
    .values({
      ...{ vehicle, epoch, laptop, run, what, seq, held_seq: heldSeq },
      ...{ first_seen_at_ms: nowMs, last_seen_at_ms: nowMs, count: 1 },
    })
    .onConflict((conflict) =>
      conflict.columns(['vehicle', 'epoch', 'laptop', 'run', 'what']).doUpdateSet((q) => ({
        last_seen_at_ms: nowMs,
        count: q('fork.count', '+', 1),
      })),
    )
    .execute();
}

export interface ForkRow extends SeenFork {
  readonly vehicle: string;
  readonly laptop: string;
  readonly run: string;
  readonly firstSeenAtMs: number;
  readonly lastSeenAtMs: number;
  readonly count: number;
  readonly told: Exclude<Told, 'repeat'>;
  /** The laptop has begun a new epoch, and its own entries are kept as a branch. */
  readonly wentOn: boolean;
}

const listedMax = 500;

/** Every laptop that came with another state, the last heard first, with what that tells by now. */
export async function forksOf(db: StationDb): Promise<readonly ForkRow[]> {
  const rows = await db
    .selectFrom('fork')
    .innerJoin('epoch', (join) =>
      join.onRef('epoch.vehicle', '=', 'fork.vehicle').onRef('epoch.epoch', '=', 'fork.epoch'),
    )
    .selectAll('fork')
    .select(['epoch.held_seq as held_now', 'epoch.extended_in_run'])
    .select(
      sql<boolean>`exists (select from epoch as later where later.vehicle = fork.vehicle
        and fork.epoch = any(later.parents))`.as('went_on'),
    )
    .orderBy('fork.last_seen_at_ms', 'desc')
    .limit(listedMax)
    .execute();
  return rows.map((row) => {
    const told = tellApart({
      ...{ differs: row.what, run: row.run, heldSeqThen: row.held_seq },
      ...{ heldSeqNow: row.held_now, extendedInRun: row.extended_in_run },
    });
    return {
      ...{ vehicle: row.vehicle, epoch: row.epoch, laptop: row.laptop, run: row.run },
      ...{ what: row.what, seq: row.seq, heldSeq: row.held_seq, count: row.count },
      ...{ firstSeenAtMs: row.first_seen_at_ms, lastSeenAtMs: row.last_seen_at_ms },
      // What is in the table differs in something.
      told: told === 'repeat' ? 'restored' : told,
      wentOn: row.went_on,
    };
  });
}
