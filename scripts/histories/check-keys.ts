import { takenAlong } from '../../electron/core/store/reads/station-data.ts';
import { localDeferrals, withLocal } from '../../electron/core/store/reads/deferral.ts';
import { openSession } from '../../electron/core/store/reads/session.ts';
import { visitOfDonor, visitsOf } from '../../electron/core/store/reads/visit.ts';
import { deferralsIn, donationsIn } from './check-station.ts';
import type { History } from './history.ts';
import type { Laptop } from './laptop.ts';
import { barName, keyOf, type Rotation } from './rotation.ts';

interface Bar {
  readonly person: number;
  readonly reason: string;
}

/** Whom the station has to know as deferred: by the entries it holds, and by the central record. */
function barsOf({ picture, made }: History, { record, personOf }: Rotation): readonly Bar[] {
  const placed = deferralsIn(picture, made).flatMap(({ donorKey, reason }): Bar[] => {
    const person = personOf(donorKey);
    return person === undefined ? [] : [{ person, reason }];
  });
  const central = record.flatMap(({ deferrals }, person) =>
    deferrals.map(({ reason }): Bar => ({ person, reason })),
  );
  const all = [...placed, ...central];
  return [...new Map(all.map((bar) => [barName(bar.person, bar.reason), bar])).values()];
}

/**
 * Who is deferred is so in the index of every key that vehicles use, whichever key it was recorded with, and whatever he or she gave is
 * held.
 */
export function checkKeys(history: History, rotation: Rotation): readonly string[] {
  const { keyPicture, picture, made } = history;
  const bars = barsOf(history, rotation);
  const nameAt = (donorKey: string, generation: number) => `${donorKey} ${generation}`;
  const reasonsAt = new Map(
    keyPicture.indexed.map((row) => [nameAt(row.donorKey, row.generation), row.reasons]),
  );
  const served = keyPicture.keys.filter(({ state }) => state !== 'loading');
  const missing = served.flatMap(({ keyHex, generation, state }) =>
    bars.flatMap(({ person, reason }) => {
      const who = rotation.people[person];
      const key = who && nameAt(keyOf(who, keyHex), generation);
      return key && reasonsAt.get(key)?.includes(reason)
        ? []
        : [`${barName(person, reason)} is not in the index under key ${generation} (${state})`];
    }),
  );
  const barred = new Set(bars.map(({ person }) => person));
  const held = new Set(
    picture.verdicts.flatMap(({ reason, donation }) =>
      reason === 'donor-deferred' && donation !== null ? [donation] : [],
    ),
  );
  // Of a bag that only has its number nothing is to be held.
  const drawn = new Set(
    picture.chains.flatMap(({ epoch, branchOf, entries }) =>
      entries.flatMap(({ hash }) => made.find(branchOf ?? epoch, hash)?.started ?? []),
    ),
  );
  const free = donationsIn(picture, made).flatMap(({ donationId, visitId, din }) => {
    const donorKey = made.donorOf(visitId);
    const person = donorKey === undefined ? undefined : rotation.personOf(donorKey);
    const isBarred = person !== undefined && barred.has(person);
    return isBarred && drawn.has(donationId) && !held.has(donationId)
      ? [`${din} of person ${person}, who is deferred, is not held`]
      : [];
  });
  return [...missing, ...free];
}

/** By what each person is barred, as a look-up at this laptop tells it; undefined: it refuses to look anybody up. */
function lookUps(laptop: Laptop, { people }: Rotation): ReadonlySet<string> | undefined {
  const { reader } = laptop.store;
  const [index, taken] = [laptop.index(), takenAlong(reader)];
  if (!index || !taken) return undefined;
  const names = people.flatMap((person, at) => {
    const key = keyOf(person, taken.donorHashKeyHex);
    const bars = withLocal(index.find(key)?.deferrals ?? [], localDeferrals(reader, key));
    return bars.map(({ reason }) => barName(at, reason));
  });
  return new Set(names);
}

/** Whoever can be looked up at a laptop is found there, with every deferral that was ever told of him or her there. */
export function checkLookUps(
  history: History,
  rotation: Rotation,
  laptop: Laptop,
): readonly string[] {
  const { reader } = laptop.store;
  const [index, taken] = [laptop.index(), takenAlong(reader)];
  if (!index || !taken) return [];
  const keys = rotation.people.map((person) => keyOf(person, taken.donorHashKeyHex));
  const unknown = rotation.record.flatMap((_, at) => {
    const key = keys[at];
    return key && index.find(key) ? [] : [`looks person ${at} up and does not find him or her`];
  });
  const now = lookUps(laptop, rotation) ?? new Set();
  const before = rotation.told.get(laptop) ?? new Set();
  // What the station lost itself, when it was restored, it takes from its laptops too, until it has come again.
  const known = new Set(
    barsOf(history, rotation).map(({ person, reason }) => barName(person, reason)),
  );
  const lost = [...before]
    .filter((name) => !now.has(name) && known.has(name))
    .map((name) => `has forgotten ${name}`);
  rotation.told.set(laptop, new Set(now));
  return [...unknown, ...lost, ...checkVisits(laptop, rotation, keys)];
}

/** Whoever is registered today is told as registered, under whichever key that was. */
function checkVisits(
  { store: { reader } }: Laptop,
  { personOf }: Rotation,
  keys: readonly string[],
) {
  const session = openSession(reader);
  if (!session) return [];
  return visitsOf(reader, session.sessionId).flatMap(({ donorKey }) => {
    const person = personOf(donorKey);
    const key = person === undefined ? undefined : keys[person];
    // Made by `keyOf`.
    const visit = key && visitOfDonor(reader, session.sessionId, key as typeof donorKey);
    return visit ? [] : [`does not know that person ${person} is registered`];
  });
}

/** After a calm: a laptop that the station took to the end uses the key of now, and its index is the station's. */
export function checkCarriedOver(history: History): readonly string[] {
  const { rotation, keyPicture, laptops } = history;
  if (!rotation) return [];
  const inUse = keyPicture.keys.find(({ state }) => state === 'in-use');
  const rows = keyPicture.indexed.filter(({ generation }) => generation === inUse?.generation);
  return laptops.flatMap((laptop) => {
    if (laptop.sync.problem() !== null) return [];
    const [index, taken] = [laptop.index(), takenAlong(laptop.store.reader)];
    if (!index || taken?.donorHashKeyHex !== inUse?.keyHex) {
      return [`${laptop.vehicle}: is not at key ${inUse?.generation} in the end`];
    }
    const wrong = rows.filter(({ donorKey, reasons }) => {
      const known = index.find(donorKey)?.deferrals.map(({ reason }) => reason);
      return known?.toSorted().join() !== reasons.toSorted().join();
    });
    return wrong.length > 0 || index.count() !== rows.length
      ? [
          `${laptop.vehicle}: ${wrong.length} donors of its index (version ${index.version()}, ${index.count()} in all) are not the station's (version ${keyPicture.indexVersion}, ${rows.length})`,
        ]
      : [];
  });
}
