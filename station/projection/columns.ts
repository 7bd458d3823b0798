import type { DonationRow, SessionRow, VisitRow } from './state.ts';

interface Shape<Row> {
  readonly id: keyof Row & string;
  readonly columns: Readonly<Record<keyof Row, true>>;
}

/** Every column of the projections, so that their statements are the same text for any batch; the compiler misses none. */
const session: Shape<SessionRow> = {
  id: 'session_id',
  columns: {
    ...{ vehicle: true, epoch: true, session_id: true, drive_id: true, planned: true },
    ...{ venue: true, organisations: true, target: true, bag_products: true },
    ...{ opened_at_ms: true, opened_by: true, sealed_at_ms: true, sealed_by: true },
    ...{ second_operator: true, seal_valid: true, totals: true, din_ranges: true },
    ...{ rule_set: true, sealed_seq: true, sealed_in: true, knowingly: true },
  },
};

const visit: Shape<VisitRow> = {
  id: 'visit_id',
  columns: {
    ...{ vehicle: true, epoch: true, visit_id: true, session_id: true, ticket: true },
    ...{ donor_key: true, person_key: true, organisation: true, registered_at_ms: true },
    ...{ decision: true, ended: true, same_person_as: true, rule_set_sha256: true },
  },
};

const donation: Shape<DonationRow> = {
  id: 'donation_id',
  columns: {
    ...{ vehicle: true, epoch: true, donation_id: true, session_id: true, visit_id: true },
    ...{ din: true, bag_lot: true, product: true, planned_volume_ml: true },
    ...{ prepared_at_ms: true, started_at_ms: true, stopped_at_ms: true, volume_ml: true },
    ...{ duration_s: true, no_platelets: true, no_ffp: true, volume_out_of_tolerance: true },
    ...{ spoiled: true, box: true, prepared_seq: true, prepared_by: true, prepared_in: true },
    ...{ started_seq: true, started_in: true, spoiled_seq: true, spoiled_in: true },
    ...{ spoiled_by: true, spoiled_witness: true, spoiled_at_ms: true },
  },
};

export const projections = { session, visit, donation } as const;
export type Projection = keyof typeof projections;
