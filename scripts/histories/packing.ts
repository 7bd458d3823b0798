import { packedApart, unitsToTakeOut } from '../../electron/core/services/packed-apart.ts';
import { heldFor } from '../../electron/core/services/visit-view.ts';
import {
  type Donation,
  donationById,
  donationsOf,
} from '../../electron/core/store/reads/donation.ts';
import { visitById } from '../../electron/core/store/reads/visit.ts';
import type { Reader } from '../../electron/core/store/writer.ts';
import type { DonationId, SessionId } from '../../shared/ids.ts';
import type { EntryBody } from '../../shared/journal/types.ts';

/** More than a vehicle carries: holds that are lifted leave boxes into which neither kind goes any more. */
const boxes = Array.from({ length: 20 }, (_, at) => `T-${String(at + 1).padStart(2, '0')}`);

/** The first box that the product lets this unit into. */
export function boxFor(db: Reader, session: SessionId, donationId: DonationId): string {
  const donation = donationById(db, donationId);
  const box = donation && boxes.find((each) => packedApart(db, session, donation, each).ok);
  if (box === undefined) throw new Error('a unit that goes into no box');
  return box;
}

/** What people do about units that are shown as to be taken out, and with those that were. */
export type Apart =
  | { readonly type: 'unit.unpacked'; readonly body: EntryBody<'unit.unpacked'> }
  | { readonly type: 'unit.hold-told'; readonly body: EntryBody<'unit.hold-told'> }
  | { readonly type: 'unit.packed'; readonly body: EntryBody<'unit.packed'> };

/** `isAway`: the box has left the vehicle. null: there is nothing to do. */
export function nextApart(db: Reader, session: SessionId, isAway: () => boolean): Apart | null {
  const [shown] = unitsToTakeOut(db, session);
  const unit = shown && donationById(db, shown);
  if (unit?.box) {
    const { donationId, din, box } = unit;
    const body = { donationId, din, box, heldFor: [...heldFor(db, unit)] };
    return isAway()
      ? { type: 'unit.hold-told', body: { ...body, toldTo: '李某' } }
      : { type: 'unit.unpacked', body: { ...body, reason: 'held' } };
  }
  const taken = donationsOf(db, session).find((each) => isTakenOut(db, each));
  if (!taken) return null;
  const { donationId, din } = taken;
  return { type: 'unit.packed', body: { donationId, din, box: boxFor(db, session, donationId) } };
}

/** Its donor went when it was packed first. */
const isTakenOut = (db: Reader, { state, visitId }: Donation): boolean =>
  state === 'stopped' && visitById(db, visitId)?.stage === 'ended';
