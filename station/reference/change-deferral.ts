import type { CivilDate } from '../../shared/domain/civil-date.ts';
import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { isDeferralActive } from '../../shared/domain/screening/assess-deferrals.ts';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import type { DonorKey } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { chinaDay } from '../judging/china-day.ts';
import { judgeEarlier } from '../judging/deferral.ts';
import { keepVerdicts } from '../judging/keep.ts';
import { indexed } from '../judging/people-facts.ts';
import { linkedAndHeld, lockedInOrder } from '../judging/people.ts';
import { judgingSettingsOf } from '../judging/settings.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange } from './counter.ts';
import { writeDonors } from './donors.ts';
import { placesOf } from './key-links.ts';
import { endOwnDeferral, isSameDeferral, keepOwnDeferral, withinBounds } from './own-deferrals.ts';

interface Named {
  readonly donorKey: DonorKey;
  readonly reason: string;
  /** The first day it no longer bars; null: for good. */
  readonly until: CivilDate | null;
}

type Changed = Result<IndexedDonor['deferrals'], ChangeRefusal>;
type ChangeRefusal = 'donor-unknown' | 'deferral-unknown' | 'deferral-there' | 'date-passed';

const isNamed = (named: Named) => (held: HeldDeferral) => isSameDeferral(held, named);

/**
 * Puts a donor the index knows on the deferral list; every vehicle gets it with the next index, and what the donor gave before within
 * the look-back is held with it: both, or neither. Batches that bring the donor wait, or are waited for.
 */
export async function placeDeferral(
  db: StationDb,
  named: Named,
  nowMs: number,
): Promise<Result<undefined, ChangeRefusal>> {
  const { donorKey, reason, until } = named;
  const today = chinaDay(nowMs);
  const placed: HeldDeferral = {
    ...{ reason, clause: null, permanent: until === null, until, bars: 'all', endedOn: null },
  };
  return inTransaction<undefined, ChangeRefusal>(db, async (trx) => {
    await lockedInOrder([donorKey]).execute(trx);
    await linkedAndHeld(trx, [donorKey]);
    const done = await changeDonor(trx, donorKey, async (deferrals): Promise<Changed> => {
      if (until !== null && until <= today) return err('date-passed');
      if (deferrals.some((held) => isNamed(named)(held) && isDeferralActive(held, today))) {
        return err('deferral-there');
      }
      await keepOwnDeferral(trx, donorKey, { deferral: placed, placedOn: today });
      return ok(withinBounds([...deferrals.filter((held) => !isNamed(named)(held)), placed]));
    });
    if (!done.ok) return done;
    const settings = await judgingSettingsOf(trx);
    const just = [{ donorKey, deferral: placed }];
    await keepVerdicts(trx, await judgeEarlier(trx, [donorKey], settings, nowMs, just), nowMs);
    return done;
  });
}

/** Ends a deferral today, before its time; it stays in the list as ended. */
export const endDeferral = (db: StationDb, named: Named, today: CivilDate) =>
  inTransaction<undefined, ChangeRefusal>(db, (trx) =>
    changeDonor(trx, named.donorKey, async (deferrals): Promise<Changed> => {
      const isThere = deferrals.some((held) => isNamed(named)(held) && held.endedOn === null);
      if (!isThere) return err('deferral-unknown');
      await endOwnDeferral(trx, named.donorKey, named, today);
      return ok(
        deferrals.map((held) => (isNamed(named)(held) ? { ...held, endedOn: today } : held)),
      );
    }),
  );

async function changeDonor(
  trx: StationTransaction,
  key: DonorKey,
  change: (deferrals: IndexedDonor['deferrals']) => Promise<Changed>,
): Promise<Result<undefined, ChangeRefusal>> {
  const version = await countChange(trx, 'index');
  const known = (await indexed(trx, [key])).get(key);
  if (!known) return err('donor-unknown');
  const deferrals = await change(known.deferrals);
  if (!deferrals.ok) return deferrals;
  // While one hash key takes another's place the donor stands in the index under both.
  for (const place of (await placesOf(trx, [key])).get(key) ?? []) {
    const there = (await indexed(trx, [place.key])).get(place.key);
    if (!there) continue;
    const donor = indexedDonor.parse({ ...there, deferrals: deferrals.value });
    await writeDonors(trx, [donor], place.generation, version);
  }
  return ok(undefined);
}
