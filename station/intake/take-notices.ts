import { ok } from '../../shared/result.ts';
import type { Notice, Notices } from '../../shared/sync/notices.ts';
import type { Sender } from '../enrolment/check-request.ts';
import { chinaDay } from '../judging/china-day.ts';
import { judgeEarlier } from '../judging/deferral.ts';
import { keepVerdicts } from '../judging/keep.ts';
import { joinIntake, linkedAndHeld, lockedInOrder } from '../judging/people.ts';
import { judgingSettingsOf } from '../judging/settings.ts';
import { changeDeferrals } from '../reference/deferrals.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';

/**
 * Puts donors on the deferral list whose entries are still on their way, and judges what they gave before. Told again, or of entries
 * that are held by now, nothing changes: somebody may have ended such a deferral meanwhile.
 */
export async function takeNotices(
  db: StationDb,
  { vehicle }: Pick<Sender, 'vehicle'>,
  { epoch, notices }: Notices,
  nowMs: number,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await joinIntake(trx);
    const keys = [...new Set(notices.map(({ donorKey }) => donorKey))];
    // First of all: a batch under way that brings the entries themselves is waited for, and is then seen.
    await lockedInOrder(keys).execute(trx);
    await linkedAndHeld(trx, keys);
    const held = await trx
      .selectFrom('epoch')
      .select('held_seq')
      .where('vehicle', '=', vehicle)
      .where('epoch', '=', epoch)
      .executeTakeFirst();
    const ahead = notices.filter(({ seq }) => seq > (held?.held_seq ?? 0));
    const fresh = await keepNotices(trx, { vehicle, epoch }, ahead, nowMs);
    if (fresh.length === 0) return ok(null);
    await changeDeferrals(
      trx,
      fresh.map(({ donorKey, personKey, deferral }) => ({
        ...{
          kind: 'placed',
          donorKey,
          personKey,
          deferral,
          placedOn: chinaDay(nowMs),
          told: false,
        },
      })),
    );
    const settings = await judgingSettingsOf(trx);
    await keepVerdicts(trx, await judgeEarlier(trx, keys, settings, nowMs, fresh), nowMs);
    return ok(null);
  });
}

/** Those that were not told before. */
async function keepNotices(
  trx: StationTransaction,
  place: { readonly vehicle: string; readonly epoch: string },
  notices: readonly Notice[],
  nowMs: number,
): Promise<readonly Notice[]> {
  if (notices.length === 0) return [];
  const rows = await trx
    .insertInto('deferral_notice')
    .values(notices.map((notice) => ({ ...place, ...noticeRow(notice), told_at_ms: nowMs })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('seq')
    .execute();
  const seqs = new Set(rows.map(({ seq }) => seq));
  return notices.filter(({ seq }) => seqs.has(seq));
}

const noticeRow = ({ seq, donorKey, deferral }: Notice) => ({
  ...{ seq, donor_key: Buffer.from(donorKey, 'hex') },
  ...{ reason: deferral.reason, until: deferral.until ?? '' },
});
