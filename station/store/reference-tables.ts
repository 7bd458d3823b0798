import type { Generated } from 'kysely';
import type { JsonColumn } from './json-column.ts';

/** What the station alone decides. */
export interface ReferenceTables {
  /** `reference` and `index` grow by one with every change of what vehicles take along. */
  counter: { name: 'reference' | 'index'; value: number };
  setting: { name: string; value: JsonColumn<unknown> };
  staff: { operator_id: string; name: string; roles: JsonColumn<string[]> };
  bag_lot: {
    lot: string;
    product: string;
    anticoagulant: string;
    nominal_volume_ml: number;
    expires_on: string;
  };
  din_range: {
    range_id: string;
    vehicle: string;
    /** The laptop that fetched it first: no other one ever gets it. null: not fetched yet. */
    laptop: string | null;
    /** Facility and year: the first seven characters of each number. */
    prefix: string;
    first_no: number;
    last_no: number;
    issued_at_ms: number;
    position: Generated<number>;
  };
  /** Numbers taken back from a vehicle, to another one or to the station. A record: `din_range` has what holds now. */
  din_range_change: {
    change_id: Generated<string>;
    kind: 'split' | 'recalled';
    range_id: string;
    from_vehicle: string;
    /** The laptop that had fetched them; null: none had. */
    from_laptop: string | null;
    to_vehicle: string | null;
    /** The range the numbers became, once they may be used there. */
    to_range_id: string | null;
    prefix: string;
    first_no: number;
    last_no: number;
    why: string;
    by_person: string;
    at_ms: number;
    /** The first version of the reference in which the giving vehicle does not have them. */
    reference_version: number;
    at_once: boolean;
    /** The giving vehicle's own entry that says it received that version; null until it has come. */
    told_at_ms: number | null;
    told_epoch: string | null;
    told_seq: number | null;
  };
  /** Between when somebody may act; without a row: always. */
  staff_term: { operator_id: string; since_ms: number; until_ms: number | null };
  /** The keys of the keyed hash. `loading`: its index is being filled; `former`: vehicles are moving on to the one in use. */
  donor_hash_key: {
    generation: number;
    key_hex: string;
    state: 'loading' | 'in-use' | 'former';
    since_ms: number;
    /** What was removed from its index up to this version is no longer known. */
    removed_through: Generated<number>;
  };
  donor_index: {
    donor_key: Buffer;
    donor: JsonColumn<unknown>;
    changed_in: number;
    generation: number;
  };
  /** Donors taken out of the index, so that vehicles take them out too. */
  donor_removed: { donor_key: Buffer; generation: number; changed_in: number };
  /** One document (or one name, birth date and sex) under two hash keys. A record: journals speak of former keys for years. */
  donor_key_link: {
    former_key: Buffer;
    /** null: of one that was forgotten before the link was made. */
    former_generation: number | null;
    donor_key: Buffer;
    generation: number;
  };
  /** Placed by vehicles and here; `until` empty: for good, or open. */
  donor_deferral: {
    donor_key: Buffer;
    reason: string;
    until: string;
    deferral: JsonColumn<unknown>;
    placed_on: string;
  };
  /** Deferrals whose entries were still on their way when the vehicle told them. */
  deferral_notice: {
    vehicle: string;
    epoch: string;
    seq: number;
    donor_key: Buffer;
    reason: string;
    until: string;
    told_at_ms: number;
  };
  /** Draws that are not in the donor index yet. */
  draw_due: { vehicle: string; epoch: string; donation_id: string };
}
