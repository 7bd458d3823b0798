import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import type { Caller } from '../../../shared/contract/router.ts';
import { termState } from '../../../shared/domain/staff/term.ts';
import type { OperatorId } from '../../../shared/ids.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { StationData } from '../../../shared/sync/station-data.ts';
import { dayOf } from '../store/append.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import type { Reader } from '../store/writer.ts';
import type { Context } from './context.ts';

export const staffOf = (db: Reader): StationData['staff'] => takenAlong(db)?.data.staff ?? [];

/**
 * Why somebody may not act here now: outside the term the station set. By this vehicle's clock, because there may be no network; who is
 * on no list here may act as before, and the station judges it on arrival.
 */
export function termRefusal(db: Reader, operator: OperatorId, nowMs: number): Refusal | null {
  const member = staffOf(db).find(({ operatorId }) => operatorId === operator);
  switch (termState(member?.term, nowMs)) {
    case 'in-force':
      return null;
    case 'not-begun':
      return refused('term-not-begun', { day: dayOf(member?.term?.sinceMs ?? nowMs) });
    case 'ended':
      return refused('term-ended', { day: dayOf((member?.term?.untilMs ?? nowMs) - 1) });
  }
}

/** A second person: on the station's staff list, within the term set there, and not the one who asks. */
export function secondPerson(
  ctx: Pick<Context, 'nowMs'>,
  db: Reader,
  caller: Caller,
  witness: OperatorId,
): Result<OperatorId, Refusal> {
  const known = staffOf(db).some(({ operatorId }) => operatorId === witness);
  if (!known || witness === caller.operator) return err(refused('second-person-needed'));
  const outside = termRefusal(db, witness, ctx.nowMs());
  return outside === null ? ok(witness) : err(refused('second-person-term', outside.details));
}
