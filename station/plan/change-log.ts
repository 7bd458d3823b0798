import type { StationTransaction } from '../store/database.ts';

/** Whose word it is and when: goes into `plan_change` with every change. */
export interface Author {
  /** An operator's identifier, or the name of the program that set the station up. */
  readonly by: string;
  readonly nowMs: number;
}

export interface PlanChange {
  readonly kind:
    | 'plan-imported'
    | 'drive-added'
    | 'drive-changed'
    | 'drive-withdrawn'
    | 'drive-restored'
    | 'drive-confirmed'
    | 'drive-released'
    | 'unit-changed'
    | 'units-merged'
    | 'units-parted'
    | 'units-kept-apart'
    | 'units-asked-again'
    | 'target-set'
    | 'target-cleared'
    | 'rule-set';
  readonly plan?: string;
  readonly driveId?: string;
  readonly unitId?: string;
  /** What was and what is, as far as the change goes. */
  readonly detail: unknown;
}

const rowsAtOnce = 500;

/** Writes changes down, in the transaction that makes them. */
export async function logChanges(
  trx: StationTransaction,
  { by, nowMs }: Author,
  changes: readonly PlanChange[],
): Promise<void> {
  for (let from = 0; from < changes.length; from += rowsAtOnce) {
    await trx
      .insertInto('plan_change')
      .values(
        changes.slice(from, from + rowsAtOnce).map(({ kind, plan, driveId, unitId, detail }) => ({
          at_ms: nowMs,
          by_whom: by,
          kind,
          plan: plan ?? null,
          drive_id: driveId ?? null,
          unit_id: unitId ?? null,
          detail: JSON.stringify(detail),
        })),
      )
      .execute();
  }
}
