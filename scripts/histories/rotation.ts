import { systemHashing } from '../../electron/core/system.ts';
import { takenAlong } from '../../electron/core/store/reads/station-data.ts';
import { donorKeyOf, type KeyedHash } from '../../shared/domain/donor/donor-key.ts';
import { personKeyOf } from '../../shared/domain/donor/person-key.ts';
import type { DonorKey } from '../../shared/ids.ts';
import { type Identity, identity as identityShape } from '../../shared/journal/bodies/donor.ts';
import type { CentralDonor } from '../../station/reference/load-donors.ts';
import { type SeededRandom, seededRandom } from '../../simulators/random.ts';
import type { Who } from './bodies.ts';
import type { Laptop } from './laptop.ts';

/** Donors with documents, and the keys under which a station ever knew them: in the histories in which it replaces its hash key. */
export interface Rotation {
  /** Of its own, so that the other histories stay what their seeds made them. */
  readonly random: SeededRandom;
  readonly people: readonly Identity[];
  /** Some of them, as the owner of the central record has them; the station is given all of it whenever it changes. */
  record: readonly CentralDonor[];
  /** Whose a donor key is, whichever hash key it was made with: a place in `people`. */
  readonly personOf: (donorKey: string) => number | undefined;
  /** A hash key that the station has made. */
  readonly learn: (keyHex: string) => void;
  /** What look-ups at a laptop have told so far: `barName`s. */
  readonly told: WeakMap<Laptop, Set<string>>;
}

/** One of them takes as long as five others. */
const rotatesOneIn = 60;
/** None of those in which donors are deferred otherwise. */
export const rotates = (seed: number): boolean => seed % rotatesOneIn === 13;

const peopleCount = 6;
const inRecord = 3;

const personAt = (at: number): Identity =>
  identityShape.parse({
    ...{ name: `试验${at}`, sex: 'male', nation: '01', birthDate: '1996-01-01', address: null },
    ...{ documentType: 'other', documentNumber: `E${10_000 + at}` },
    ...{ issuer: null, validFrom: null, validTo: null },
  });

const centralDonor = ({ documentType, documentNumber, ...who }: Identity): CentralDonor => ({
  ...{ documentType, documentNumber },
  person: { name: who.name, birthDate: who.birthDate, sex: who.sex },
  ...{ donationCount: 1, bloodGroup: null, hadReaction: false, history: [], deferrals: [] },
});

const under =
  (keyHex: string): KeyedHash =>
  (text) =>
    systemHashing.hmacSha256(keyHex, text);

export function keyOf({ documentType, documentNumber }: Identity, keyHex: string): DonorKey {
  const key = donorKeyOf(documentType, documentNumber, under(keyHex));
  if (!key.ok) throw new Error(key.error);
  return key.value;
}

export const newKey = ({ random }: Pick<Rotation, 'random'>): string =>
  Array.from({ length: 64 }, () => random.below(16).toString(16)).join('');

export const barName = (person: number, reason: string): string => `${reason} of person ${person}`;

export function createRotation(seed: number): Rotation {
  const people = Array.from({ length: peopleCount }, (_, at) => personAt(at));
  const personOf = new Map<string, number>();
  return {
    ...{ random: seededRandom(seed + 1), people },
    record: people.slice(0, inRecord).map(centralDonor),
    personOf: (key) => personOf.get(key),
    learn: (keyHex) => {
      for (const [at, person] of people.entries()) personOf.set(keyOf(person, keyHex), at);
    },
    told: new WeakMap(),
  };
}

/** A donor as this laptop registers him or her now; null where it cannot look anybody up, and the product refuses. */
export function whoAt({ people }: Rotation, laptop: Laptop, random: SeededRandom): Who | null {
  const taken = takenAlong(laptop.store.reader);
  if (!taken || !laptop.index()) return null;
  const identity = random.pick(people);
  const { donorHashKeyHex } = taken;
  const personKey = personKeyOf(identity, under(donorHashKeyHex));
  return { donorKey: keyOf(identity, donorHashKeyHex), personKey, identity };
}
