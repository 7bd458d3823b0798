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

  /** Who stands there; somebody the station hears of for the first time, whose person key is `person` under one hash key or another. */
  async at({ key, generation }: IndexPlace, person: PersonKey | null): Promise<IndexedDonor> {
    const known = this.#known.get(key);
    if (known) return known;
    const under = person && (await underEach(this.#trx, person)).get(generation);
    return {
      ...unknownDonor,
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
