import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { TakenAlong } from '../store/reads/station-data.ts';
import type { Context } from './context.ts';

/** Two clocks that are right differ by less. */
const clockErrorMaxMs = 5 * 60_000;
const hourMs = 3_600_000;

/**
 * Milliseconds since the station's deferrals were received. Refuses beyond the limit the station sets, and when they would have
 * come later than now: the clock was set back then, and an old list would pass for a new one.
 */
export function listAge(
  ctx: Pick<Context, 'clock'>,
  { receivedAtMs, data }: TakenAlong,
): Result<number, Refusal> {
  const ageMs = ctx.clock.nowMs() - receivedAtMs;
  if (ageMs < -clockErrorMaxMs) return err(refused('clock-differs'));
  if (ageMs > data.settings.deferralListAgeMaxMs) {
    return err(refused('deferral-list-too-old', { hours: Math.floor(ageMs / hourMs) }));
  }
  return ok(Math.max(0, ageMs));
}
