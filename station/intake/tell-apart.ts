/** What the station saw of a laptop that came with another state than the one it holds. */
export interface ForkEvidence {
  /** `none`: every entry sent is held with the same hash. `behind`: it lacks entries. `fork`: it has others under the same numbers. */
  readonly differs: 'none' | 'behind' | 'fork';
  /** The run (one start of the program) that came with the other state. */
  readonly run: string;
  /** Entries the station held of the chain when that was first seen, and holds now. */
  readonly heldSeqThen: number;
  readonly heldSeqNow: number;
  /** The run that added the last entry to the held chain; null: none did. */
  readonly extendedInRun: string | null;
}

export type Told = 'repeat' | 'restored' | 'cloned';

/**
 * A repeat differs in nothing. Of the rest only time tells: while nobody adds to the held chain, one laptop was brought back to an
 * older state; once the held chain goes on in another run, two laptops are at work with one journal.
 */
export function tellApart(seen: ForkEvidence): Told {
  if (seen.differs === 'none') return 'repeat';
  const wentOn = seen.heldSeqNow > seen.heldSeqThen && seen.extendedInRun !== seen.run;
  return wentOn ? 'cloned' : 'restored';
}
