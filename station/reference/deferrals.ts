import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import { type DonorKey, type PersonKey, personKey } from '../../shared/ids.ts';
import type { Projected } from '../projection/project.ts';
import type { StationTransaction } from '../store/database.ts';
import { countChange } from './counter.ts';
import { IndexedDonors } from './indexed-donors.ts';
import { placesOf } from './key-links.ts';
import { endOwnDeferral, isSameDeferral, keepOwnDeferral, withinBounds } from './own-deferrals.ts';

/** What somebody did to a donor's deferrals; `personKey` where the donor may be new to the station. */
export type DeferralChange = {
  readonly donorKey: DonorKey;
  readonly personKey: PersonKey | null;
} & (
  | { readonly kind: 'placed'; readonly deferral: HeldDeferral }
  | {
      readonly kind: 'ended';
      readonly named: Pick<HeldDeferral, 'reason' | 'until'>;
      readonly endedOn: CivilDate;
    }
);

function changed(donor: IndexedDonor, change: DeferralChange): IndexedDonor {
  if (change.kind === 'placed') {
    const { deferral } = change;
    const others = donor.deferrals.filter((held) => !isSameDeferral(held, deferral));
    return { ...donor, deferrals: withinBounds([...others, deferral]) };
  }
  const { named, endedOn } = change;
  return {
    ...donor,
    deferrals: donor.deferrals.map((held) =>
      isSameDeferral(held, named) ? { ...held, endedOn } : held,
    ),
  };
}

/** Carries changes into the index, in their order; every vehicle gets them with the next one. */
export async function changeDeferrals(
  trx: StationTransaction,
  changes: readonly DeferralChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const version = await countChange(trx, 'index');
  const places = await placesOf(
    trx,
    changes.map(({ donorKey }) => donorKey),
  );
  const donors = new IndexedDonors(trx);
  await donors.load([...places.values()].flat());
  for (const change of changes) {
    // While one hash key takes another's place vehicles look people up under either.
    for (const place of places.get(change.donorKey) ?? []) {
      donors.put(place, changed(await donors.at(place, change.personKey), change));
    }
    if (change.kind === 'placed') await keepOwnDeferral(trx, change.donorKey, change.deferral);
    else await endOwnDeferral(trx, change.donorKey, change.named, change.endedOn);
  }
  await donors.write(version);
}

/**
 * Takes over what a batch says was placed on the deferral list or ended before its time; what was told ahead has been.
 */
export async function applyDeferrals(
  trx: StationTransaction,
  { vehicle, epoch }: { readonly vehicle: string; readonly epoch: string },
  { understood, personKeyOfVisit }: Projected,
): Promise<void> {
  const found = understood.flatMap((known): { seq: number; change: DeferralChange }[] => {
    if (known.type !== 'deferral.placed' && known.type !== 'deferral.ended') return [];
    const { donorKey, visitId } = known.body;
    // A visit taken in by an earlier version of the station has none.
    const person = personKey.safeParse(personKeyOfVisit(visitId)).data ?? null;
    const whose = { donorKey, personKey: person };
    const change: DeferralChange =
      known.type === 'deferral.placed'
        ? { ...whose, kind: 'placed', deferral: known.body.deferral }
        : { ...whose, kind: 'ended', named: known.body, endedOn: known.body.endedOn };
    return [{ seq: known.entry.seq, change }];
  });
  if (found.length === 0) return;
  // What was told of an entry is of no use once the entry is here.
  const told = await trx
    .deleteFrom('deferral_notice')
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .where(
      'seq',
      'in',
      found.map(({ seq }) => seq),
    )
    .returning(['seq', 'donor_key', 'reason', 'until'])
    .execute();
  const isTold = (seq: number, change: DeferralChange): boolean =>
    told.some(
      (row) =>
        row.seq === seq &&
        change.kind === 'placed' &&
        row.donor_key.toString('hex') === change.donorKey &&
        row.reason === change.deferral.reason &&
        row.until === (change.deferral.until ?? ''),
    );
  await changeDeferrals(
    trx,
    found.flatMap(({ seq, change }) => (isTold(seq, change) ? [] : [change])),
  );
}
