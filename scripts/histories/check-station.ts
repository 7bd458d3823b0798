import { noHash } from '../../shared/journal/entry.ts';
import { deferralName, type MadeEntries } from './made.ts';
import type { Chain, StationPicture } from './station-picture.ts';

/** What must hold at the station at any moment, over everything the history's laptops ever made; of deferrals see below and `check-keys.ts`. */
export function checkStation(picture: StationPicture, made: MadeEntries): readonly string[] {
  return [
    ...picture.chains.flatMap((chain) => checkChain(chain, picture, made)),
    ...checkNumbers(picture, made),
    ...checkRows(picture, made),
  ];
}

/** Each number once, in order, without a gap, each entry one that was made after the one before it. */
function checkChain(chain: Chain, { chains }: StationPicture, made: MadeEntries): string[] {
  const { vehicle: at, heldSeq, heldHash, entries, branchOf, branchSeq } = chain;
  const epoch = branchOf ?? chain.epoch;
  const from = branchSeq ?? 0;
  const trunk = chains.find((each) => each.vehicle === at && each.epoch === branchOf);
  const common = from === 0 ? noHash : trunk?.entries[from - 1]?.hash;
  if (common === undefined) return [`${at}: a branch after ${from}, which nobody holds`];
  const last = entries.at(-1) ?? { seq: from, hash: common };
  if (last.seq !== heldSeq || last.hash !== heldHash)
    return [`${at}: the head is ${heldSeq}, the last entry ${last.seq}`];
  let before = common;
  for (const [index, { seq, hash }] of entries.entries()) {
    if (seq !== from + index + 1) return [`${at}: entry ${seq} where ${from + index + 1} belongs`];
    const entry = made.find(epoch, hash);
    if (!entry) return [`${at}: entry ${seq} was made by nobody`];
    if (entry.seq !== seq || entry.prevHash !== before)
      return [`${at}: entry ${seq} does not follow the one before it`];
    before = hash;
  }
  return [];
}

export const donationsIn = ({ chains }: StationPicture, made: MadeEntries) =>
  chains.flatMap(({ vehicle, epoch, branchOf, entries }) =>
    entries.flatMap(({ seq, hash }) => {
      const donation = made.find(branchOf ?? epoch, hash)?.donation;
      return donation ? [{ vehicle, epoch, seq, hash, ...donation }] : [];
    }),
  );

/**
 * Of all donations under one number at most one is without the verdict that says so. What two copies of a folder were copied with stands
 * in two branches, and is one.
 */
function checkNumbers(picture: StationPicture, made: MadeEntries): string[] {
  const said = new Set(
    picture.verdicts
      .filter(({ reason }) => reason === 'din-seen-before')
      .map(({ vehicle, epoch, seq }) => `${vehicle} ${epoch} ${seq}`),
  );
  const unsaid = new Map<string, Set<string>>();
  for (const { din, vehicle, epoch, seq, hash } of donationsIn(picture, made)) {
    if (said.has(`${vehicle} ${epoch} ${seq}`)) continue;
    unsaid.set(din, (unsaid.get(din) ?? new Set()).add(hash));
  }
  return [...unsaid].flatMap(([din, { size }]) =>
    size > 1 ? [`${size} donations under ${din}, and nobody is told`] : [],
  );
}

/** The tables people read have each donation of a chain, once, and of another chain only what this one goes on with. */
function checkRows(picture: StationPicture, made: MadeEntries): string[] {
  const nameOf = (one: { vehicle: string; epoch: string }, id: string, din: string) =>
    `${one.vehicle} ${one.epoch} ${id} ${din}`;
  const rows = new Map(
    picture.donations.map((row) => [nameOf(row, row.donation, row.din), row] as const),
  );
  const prepared = donationsIn(picture, made);
  const own = new Set(prepared.map((each) => nameOf(each, each.donationId, each.din)));
  const missing = [...own].filter((name) => !rows.has(name)).length;
  const strange = [...rows].filter(([name, { vehicle, epoch, donation, din }]) => {
    if (own.has(name)) return false;
    const chain = picture.chains.find((each) => each.vehicle === vehicle && each.epoch === epoch);
    return !chain?.parents.some((parent) =>
      own.has(nameOf({ vehicle, epoch: parent }, donation, din)),
    );
  }).length;
  return missing + strange === 0
    ? []
    : [`${missing} donations of the journal are not shown, ${strange} shown are not in it`];
}

/** The deferrals in entries that are held. */
export const deferralsIn = ({ chains }: StationPicture, made: MadeEntries) =>
  chains.flatMap(({ epoch, branchOf, entries }) =>
    entries.flatMap(({ hash }) => made.find(branchOf ?? epoch, hash)?.deferral ?? []),
  );

/** Who is deferred in an entry that is held is on the list, and in the index once; nobody is for a reason that was never given. */
export function checkDeferrals(picture: StationPicture, made: MadeEntries): readonly string[] {
  const listed = new Set(picture.deferrals.map(deferralName));
  const counts = Map.groupBy(picture.indexed, deferralName);
  const held = deferralsIn(picture, made).map(deferralName);
  return [
    ...held.filter((name) => !listed.has(name)).map((name) => `${name} is held and not listed`),
    ...held
      .filter((name) => counts.get(name)?.length !== 1)
      .map((name) => `${name} is in the index ${counts.get(name)?.length ?? 0} times`),
    ...[...listed]
      .filter((name) => !made.deferrals.has(name))
      .map((name) => `${name} is listed, and nobody placed it`),
  ];
}
