import type { Generated } from 'kysely';

/** 0 or 1: SQLite has no booleans. */
export type Flag = 0 | 1;
/** JSON text, written and read through `json.ts` only. */
export type JsonText = string;

interface JournalTable {
  position: Generated<number>;
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
  body_hash: string;
  prev_hash: string;
  hash: string;
  body: JsonText;
}

export interface SessionTable {
  session_id: string;
  drive: JsonText;
  bag_lots: JsonText;
  din_ranges: JsonText;
  rule_set: JsonText;
  opened_at_ms: number;
  opened_by: string;
  sealed_at_ms: number | null;
  seal: JsonText | null;
}

export interface VisitTable {
  visit_id: string;
  session_id: string;
  ticket: number;
  donor_key: string;
  identity: JsonText;
  organisation: string | null;
  phone: string | null;
  answer: JsonText;
  stage: 'questionnaire' | 'examination' | 'test' | 'collection' | 'observation' | 'ended';
  stage_since_ms: number;
  registered_at_ms: number;
  consented: Flag;
  answers: JsonText | null;
  examination: JsonText | null;
  test: JsonText | null;
  decision: JsonText | null;
  ended_reason: string | null;
  person_key: string;
  same_person_as: JsonText;
  wanted_volume_ml: number | null;
  overrides: JsonText;
  earlier_examinations: JsonText;
  blood_pressure_source: JsonText | null;
}

export interface LocalDeferralTable {
  donor_key: string;
  reason: string;
  /** Empty: for good. */
  until_date: string;
  /** null: it stands on the station's list and was ended here. */
  deferral: JsonText | null;
  ended_on: string | null;
  at_ms: number;
}

export interface IntegrityFlagTable {
  flag_id: string;
  session_id: string;
  visit_id: string;
  other_visit_id: string | null;
  kind: string;
  at_ms: number;
  judgement: string | null;
  note: string | null;
}

export interface DonationTable {
  donation_id: string;
  session_id: string;
  visit_id: string;
  din: string;
  din_origin: string;
  bag_lot: string;
  wanted_volume_ml: number;
  state: 'prepared' | 'started' | 'stopped' | 'packed' | 'spoiled';
  identity_confirmed: string | null;
  prepared_at_ms: number;
  started_at_ms: number | null;
  stopped_at_ms: number | null;
  volume_ml: number | null;
  volume_source: string | null;
  duration_s: number | null;
  marks: JsonText | null;
  box: string | null;
  packed_at_ms: number | null;
  /** Who was told that the unit is held, when its box had left the vehicle. */
  hold_told_to: string | null;
  spoil_reason: string | null;
  spoil_witness: string | null;
}

export interface DonationLabelTable {
  donation_id: string;
  position: number;
  kind: string;
  flags: string;
  scanned_raw: string | null;
  scanned_at_ms: number | null;
}

export interface PrintJobTable {
  job_id: string;
  session_id: string;
  donation_id: string;
  din: string;
  copy: number;
  reason: string | null;
  labels: JsonText;
  payload_sha256: string;
  state: 'asked' | 'sent' | 'uncertain' | 'printed' | 'not-printed' | 'confirmed' | 'failed';
  problem: string | null;
  asked_at_ms: number;
}

export interface Tables {
  journal: JournalTable;
  /** SQLite's own count of the entries there ever were. */
  sqlite_sequence: { name: string; seq: number };
  /** Where the current epoch began; a restored database begins a new one. */
  epoch: {
    epoch: string;
    opened_at_ms: number;
    /** Under which name the station gets its entries, and from which on; null: under its own, all. */
    branch: string | null;
    branch_seq: number | null;
  };
  day_key: { day: string; key_hex: string };
  reply: { command_id: string; name: string; operator: string; at_ms: number; reply: JsonText };
  station_data: {
    one: 1;
    version: number;
    sha256: string;
    body: JsonText;
    donor_hash_key_hex: string;
    index_version: number;
    received_at_ms: number;
    key_generation: number;
  };
  former_key: { former_key: string; key: string };
  held: { epoch: string; through_seq: number; head_hash: string; at_ms: number };
  set_aside: { epoch: string; seq: number; reason: string; at_ms: number };
  verdict: {
    id: string;
    epoch: string;
    seq: number;
    reason: string;
    donation_id: string | null;
    other: JsonText | null;
    facts: JsonText;
    set_aside_at_ms: number;
    resolution: JsonText | null;
  };
  verdict_mark: { one: 1; position: number };
  session: SessionTable;
  visit: VisitTable;
  donation: DonationTable;
  donation_label: DonationLabelTable;
  print_job: PrintJobTable;
  local_deferral: LocalDeferralTable;
  integrity_flag: IntegrityFlagTable;
  turned_screen: {
    machine: string;
    visit_id: string;
    pin_hash: string;
    tries: number;
    blocked_until_ms: number;
  };
  laptop_halt: { one: 1; kind: 'restored' | 'revoked'; epoch: string; since_ms: number };
  known_din: { first_din: string; count: number };
  closed_range: { range_id: string; closed_at_ms: number };
  questionnaire_draft: { visit_id: string; answers: JsonText; at_ms: number };
}

/** Rebuilt from the journal by replay; `verify` compares each of them row by row. */
export const projectedTables = [
  'session',
  'visit',
  'donation',
  'donation_label',
  'print_job',
  'local_deferral',
  'integrity_flag',
  'closed_range',
] as const satisfies readonly (keyof Tables)[];
export type ProjectedTable = (typeof projectedTables)[number];

/** The columns that name a row of a projected table. */
export const rowNames = {
  session: ['session_id'],
  visit: ['visit_id'],
  donation: ['donation_id'],
  donation_label: ['donation_id', 'flags'],
  print_job: ['job_id'],
  local_deferral: ['donor_key', 'reason', 'until_date'],
  integrity_flag: ['flag_id'],
  closed_range: ['range_id'],
} as const satisfies { readonly [T in ProjectedTable]: readonly (keyof Tables[T])[] };
