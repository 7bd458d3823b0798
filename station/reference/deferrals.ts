import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import { type DonorKey, type PersonKey, personKey } from '../../shared/ids.ts';
import type { JustPlaced } from '../judging/deferral.ts';
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
  | {
      readonly kind: 'placed';
      readonly deferral: HeldDeferral;
      readonly placedOn: CivilDate;
      /** Placed before, ahead of its entry: where it stands, it stands as somebody may have left it since. */
      readonly told: boolean;
    }
  | {
      readonly kind: 'ended';
      readonly named: Pick<HeldDeferral, 'reason' | 'until'>;
      readonly endedOn: CivilDate;
    }
);

function changed(donor: IndexedDonor, change: DeferralChange): IndexedDonor {
  if (change.kind === 'placed') {
    const { deferral, told } = change;
    if (told && donor.deferrals.some((held) => isSameDeferral(held, deferral))) return donor;
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
    const all = places.get(change.donorKey) ?? [];
    for (const place of all) {
      donors.put(place, changed(await donors.at(place, all, change.personKey), change));
    }
    if (change.kind === 'placed') {
      if (!change.told) await keepOwnDeferral(trx, change.donorKey, change);
    } else await endOwnDeferral(trx, change.donorKey, change.named, change.endedOn);
  }
  await donors.write(version);
}

/**
 * Takes over what a batch says was placed on the deferral list or ended before its time. What was told ahead has been taken
 * over, but under the key it named: which document that is, the station may have learned with this batch. Answers what was placed
 * and had not been told.
 */
export async function applyDeferrals(
  trx: StationTransaction,
  { vehicle, epoch }: { readonly vehicle: string; readonly epoch: string },
  { understood, personKeyOfVisit }: Projected,
): Promise<readonly JustPlaced[]> {
  const said = understood.flatMap((known) =>
    known.type === 'deferral.placed' || known.type === 'deferral.ended' ? [known] : [],
  );
  if (said.length === 0) return [];
  // What was told of an entry is of no use once the entry is here.
  const told = await trx
    .deleteFrom('deferral_notice')
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .where(
      'seq',
      'in',
      said.map(({ entry }) => entry.seq),
    )
    .returning(['seq', 'donor_key', 'reason', 'until'])
    .execute();
  const isTold = (seq: number, donorKey: DonorKey, { reason, until }: HeldDeferral): boolean =>
    told.some(
      (row) =>
        row.seq === seq &&
        row.donor_key.toString('hex') === donorKey &&
        row.reason === reason &&
        row.until === (until ?? ''),
    );
  const changes = said.map(({ type, entry, body }): DeferralChange => {
    const { donorKey, visitId } = body;
    // A visit taken in by an earlier version of the station has none.
    const whose = {
      donorKey,
      personKey: personKey.safeParse(personKeyOfVisit(visitId)).data ?? null,
    };
    if (type === 'deferral.ended') {
      return { ...whose, kind: 'ended', named: body, endedOn: body.endedOn };
    }
    const { deferral } = body;
    return {
      ...whose,
      kind: 'placed',
      deferral,
      placedOn: entry.day,
      told: isTold(entry.seq, donorKey, deferral),
    };
  });
  await changeDeferrals(trx, changes);
  return changes.flatMap((change) => (change.kind === 'placed' && !change.told ? [change] : []));
}
