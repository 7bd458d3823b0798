import {
  type HeldDeferral,
  heldDeferralSchema,
} from '../../../../shared/domain/screening/schema.ts';
import type { DonorKey } from '../../../../shared/ids.ts';
import { sql } from '../connection.ts';
import { fromJson } from '../json.ts';
import type { Reader } from '../writer.ts';

export interface LocalDeferral {
  readonly reason: string;
  readonly until: string | null;
  /** null: it stands on the station's list and was ended here. */
  readonly placed: HeldDeferral | null;
  readonly endedOn: string | null;
}

/** What this vehicle itself did to a donor's deferrals. */
export const localDeferrals = (db: Reader, key: DonorKey): readonly LocalDeferral[] =>
  db
    .all(sql.selectFrom('local_deferral').selectAll().where('donor_key', '=', key))
    .map(({ reason, until_date, deferral, ended_on }) => ({
      reason,
      until: until_date === '' ? null : until_date,
      placed: deferral === null ? null : fromJson(heldDeferralSchema, deferral),
      endedOn: ended_on,
    }));

/** The station's list with what happened here since: ended ones carry their day, placed ones stand beside. */
export function withLocal(
  held: readonly HeldDeferral[],
  local: readonly LocalDeferral[],
): readonly HeldDeferral[] {
  const same = (one: { reason: string; until: string | null }, two: typeof one): boolean =>
    one.reason === two.reason && one.until === two.until;
  const listed = held.map((deferral) => {
    const change = local.find((each) => same(each, deferral));
    return change?.endedOn == null ? deferral : { ...deferral, endedOn: change.endedOn };
  });
  const placed = local.flatMap(({ placed: deferral, endedOn }) =>
    deferral === null || held.some((each) => same(each, deferral))
      ? []
      : [{ ...deferral, endedOn }],
  );
  return [...listed, ...placed];
}
