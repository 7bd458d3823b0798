import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import type { KnownEntry } from '../intake/known-entry.ts';
import { personKey } from '../../shared/ids.ts';
import { indexed } from '../judging/deferral.ts';
import type { Projected } from '../projection/project.ts';
import type { StationTransaction } from '../store/database.ts';
import { countChange } from './counter.ts';
import { unknownDonor, writeDonors } from './donors.ts';
import { endOwnDeferral, isSameDeferral, keepOwnDeferral, withinBounds } from './own-deferrals.ts';

type Change = Extract<KnownEntry, { type: 'deferral.placed' | 'deferral.ended' }>;

function changed(donor: IndexedDonor, { type, body }: Change): IndexedDonor {
  if (type === 'deferral.placed') {
    const { deferral } = body;
    const others = donor.deferrals.filter((held) => !isSameDeferral(held, deferral));
    return { ...donor, deferrals: withinBounds([...others, deferral]) };
  }
  return {
    ...donor,
    deferrals: donor.deferrals.map((held) =>
      isSameDeferral(held, body) ? { ...held, endedOn: body.endedOn } : held,
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
  const keys = [...new Set(changes.map(({ body }) => body.donorKey))];
  const donors = new Map(await indexed(trx, keys));
  for (const change of changes) {
    const { donorKey, visitId } = change.body;
    const before = donors.get(donorKey) ?? {
      ...unknownDonor,
      donorKey,
      personKey: personKeyIn(personKeyOfVisit(visitId)),
    };
    donors.set(donorKey, changed(before, change));
    if (change.type === 'deferral.placed')
      await keepOwnDeferral(trx, donorKey, change.body.deferral);
    else await endOwnDeferral(trx, donorKey, change.body, change.body.endedOn);
  }
  await writeDonors(trx, [...donors.values()], version);
  return keys;
}

/** A visit taken in by an earlier version of the station has none. */
const personKeyIn = (text: string | undefined) => personKey.safeParse(text).data ?? null;
