import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import type { KnownEntry } from '../intake/known-entry.ts';
import { donorKey as donorKeySchema, type PersonKey, personKey } from '../../shared/ids.ts';
import type { Projected } from '../projection/project.ts';
import type { StationTransaction } from '../store/database.ts';
import { countChange } from './counter.ts';
import { writeDonors } from './donors.ts';
import { placesOf, underEach } from './key-links.ts';

type Change = Extract<KnownEntry, { type: 'deferral.placed' | 'deferral.ended' }>;

const isSame = (one: HeldDeferral, reason: string, until: string | null): boolean =>
  one.reason === reason && one.until === until;

/** The index holds so many of one donor; of more, those ended go first, then the oldest with an end. */
const deferralsMax = 50;

function withinBounds(deferrals: readonly HeldDeferral[]): readonly HeldDeferral[] {
  const weight = ({ endedOn, until }: HeldDeferral): string => (endedOn ? '' : (until ?? '9999'));
  const heaviest = deferrals.toSorted((a, b) => (weight(a) > weight(b) ? -1 : 1));
  const kept = new Set(heaviest.slice(0, deferralsMax));
  return deferrals.filter((deferral) => kept.has(deferral));
}

function changed(donor: IndexedDonor, { type, body }: Change): IndexedDonor {
  if (type === 'deferral.placed') {
    const { deferral } = body;
    const others = donor.deferrals.filter((held) => !isSame(held, deferral.reason, deferral.until));
    return { ...donor, deferrals: withinBounds([...others, deferral]) };
  }
  return {
    ...donor,
    deferrals: donor.deferrals.map((held) =>
      isSame(held, body.reason, body.until) ? { ...held, endedOn: body.endedOn } : held,
    ),
  };
}

/**
 * Takes over what a vehicle placed on the deferral list or ended before its time; every vehicle gets it with the next index. Answers
 * the donor keys it concerned.
 */
export async function applyDeferrals(
  trx: StationTransaction,
  { understood, personKeyOfVisit }: Projected,
): Promise<readonly string[]> {
  const changes = understood.filter(
    (known): known is Change => known.type === 'deferral.placed' || known.type === 'deferral.ended',
  );
  if (changes.length === 0) return [];
  const version = await countChange(trx, 'index');
  for (const change of changes) {
    const { donorKey: named, visitId } = change.body;
    const person = personKeyIn(personKeyOfVisit(visitId));
    // While one hash key takes another's place vehicles look people up under either.
    for (const { key, generation } of await placesOf(trx, named)) {
      const donorKey = donorKeySchema.parse(key);
      const row = await trx
        .selectFrom('donor_index')
        .select('donor')
        .where('donor_key', '=', Buffer.from(key, 'hex'))
        .executeTakeFirst();
      const before: IndexedDonor = row
        ? indexedDonor.parse(row.donor)
        : { ...unknownDonor, donorKey, personKey: await personUnder(trx, person, generation) };
      await writeDonors(trx, [changed(before, change)], generation, version);
    }
  }
  return [...new Set(changes.map(({ body }) => body.donorKey))];
}

async function personUnder(
  trx: StationTransaction,
  person: PersonKey | null,
  generation: number,
): Promise<PersonKey | null> {
  if (person === null) return null;
  return personKeyIn((await underEach(trx, person)).get(generation) ?? person);
}

/** A visit taken in by an earlier version of the station has none. */
const personKeyIn = (text: string | undefined) => personKey.safeParse(text).data ?? null;

/** Deferred at a first visit: the station hears of the person for the first time. */
const unknownDonor = {
  donationCount: 0,
  bloodGroup: null,
  hadReaction: false,
  history: [],
  deferrals: [],
} as const;
