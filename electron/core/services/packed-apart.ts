import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import type { DonationId, SessionId } from '../../../shared/ids.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { type Donation, donationsOf } from '../store/reads/donation.ts';
import { heldUnits } from '../store/verdicts.ts';
import type { Reader } from '../store/writer.ts';

/**
 * A held unit goes into a box of held units alone, and nothing else goes in there. One held after it was packed is to be taken out
 * (`unitsToTakeOut`); its box stays the others'.
 */
export function packedApart(
  db: Reader,
  session: SessionId,
  { donationId }: Donation,
  box: string,
): Result<null, Refusal> {
  const held = new Set(heldUnits(db).map((unit) => unit.donationId));
  const inBox = donationsOf(db, session).filter((each) => each.box === box);
  const isHeld = (unit: Pick<Donation, 'donationId'>): boolean => held.has(unit.donationId);
  if (isHeld({ donationId }) && !inBox.every(isHeld)) {
    return err(refused('held-unit-apart', { box }));
  }
  if (!isHeld({ donationId }) && inBox.length > 0 && inBox.every(isHeld)) {
    return err(refused('box-of-held-units', { box }));
  }
  return ok(null);
}

/** The held units that lie in a box among others and are still to be taken out: nobody has told whoever has the box now. */
export function unitsToTakeOut(db: Reader, session: SessionId): ReadonlySet<DonationId> {
  const held = new Set(heldUnits(db).map((unit) => unit.donationId));
  if (held.size === 0) return new Set();
  const packed = donationsOf(db, session).filter(({ state }) => state === 'packed');
  const boxesOfOthers = new Set(
    packed.filter(({ donationId }) => !held.has(donationId)).map(({ box }) => box),
  );
  return new Set(
    packed
      .filter(
        ({ donationId, box, holdToldTo }) =>
          held.has(donationId) && boxesOfOthers.has(box) && holdToldTo === null,
      )
      .map(({ donationId }) => donationId),
  );
}
