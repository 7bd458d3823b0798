import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import type { SessionId } from '../../../shared/ids.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { type Donation, donationsOf } from '../store/reads/donation.ts';
import { heldUnits } from '../store/verdicts.ts';
import type { Reader } from '../store/writer.ts';

/**
 * A held unit goes into a box of held units alone, and nothing else goes in there. A unit held after it was packed leaves its box to
 * the others: the board says to take it out.
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
