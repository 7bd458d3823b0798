import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import type { Caller } from '../../../shared/contract/router.ts';
import type { OperatorId } from '../../../shared/ids.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { StationData } from '../../../shared/sync/station-data.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import type { Reader } from '../store/writer.ts';

export const staffOf = (db: Reader): StationData['staff'] => takenAlong(db)?.data.staff ?? [];

/** A second person: on the station's staff list and not the one who asks. */
export function secondPerson(
  db: Reader,
  caller: Caller,
  witness: OperatorId,
): Result<OperatorId, Refusal> {
  const known = staffOf(db).some(({ operatorId }) => operatorId === witness);
  if (!known || witness === caller.operator) return err(refused('second-person-needed'));
  return ok(witness);
}
