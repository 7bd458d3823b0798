import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import { isDeferralActive } from '../../../shared/domain/screening/assess-deferrals.ts';
import { checkAtRegistration } from '../../../shared/domain/screening/check-at-registration.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { drawsOfDonor, type Visit } from '../store/reads/visit.ts';
import type { Reader } from '../store/writer.ts';
import type { Context } from './context.ts';
import { donorFacts } from './donor-facts.ts';
import { recordsOf } from './donor-records.ts';
import { collectionRulesOn, rulesOn } from './rules.ts';
import { today } from './today.ts';

/**
 * Refuses who was deferred or gave blood since the decision was made: here or elsewhere, under any record confirmed to be this
 * person's. What this very visit drew is `checkDrawn`'s: a puncture that failed may be followed by another.
 */
export function checkStillAllowed(ctx: Context, db: Reader, visit: Visit): Result<null, Refusal> {
  const { date } = today(ctx);
  const facts = donorFacts(db, visit.identity, recordsOf(ctx, visit), visit.visitId);
  const deferral = facts.deferrals.find(
    (each) =>
      isDeferralActive(each, date) && (each.bars === 'all' || each.bars.includes('whole-blood')),
  );
  if (deferral) return err(refused('deferred-meanwhile', { reason: deferral.reason }));
  const rules = rulesOn(ctx, db, date);
  if (!rules.ok) return rules;
  const { reasons } = checkAtRegistration(
    { ...facts, date, wantedType: 'whole-blood' },
    rules.value.ruleSet,
  );
  const waiting = reasons.find(
    ({ effect, code, overridableBy }) =>
      effect === 'temporary' &&
      !visit.overrides.some(({ reason, role }) => reason === code && overridableBy.includes(role)),
  );
  return waiting === undefined
    ? ok(null)
    : err(refused('interval-meanwhile', waiting.until === null ? {} : { until: waiting.until }));
}

/** Refuses a volume that, with what this visit has drawn into bags that were spoiled, is more than one donation may be. */
export function checkDrawn(
  ctx: Context,
  db: Reader,
  { visitId, donorKey, decision }: Visit,
  volumeMl: number,
): Result<null, Refusal> {
  const drawn = drawsOfDonor(db, donorKey).filter((draw) => draw.visitId === visitId);
  if (drawn.length === 0) return ok(null);
  const rules = collectionRulesOn(ctx, today(ctx).date);
  if (!rules.ok) return rules;
  const drawnMl = drawn.reduce((sum, draw) => sum + (draw.volumeMl ?? 0), 0);
  const largestMl = Math.max(0, ...(decision?.allowedVolumesMl ?? []));
  return drawnMl + volumeMl <= largestMl * (1 + rules.value.volumeTolerance.value)
    ? ok(null)
    : err(refused('drawn-already', { drawnMl, volumeMl }));
}
