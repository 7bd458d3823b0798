import { noHash } from '../../shared/journal/entry.ts';
import type { MadeEntries } from './made.ts';
import type { Chain, StationPicture } from './station-picture.ts';

/** What must hold at the station at any moment, over everything the history's laptops ever made. */
export function checkStation(picture: StationPicture, made: MadeEntries): readonly string[] {
  return [
    ...picture.chains.flatMap((chain) => checkChain(chain, made)),
    ...checkNumbers(picture, made),
    ...checkRows(picture, made),
  ];
}

/** Each number once, in order, without a gap, each entry one that was made after the one before it. */
function checkChain(
  { vehicle, epoch, heldSeq, heldHash, entries }: Chain,
  made: MadeEntries,
): string[] {
  const at = `${vehicle}`;
  if (entries.length === 0 && heldSeq === 0) return [];
  const last = entries.at(-1);
  if (last?.seq !== heldSeq || last.hash !== heldHash)
    return [`${at}: the head is ${heldSeq}, the last entry ${last?.seq ?? 0}`];
  let before = noHash;
  for (const [index, { seq, hash }] of entries.entries()) {
    if (seq !== index + 1) return [`${at}: entry ${seq} where ${index + 1} belongs`];
    const entry = made.find(epoch, hash);
    if (!entry) return [`${at}: entry ${seq} was made by nobody`];
    if (entry.seq !== seq || entry.prevHash !== before)
      return [`${at}: entry ${seq} does not follow the one before it`];
    before = hash;
  }
  return [];
}

const donationsIn = ({ chains }: StationPicture, made: MadeEntries) =>
  chains.flatMap(({ vehicle, epoch, entries }) =>
    entries.flatMap(({ seq, hash }) => {
      const donation = made.find(epoch, hash)?.donation;
      return donation ? [{ vehicle, epoch, seq, ...donation }] : [];
    }),
  );

/** Of all donations under one number at most one is without the verdict that says so. */
function checkNumbers(picture: StationPicture, made: MadeEntries): string[] {
  const said = new Set(
    picture.verdicts
      .filter(({ reason }) => reason === 'din-seen-before')
      .map(({ vehicle, epoch, seq }) => `${vehicle} ${epoch} ${seq}`),
  );
  const unsaid = new Map<string, number>();
  for (const { din, vehicle, epoch, seq } of donationsIn(picture, made)) {
    if (!said.has(`${vehicle} ${epoch} ${seq}`)) unsaid.set(din, (unsaid.get(din) ?? 0) + 1);
  }
  return [...unsaid].flatMap(([din, times]) =>
    times > 1 ? [`${times} donations under ${din}, and nobody is told`] : [],
  );
}

/** The tables people read have each donation of the journal, once. */
function checkRows(picture: StationPicture, made: MadeEntries): string[] {
  const nameOf = (one: { vehicle: string; epoch: string }, id: string, din: string) =>
    `${one.vehicle} ${one.epoch} ${id} ${din}`;
  const rows = picture.donations.map((row) => nameOf(row, row.donation, row.din)).toSorted();
  const entries = donationsIn(picture, made)
    .map((each) => nameOf(each, each.donationId, each.din))
    .toSorted();
  return rows.join() === entries.join()
    ? []
    : [`${rows.length} donations shown, ${entries.length} in the journal`];
}
