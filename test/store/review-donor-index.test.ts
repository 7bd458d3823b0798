import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDonorIndex } from '../../electron/core/store/donor-index.ts';
import { applyChanges } from '../../electron/core/store/donor-index-transfer.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { donorKey, personKey } from '../../shared/ids.ts';
import { keyHex } from '../support/fresh-store.ts';
import { donorAt, whole } from '../support/index-pages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const person = personKey.parse('ab'.repeat(32));
/** Donors whose keys begin alike, as of five million some do: each takes the next free place. */
const alike = (last: string, donationCount = 1): IndexedDonor => ({
  ...donorAt(0, donationCount),
  donorKey: donorKey.parse(`${'7'.repeat(13)}${last.repeat(51)}`),
  personKey: person,
});

test('a donor whose place is the next one stays one donor when the one before is removed', () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  const index = openDonorIndex(folder, keyHex, 1);
  if (!index) throw new Error('no index');
  const take = (indexVersion: number, donors: IndexedDonor[], removed: IndexedDonor[] = []) =>
    applyChanges(index.db, {
      ...{ indexVersion, donors, next: null },
      removed: removed.map((each) => each.donorKey),
    });
  const [a, b] = [alike('a'), alike('b')];
  take(2, [a, b]);
  take(3, [], [a]);
  take(4, [alike('b', 2)]);
  expect(index.find(b.donorKey)?.donationCount).toBe(2);
  expect(index.findPerson(person).map(({ donationCount }) => donationCount)).toEqual([2]);
  expect(index.count()).toBe(11);
  take(5, [], [b]);
  expect(index.find(b.donorKey)).toBeUndefined();
  expect(index.findPerson(person)).toEqual([]);
  expect(index.count()).toBe(10);
  index.close();
});

test('however donors of like beginnings come and go, each is found once, by key and by name', () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  const index = openDonorIndex(folder, keyHex, 1);
  if (!index) throw new Error('no index');
  // Two neighbouring beginnings that run into each other.
  const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((last, at) => ({
    ...alike(last),
    donorKey: donorKey.parse(`${'7'.repeat(12)}${at % 2 === 0 ? '7' : '8'}${last.repeat(51)}`),
  }));
  const here = new Map<string, IndexedDonor>();
  const steps = fc.array(fc.tuple(fc.nat(5), fc.boolean()), { minLength: 1, maxLength: 40 });
  let indexVersion = 2;
  fc.assert(
    fc.property(steps, (given) => {
      for (const [at, comes] of given) {
        const donor = all[at];
        if (!donor) throw new Error('nobody');
        const donors = comes ? [{ ...donor, donationCount: indexVersion }] : [];
        const removed = comes ? [] : [donor.donorKey];
        applyChanges(index.db, { indexVersion, donors, removed, next: null });
        for (const each of donors) here.set(each.donorKey, each);
        if (!comes) here.delete(donor.donorKey);
        indexVersion += 1;
        for (const { donorKey: key } of all) expect(index.find(key)).toEqual(here.get(key));
        const found = index
          .findPerson(person)
          .toSorted((x, y) => x.donationCount - y.donationCount);
        expect(found).toEqual(
          [...here.values()].toSorted((x, y) => x.donationCount - y.donationCount),
        );
        expect(index.count()).toBe(10 + here.size);
      }
    }),
    { numRuns: 25, seed: 7 },
  );
  index.close();
});
