import { sql } from '../../electron/core/store/connection.ts';
import type { Reader } from '../../electron/core/store/writer.ts';
import type { EpochState } from '../../electron/core/store/journal.ts';
import { headsOf, type Laptop } from './laptop.ts';
import type { ExpectedVerdict } from './network.ts';
import type { Chain, StationPicture } from './station-picture.ts';

const entryHash = (db: Reader, epoch: string, seq: number): string | undefined =>
  db.first(
    sql.selectFrom('journal').select('hash').where('epoch', '=', epoch).where('seq', '=', seq),
  )?.hash;

/** What must hold at a laptop at any moment; each sentence is something that does not. */
export function checkLaptop(laptop: Laptop, picture: StationPicture): readonly string[] {
  const { reader } = laptop.store;
  const wrong: string[] = [...laptop.faults];
  const { told } = laptop;
  if (told !== null && entryHash(reader, told.epoch, told.seq) !== told.hash) {
    wrong.push(`entry ${told.seq} was told to be saved and is not there`);
  }
  const own = headsOf(laptop);
  for (const state of own) {
    const { epoch, head } = state;
    const rows = reader.all(sql.selectFrom('journal').select('seq').where('epoch', '=', epoch));
    if (rows.length !== head.seq) wrong.push(`${rows.length} entries under ${head.seq} numbers`);
    if (!laptop.isInDoubt) wrong.push(...checkBelief(laptop, state, picture));
  }
  return wrong;
}

/** What the laptop believes to be held is held, and is the same. */
function checkBelief(
  { vehicle, store }: Laptop,
  { epoch, heldThroughSeq, branch }: EpochState,
  { chains }: StationPicture,
): string[] {
  if (heldThroughSeq === 0) return [];
  const chainOf = (name: string | undefined): Chain | undefined =>
    chains.find((each) => each.vehicle === vehicle && each.epoch === name);
  const branched = chainOf(branch?.id);
  const isInBranch = branch !== null && heldThroughSeq > (branched?.branchSeq ?? branch.fromSeq);
  const chain = isInBranch ? branched : chainOf(epoch);
  const held = chain?.entries.find(({ seq }) => seq === heldThroughSeq);
  if (!held) return [`believes ${heldThroughSeq} held, the station holds ${chain?.heldSeq ?? 0}`];
  // The hash stands for all entries before it, on both sides.
  return held.hash === entryHash(store.reader, epoch, heldThroughSeq)
    ? []
    : [`believes ${heldThroughSeq} held, the station holds another entry under that number`];
}

/**
 * What the station has set aside of the entries believed held is known here: named by the reply to a batch or brought by the feed.
 * The feed is read once per completed sync, and a verdict on an old entry may come at any moment, so that this must hold only
 * after a quiet sync at the end of a history.
 */
export function checkVerdicts(laptop: Laptop, picture: StationPicture): readonly string[] {
  const { vehicle } = laptop;
  const own = headsOf(laptop);
  const known = knownVerdicts(laptop);
  return picture.verdicts.flatMap((verdict) => {
    const { epoch, seq, reason } = verdict;
    // The reply to a batch is kept under the laptop's own name of the chain, the feed's word under the station's.
    const state = own.find((each) => each.epoch === epoch || each.branch?.id === epoch);
    if (verdict.vehicle !== vehicle || !state || seq > state.heldThroughSeq) return [];
    const isKnown = [epoch, state.epoch].some((name) => known.has(`${name} ${seq} ${reason}`));
    return isKnown ? [] : [`does not know that ${seq} is set aside (${reason})`];
  });
}

/** Each as `<epoch> <seq> <reason>`. */
export function knownVerdicts({ store }: Laptop): ReadonlySet<string> {
  const tables = ['set_aside', 'verdict'] as const;
  const rows = tables.flatMap((table) =>
    store.reader.all(sql.selectFrom(table).select(['epoch', 'seq', 'reason'])),
  );
  return new Set(rows.map(({ epoch, seq, reason }) => `${epoch} ${seq} ${reason}`));
}

/** What the reply to a batch that came again had to name, and the laptop does not know now that it has heard it. */
export function notTold(laptop: Laptop, expected: readonly ExpectedVerdict[]): readonly string[] {
  if (expected.length === 0) return [];
  const known = knownVerdicts(laptop);
  // An answer that speaks of a state this laptop has not got is believed in nothing.
  const held = new Map(headsOf(laptop).map(({ epoch, heldThroughSeq }) => [epoch, heldThroughSeq]));
  return expected
    .filter(({ epoch, seq }) => seq <= (held.get(epoch) ?? 0))
    .filter(({ epoch, seq, reason }) => !known.has(`${epoch} ${seq} ${reason}`))
    .map(
      ({ seq, reason }) =>
        `${laptop.vehicle}: sent ${seq} again and was not told that it is set aside (${reason})`,
    );
}
