import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import type { KnownEntry } from '../intake/known-entry.ts';
import type { StationTransaction } from '../store/database.ts';
import { countChange } from './counter.ts';

type Change = Extract<KnownEntry, { type: 'deferral.placed' | 'deferral.ended' }>;

const isSame = (one: HeldDeferral, reason: string, until: string | null): boolean =>
  one.reason === reason && one.until === until;

function changed(donor: IndexedDonor, { type, body }: Change): IndexedDonor {
  if (type === 'deferral.placed') {
    const { deferral } = body;
    const others = donor.deferrals.filter((held) => !isSame(held, deferral.reason, deferral.until));
    return { ...donor, deferrals: [...others, deferral] };
  }
  return {
    ...donor,
    deferrals: donor.deferrals.map((held) =>
      isSame(held, body.reason, body.until) ? { ...held, endedOn: body.endedOn } : held,
    ),
  };
}

/** Takes over what a vehicle placed on the deferral list or ended before its time; every vehicle gets it with the next index. */
export async function applyDeferrals(
  trx: StationTransaction,
  understood: readonly KnownEntry[],
): Promise<void> {
  const changes = understood.filter(
    (known): known is Change => known.type === 'deferral.placed' || known.type === 'deferral.ended',
  );
  if (changes.length === 0) return;
  const version = await countChange(trx, 'index');
  for (const change of changes) {
    const { donorKey } = change.body;
    const key = Buffer.from(donorKey, 'hex');
    const row = await trx
      .selectFrom('donor_index')
      .select('donor')
      .where('donor_key', '=', key)
      .executeTakeFirst();
    const before: IndexedDonor = row
      ? indexedDonor.parse(row.donor)
      : { ...unknownDonor, donorKey };
    const donor = JSON.stringify(changed(before, change));
    await trx
      .insertInto('donor_index')
      .values({ donor_key: key, donor, changed_in: version })
      .onConflict((conflict) =>
        conflict.column('donor_key').doUpdateSet({ donor, changed_in: version }),
      )
      .execute();
  }
}

/** Deferred at a first visit: the station hears of the person for the first time. */
const unknownDonor = {
  personKey: null,
  donationCount: 0,
  bloodGroup: null,
  hadReaction: false,
  history: [],
  deferrals: [],
} as const;
