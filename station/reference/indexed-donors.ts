import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { donorKey, type PersonKey, personKey } from '../../shared/ids.ts';
import { indexed } from '../judging/people-facts.ts';
import type { StationTransaction } from '../store/database.ts';
import { unknownDonor, writeDonors } from './donors.ts';
import { type IndexPlace, underEach } from './key-links.ts';

/** Donors of the index while a transaction changes them: read at once, written at once, those that changed. */
export class IndexedDonors {
  readonly #trx: StationTransaction;
  readonly #known = new Map<string, IndexedDonor>();
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
  }

  /**
   * Who stands there, or under the donor's other hash keys (`places`): what the index knows of a donor under one key it knows under the
   * next. Otherwise somebody the station hears of for the first time. `person` is the person key under one of them.
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
      ...(elsewhere[0] ?? unknownDonor),
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
