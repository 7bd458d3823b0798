import {
  type HeldDeferral,
  heldDeferralSchema,
} from '../../../../shared/domain/screening/schema.ts';
import type { DonorKey } from '../../../../shared/ids.ts';
import { dayOf } from '../append.ts';
import { sql } from '../connection.ts';
import { underEveryKey } from '../former-keys.ts';
import { fromJson } from '../json.ts';
import type { Reader } from '../writer.ts';
import { takenAlong } from './station-data.ts';

export interface LocalDeferral {
  readonly reason: string;
  readonly until: string | null;
  /** null: it stands on the station's list and was ended here. */
  readonly placed: HeldDeferral | null;
  readonly endedOn: string | null;
  /** The day of the last change here. */
  readonly changedOn: string;
  /** The index came so long after the change that it speaks for itself. */
  readonly isSettled: boolean;
}

/** Within two days of work a vehicle has met its station, and the station's newest list is the one that counts. */
const settledAfterMs = 2 * 86_400_000;

/** What this vehicle itself did to a donor's deferrals. */
export function localDeferrals(db: Reader, key: DonorKey): readonly LocalDeferral[] {
  const found = new Map<string, LocalDeferral>();
  const rows = db.all(
    sql
      .selectFrom('local_deferral')
      .selectAll()
      .where('donor_key', 'in', underEveryKey(db, key))
      .orderBy('at_ms'),
  );
  for (const { reason, until_date, deferral, ended_on, at_ms } of rows) {
    const name = `${reason} ${until_date}`;
    found.set(name, {
      reason,
      until: until_date === '' ? null : until_date,
      // Placed under a former key and ended under the one of now: it is one deferral.
      placed:
        deferral === null
          ? (found.get(name)?.placed ?? null)
          : fromJson(heldDeferralSchema, deferral),
      endedOn: ended_on,
      changedOn: dayOf(at_ms),
      isSettled: at_ms + settledAfterMs < (takenAlong(db)?.receivedAtMs ?? 0),
    });
  }
  return [...found.values()];
}

/** One deferral of the station's list after what happened to it here. */
function afterLocal(held: HeldDeferral, change: LocalDeferral | undefined): HeldDeferral {
  if (!change) return held;
  // Ended here long ago and on the list still or again: the station placed it since.
  if (change.endedOn !== null)
    return change.isSettled ? held : { ...held, endedOn: change.endedOn };
  const isPlacedAgain = held.endedOn !== null && held.endedOn <= change.changedOn;
  return isPlacedAgain ? { ...held, endedOn: null } : held;
}

/** The station's list with what happened here since: ended ones carry their day, placed ones stand beside. */
export function withLocal(
  held: readonly HeldDeferral[],
  local: readonly LocalDeferral[],
): readonly HeldDeferral[] {
  const same = (one: { reason: string; until: string | null }, two: typeof one): boolean =>
    one.reason === two.reason && one.until === two.until;
  const listed = held.map((deferral) =>
    afterLocal(
      deferral,
      local.find((each) => same(each, deferral)),
    ),
  );
  const placed = local.flatMap(({ placed: deferral, endedOn }) =>
    deferral === null || held.some((each) => same(each, deferral))
      ? []
      : [{ ...deferral, endedOn }],
  );
  return [...listed, ...placed];
}
