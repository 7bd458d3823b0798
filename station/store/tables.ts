import type { ColumnType, Generated } from 'kysely';
import type { EntryBody } from '../../shared/journal/types.ts';
import type { JsonColumn } from './json-column.ts';
import type { PeopleTables } from './people-tables.ts';
import type { PlanTables } from './plan-tables.ts';
import type { ReferenceTables } from './reference-tables.ts';

/** What was received, as received. Written once, never changed; only a day's key and its bodies may go when retention ends. */
export interface JournalTables {
  vehicle: {
    vehicle: string;
    plate: string;
    enrolled_at_ms: number;
  };
  /** A laptop by the thumbprint of its key. A vehicle has several over the years, and now and then two at once. */
  laptop: {
    laptop: string;
    vehicle: string;
    public_key: JsonColumn<unknown>;
    machine_name: string;
    app_version: string;
    enrolled_at_ms: number;
    revoked_at_ms: number | null;
    revoked_why: string | null;
    revoked_by: string | null;
    last_seen_at_ms: number;
    /** Which donor hash key it was given last; null: none yet. */
    key_generation: Generated<number | null>;
  };
  /** Only the hash of a code is kept. */
  enrol_code: {
    code_hash: Buffer;
    vehicle: string;
    made_at_ms: number;
    expires_at_ms: number;
    used_at_ms: number | null;
    used_by: string | null;
  };
  /** Wrong codes by minute: the limit holds over all processes of the station. */
  enrol_miss: { minute: number; misses: number };
  /**
   * One chain of entries. `held_seq` and `held_hash` are its head. A branch (`branch_of`) begins after entry `branch_seq` of the
   * epoch it parted from, and its entries carry that epoch's name. `parents`: where what it speaks of may have begun, nearest first.
   */
  epoch: {
    vehicle: string;
    epoch: string;
    held_seq: number;
    held_hash: Buffer;
    first_received_at_ms: number;
    last_received_at_ms: number;
    /** From its `epoch.opened`; null until that has come. */
    device_public_key: string | null;
    /** Who added the last entry: laptop and run of its program; null before the first. */
    extended_by: string | null;
    extended_in_run: string | null;
    branch_of: string | null;
    branch_seq: number | null;
    parents: string[];
    /** By the clock of the vehicle; null for a chain that does not begin with its own opening. */
    opened_at_ms: number | null;
    /** Batches that came although every entry of them was held already, the last entry of the newest, and when that was. */
    repeats: Generated<number>;
    repeated_seq: ColumnType<number | null, number | undefined, number>;
    repeated_at_ms: ColumnType<number | null, number | undefined, number>;
  };
  /** A laptop that came with less than the station holds (`behind`) or with other entries under the same numbers (`fork`). */
  fork: {
    vehicle: string;
    epoch: string;
    laptop: string;
    run: string;
    what: 'fork' | 'behind';
    /** The first entry in which they differ, or that the laptop lacks. */
    seq: number;
    /** What the station held when it first saw this. */
    held_seq: number;
    first_seen_at_ms: number;
    last_seen_at_ms: number;
    count: number;
  };
  day_key: { vehicle: string; epoch: string; day: string; key: Buffer };
  /** The hash of the entry before is the row before: it is not kept twice. */
  journal: {
    vehicle: string;
    epoch: string;
    seq: number;
    at_ms: number;
    clock_offset_ms: number;
    day: string;
    operator: string;
    session: string | null;
    type: string;
    version: number;
    subject: string | null;
    body_hash: Buffer;
    hash: Buffer;
    body: JsonColumn<Record<string, unknown>>;
    received_at_ms: number;
  };
  /** Verdicts: given once on arrival, answered again to every repeat. */
  set_aside: {
    vehicle: string;
    epoch: string;
    seq: number;
    reason: string;
    donation_id: string | null;
    set_aside_at_ms: number;
    set_aside_id: Generated<string>;
    /** What tells two verdicts of one reason on one entry apart; empty where there can be but one. */
    cause: Generated<string>;
    /** The other donation, where two are at odds. */
    other: ColumnType<unknown, string | null | undefined, string | null>;
    facts: ColumnType<unknown, string | undefined, string>;
    /** Where it stands in its vehicle's feed; a resolution moves it to the end. */
    position: Generated<number>;
    /** What a person decided; null while it waits. The evidence is in `resolution`. */
    decision: ColumnType<string | null, string | null | undefined, string | null>;
    decided_at_ms: ColumnType<number | null, number | null | undefined, number | null>;
  };
  verdict_feed: { vehicle: string; position: number };
  /** Who decided what about a set-aside and why. Only ever added to: a trigger refuses the rest. */
  resolution: {
    resolution_id: Generated<string>;
    set_aside_id: string;
    decision: string;
    why: string;
    by_person: string;
    /** false: the first of two persons. */
    settles: boolean;
    at_ms: number;
    number: Generated<number>;
  };
  /** The first donation that used each number, of any vehicle and year. */
  din_use: {
    din: string;
    vehicle: string;
    epoch: string;
    donation_id: string;
    used_at_ms: number;
  };
}

/** Built from the journal and from nothing else: `station/main.ts rebuild` makes them again. */
export interface ProjectionTables {
  session: {
    vehicle: string;
    epoch: string;
    session_id: string;
    drive_id: string;
    planned: string;
    venue: string;
    organisations: JsonColumn<string[]>;
    target: number | null;
    bag_products: JsonColumn<{ lot: string; product: string }[]>;
    opened_at_ms: number;
    opened_by: string;
    /** In what the vehicle knowingly departed from the plan when it opened the session. */
    knowingly: JsonColumn<EntryBody<'session.opened'>['knowingly'] | null>;
    sealed_at_ms: number | null;
    sealed_by: string | null;
    second_operator: string | null;
    seal_valid: boolean | null;
    totals: ColumnType<Record<string, number> | null, string | null, string | null>;
    din_ranges: JsonColumn<{ rangeId: string; firstDin: string; count: number }[]>;
    rule_set: JsonColumn<{ id: string; version: number; sha256: string } | null>;
    sealed_seq: number | null;
    /** The chain that holds the seal. */
    sealed_in: string | null;
  };
  visit: {
    vehicle: string;
    epoch: string;
    visit_id: string;
    session_id: string;
    ticket: number;
    donor_key: string;
    person_key: string;
    /** The unit the donor came with, in the vehicle's words. */
    organisation: string | null;
    registered_at_ms: number;
    decision: string | null;
    ended: string | null;
    same_person_as: string[];
    rule_set_sha256: string | null;
  };
  donation: {
    vehicle: string;
    epoch: string;
    donation_id: string;
    session_id: string;
    visit_id: string;
    din: string;
    bag_lot: string;
    product: string | null;
    planned_volume_ml: number;
    prepared_at_ms: number;
    started_at_ms: number | null;
    stopped_at_ms: number | null;
    volume_ml: number | null;
    duration_s: number | null;
    no_platelets: boolean;
    no_ffp: boolean;
    volume_out_of_tolerance: boolean;
    spoiled: string | null;
    box: string | null;
    prepared_seq: number;
    /** The chains that hold these entries: a row copied after a restore keeps them. */
    prepared_in: string | null;
    started_in: string | null;
    spoiled_in: string | null;
    prepared_by: string;
    started_seq: number | null;
    spoiled_seq: number | null;
    spoiled_by: string | null;
    spoiled_witness: string | null;
    spoiled_at_ms: number | null;
  };
}

export interface Tables
  extends JournalTables,
    ReferenceTables,
    PlanTables,
    ProjectionTables,
    PeopleTables {}
