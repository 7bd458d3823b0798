import { formatDin } from '../../../shared/codes/isbt128/din.ts';
import { scannedLabel } from '../../../shared/codes/scan.ts';
import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import { nextState } from '../../../shared/domain/donation/state.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { donationByDin } from '../store/reads/donation.ts';
import type { Reader } from '../store/writer.ts';
import type { AllHandlers, Context } from './context.ts';
import { bagLabel, confirmBagLabel } from './label.ts';
import { packedApart, unitsToTakeOut } from './packed-apart.ts';
import { donationAt, type DonationAtStep, donationState } from './steps.ts';
import { heldFor } from './visit-view.ts';

/** The unit of the open session whose bag carries the scanned label. */
function scannedUnit(
  ctx: Context,
  db: Reader,
  raw: string,
): Result<DonationAtStep & { readonly isBagLabel: boolean }, Refusal> {
  const scan = scannedLabel(raw, ctx.resources.localNumbers);
  if (!scan.ok) return err(refused('din-unreadable', { problem: scan.error }));
  const found = donationByDin(db, scan.value.din);
  const at = found && donationAt(db, found.donationId);
  if (!at?.ok) return err(refused('unit-unknown', { din: formatDin(scan.value.din).spaced }));
  const { kind, flags } = scan.value;
  const isBagLabel = flags === bagLabel.flags;
  if (kind !== 'bag' && !isBagLabel) return err(refused('label-not-in-set', { flags }));
  return ok({ ...at.value, isBagLabel });
}

export const packingHandlers = (
  ctx: Context,
): Pick<AllHandlers, 'unit.pack' | 'unit.unpack' | 'unit.tell-hold'> => ({
  'unit.pack': (tx, { raw, box }, caller) => {
    const code = box.trim();
    const unit = scannedUnit(ctx, tx, raw);
    if (!unit.ok) return unit;
    if (!/^[A-Za-z0-9-]{2,32}$/.test(code)) return err(refused('box-code-wrong'));
    const { donation, session, isBagLabel } = unit.value;
    const { donationId, din } = donation;
    const next = nextState(donationState(tx, donation), 'packed');
    if (!next.ok) return err(refused(next.error, { box: donation.box ?? '' }));
    const apart = packedApart(tx, session.sessionId, donation, code);
    if (!apart.ok) return apart;
    tx.append({
      type: 'unit.packed',
      operator: caller.operator,
      session: session.sessionId,
      subject: donationId,
      body: { donationId, din, box: code },
    });
    if (isBagLabel) confirmBagLabel(tx, caller, unit.value);
    return ok({ donationId, din, box: code });
  },

  'unit.unpack': (tx, { raw, reason }, caller) => {
    const unit = scannedUnit(ctx, tx, raw);
    if (!unit.ok) return unit;
    const { donation, session } = unit.value;
    const { donationId, din, box } = donation;
    const next = nextState(donationState(tx, donation), 'unpacked');
    if (!next.ok) return err(refused(next.error, { din: formatDin(din).spaced }));
    if (box === null) throw new Error('a packed unit without its box');
    const reasons = heldFor(tx, donation);
    if (reason === 'held' && reasons.length === 0) {
      return err(refused('unit-not-held', { din: formatDin(din).spaced }));
    }
    tx.append({
      type: 'unit.unpacked',
      operator: caller.operator,
      session: session.sessionId,
      subject: donationId,
      body: { donationId, din, box, reason, heldFor: reasons },
    });
    return ok({ donationId, din, box });
  },

  'unit.tell-hold': (tx, { donationId, toldTo }, caller) => {
    const at = donationAt(tx, donationId);
    if (!at.ok) return at;
    const { donation, session } = at.value;
    const { din, box } = donation;
    if (box === null || !unitsToTakeOut(tx, session.sessionId).has(donationId)) {
      return err(refused('unit-not-to-take-out', { din: formatDin(din).spaced }));
    }
    tx.append({
      type: 'unit.hold-told',
      operator: caller.operator,
      session: session.sessionId,
      subject: donationId,
      body: { donationId, din, box, toldTo, heldFor: heldFor(tx, donation) },
    });
    return ok({});
  },
});
