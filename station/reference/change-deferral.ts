import type { CivilDate } from '../../shared/domain/civil-date.ts';
import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { isDeferralActive } from '../../shared/domain/screening/assess-deferrals.ts';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import type { DonorKey } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { StationDb } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { indexed } from '../judging/deferral.ts';
import { countChange } from './counter.ts';
import { writeDonors } from './donors.ts';
import { placesOf } from './key-links.ts';

interface Named {
  readonly donorKey: DonorKey;
  readonly reason: string;
  /** The first day it no longer bars; null: for good. */
  readonly until: CivilDate | null;
}

type Changed = Result<IndexedDonor['deferrals'], ChangeRefusal>;
type ChangeRefusal = 'donor-unknown' | 'deferral-unknown' | 'deferral-there' | 'date-passed';

const isNamed =
  ({ reason, until }: Named) =>
  (held: HeldDeferral) =>
    held.reason === reason && held.until === until;

/** Puts a donor the index knows on the deferral list; every vehicle gets it with the next index. */
export const placeDeferral = (db: StationDb, named: Named, today: CivilDate) =>
  changeDonor(db, named.donorKey, (deferrals): Changed => {
    if (named.until !== null && named.until <= today) return err('date-passed');
    if (deferrals.some((held) => isNamed(named)(held) && isDeferralActive(held, today))) {
      return err('deferral-there');
    }
    const { reason, until } = named;
    const placed: HeldDeferral = {
      ...{ reason, clause: null, permanent: until === null, until, bars: 'all', endedOn: null },
    };
    return ok([...deferrals.filter((held) => !isNamed(named)(held)), placed]);
  });

/** Ends a deferral today, before its time; it stays in the list as ended. */
export const endDeferral = (db: StationDb, named: Named, today: CivilDate) =>
  changeDonor(db, named.donorKey, (deferrals): Changed => {
    const isThere = deferrals.some((held) => isNamed(named)(held) && held.endedOn === null);
    if (!isThere) return err('deferral-unknown');
    return ok(deferrals.map((held) => (isNamed(named)(held) ? { ...held, endedOn: today } : held)));
  });

function changeDonor(
  db: StationDb,
  key: DonorKey,
  change: (deferrals: IndexedDonor['deferrals']) => Changed,
): Promise<Result<undefined, ChangeRefusal>> {
  return inTransaction<undefined, ChangeRefusal>(db, async (trx) => {
    const donor_key = Buffer.from(key, 'hex');
    const row = await trx
      .selectFrom('donor_index')
      .select('donor')
      .where('donor_key', '=', donor_key)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return err('donor-unknown');
    const known = indexedDonor.parse(row.donor);
    const deferrals = change(known.deferrals);
    if (!deferrals.ok) return deferrals;
    const version = await countChange(trx, 'index');
    // While one hash key takes another's place the donor stands in the index under both.
    for (const place of await placesOf(trx, key)) {
      const there = (await indexed(trx, [place.key])).get(place.key);
      if (!there) continue;
      const donor = indexedDonor.parse({ ...there, deferrals: deferrals.value });
      await writeDonors(trx, [donor], place.generation, version);
    }
    return ok(undefined);
  });
}
