import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { donorKey, type PersonKey, personKey } from '../../shared/ids.ts';
import { indexed } from '../judging/people-facts.ts';
import type { StationTransaction } from '../store/database.ts';
import { writeDonors } from './donors.ts';
import { type IndexPlace, underEach } from './key-links.ts';
import { unknownDonor, withOwnFacts } from './own-facts.ts';

/** Donors of the index while a transaction changes them: read at once, written at once, those that changed. */
export class IndexedDonors {
  readonly #trx: StationTransaction;
  readonly #known = new Map<string, IndexedDonor>();
  /** Of who does not stand there: somebody new, or somebody who was taken out of the index. */
  readonly #ownFacts = new Map<string, IndexedDonor>();
  readonly #changed = new Map<
    string,
    { readonly generation: number; readonly donor: IndexedDonor }
  >();

  constructor(trx: StationTransaction) {
    this.#trx = trx;
  }

  async load(places: readonly IndexPlace[]): Promise<void> {
    const found = await indexed(
      this.#trx,
      places.map(({ key }) => key),
    );
    for (const [key, donor] of found) this.#known.set(key, donor);
    const missing = places.flatMap(({ key }) => (found.has(key) ? [] : [donorKey.parse(key)]));
    const nobody = missing.map((key) => ({ ...unknownDonor, donorKey: key, personKey: null }));
    for (const donor of await withOwnFacts(this.#trx, nobody, 0)) {
      this.#ownFacts.set(donor.donorKey, donor);
    }
  }

  /**
   * Who stands there, or under the donor's other hash keys (`places`): what the index knows of a donor under one key it knows under the
   * next. Otherwise what only vehicles and this station know of him or her. `person` is the person key under one of them.
   */
  async at(
    { key, generation }: IndexPlace,
    places: readonly IndexPlace[],
    person: PersonKey | null,
  ): Promise<IndexedDonor> {
    const known = this.#known.get(key);
    if (known) return known;
    const under = person && (await underEach(this.#trx, person)).get(generation);
    const elsewhere = places.flatMap((place) => this.#known.get(place.key) ?? []);
    return {
      ...(elsewhere[0] ?? this.#ownFacts.get(key) ?? unknownDonor),
      donorKey: donorKey.parse(key),
      personKey: personKey.safeParse(under ?? person).data ?? null,
    };
  }

  put({ key, generation }: IndexPlace, donor: IndexedDonor): void {
    if (this.#known.get(key) === donor) return;
    this.#known.set(key, donor);
    this.#changed.set(key, { generation, donor });
  }

  async write(version: number): Promise<void> {
    const byGeneration = Map.groupBy(this.#changed.values(), ({ generation }) => generation);
    for (const [generation, all] of byGeneration) {
      await writeDonors(
        this.#trx,
        all.map(({ donor }) => donor),
        generation,
        version,
      );
    }
  }
}
