import { addDays, addMonths } from '../../shared/domain/civil-date.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { donorKeyOf } from '../../shared/domain/donor/donor-key.ts';
import { personKeyOf } from '../../shared/domain/donor/person-key.ts';
import type { HeldDeferral, PastDonation } from '../../shared/domain/screening/schema.ts';
import type { SimulatedDonor } from '../../simulators/donors.ts';
import { nodeHashing } from '../../station/hashing.ts';

const noDonor = { donationCount: 0, history: [], deferrals: [], hadReaction: false } as const;

const wholeBlood = (date: string): PastDonation => ({ date, type: 'whole-blood', volumeMl: 400 });

const deferral = (reason: string, clause: string, until: string | null): HeldDeferral => ({
  ...{ reason, clause, until },
  permanent: until === null,
  bars: 'all',
  endedOn: null,
});

/**
 * What the station knows of the simulated people on a day: of every ten, one is deferred for a time, one gave too recently, one is
 * deferred for good (of every twenty), three have given before, the others are new to it.
 */
function record(
  at: number,
  onDate: string,
  bloodGroup: string | null,
): Omit<IndexedDonor, 'donorKey' | 'personKey'> | undefined {
  const known = { ...noDonor, bloodGroup };
  switch (at % 10) {
    case 3:
      return {
        ...known,
        deferrals: [deferral('6.2.9-tattoo', '6.2.9', addMonths(onDate, 4, 'last-day'))],
      };
    case 5:
      return { ...known, donationCount: 2, history: [wholeBlood(addDays(onDate, -70))] };
    case 7:
      return at % 20 === 7
        ? { ...known, deferrals: [deferral('6.1.14-infectious', '6.1.14', null)] }
        : { ...known, donationCount: 1, history: [wholeBlood(addMonths(onDate, -8, 'last-day'))] };
    case 1:
    case 2:
    case 8: {
      const history = [13, 20, 27].map((months) =>
        wholeBlood(addMonths(onDate, -months, 'last-day')),
      );
      return { ...known, donationCount: history.length, history };
    }
    default:
      return undefined;
  }
}

/** Somebody of whom the station has another group than the one that is found: every such person is referred, and one is to be seen. */
const differsAt = 11;

const recordedGroup = (at: number, group: string | null): string | null => {
  if (group === null || at !== differsAt) return group;
  return group === 'A' ? 'B' : 'A';
};

/** The simulated people as the station's donor index has them; `groups` are theirs in order, left out where nobody tests them. */
export function knownDonors(
  donors: readonly SimulatedDonor[],
  onDate: string,
  donorHashKeyHex: string,
  groups: readonly string[] = [],
): IndexedDonor[] {
  return donors.flatMap(({ card }, at) => {
    const known = record(at, onDate, recordedGroup(at, groups[at] ?? null));
    const keyedHash = (text: string) => nodeHashing.hmacSha256(donorHashKeyHex, text);
    const key = donorKeyOf('resident-id', card.idNumber, keyedHash);
    const personKey = personKeyOf({ ...card, birthDate: card.birth }, keyedHash);
    return known && key.ok ? [{ donorKey: key.value, personKey, ...known }] : [];
  });
}
