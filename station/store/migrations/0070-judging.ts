import type { Migration } from './index.ts';

// A verdict is named by its cause too: the same donation may be held for two deferrals, and lifting one hold must not lift the other.
// `position` counts a vehicle's verdicts and resolutions in the order of their commits: what its feed goes on from.
// A restored laptop's rows are copied from chain to chain: `prepared_in`, `started_in` … name the chain that holds the entry itself.
export const judgeMore: Migration = {
  number: 70,
  name: 'judging',
  sql: `
alter table set_aside drop constraint set_aside_reason_check;
alter table set_aside add constraint set_aside_reason_check check (reason in
  ('donor-deferred', 'din-seen-before', 'din-outside-range', 'interval-broken', 'time-impossible', 'operator-unknown',
   'rule-set-not-in-force', 'registered-elsewhere', 'seal-not-valid', 'unknown-entry'));
alter table set_aside
  add column set_aside_id uuid not null default gen_random_uuid() unique,
  add column cause text not null default '',
  add column other json,
  add column facts json not null default '{}',
  add column position bigint not null default 0,
  add column decision text check (decision in ('release', 'discard', 'correct-record', 'acknowledge')),
  add column decided_at_ms bigint,
  add constraint set_aside_decided check ((decision is null) = (decided_at_ms is null));
alter table set_aside drop constraint set_aside_pkey;
alter table set_aside add primary key (vehicle, epoch, seq, reason, cause);
create index set_aside_by_position on set_aside (vehicle, position);
create index set_aside_by_donation on set_aside (vehicle, epoch, donation_id);
create index set_aside_open on set_aside (set_aside_at_ms) where decision is null;
create table verdict_feed (vehicle text primary key, position bigint not null check (position >= 0));
create table resolution (
  resolution_id uuid primary key default gen_random_uuid(),
  set_aside_id uuid not null references set_aside (set_aside_id),
  decision text not null check (decision in ('release', 'discard', 'correct-record', 'acknowledge')),
  why text not null check (length(why) between 2 and 500),
  by_person text not null check (length(by_person) between 1 and 64),
  settles boolean not null,
  at_ms bigint not null,
  number bigint generated always as identity
);
create index resolution_by_set_aside on resolution (set_aside_id, number);
create unique index resolution_settles_once on resolution (set_aside_id) where settles;
create function resolution_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'a resolution is never changed';
end $$;
create trigger resolution_is_final before update or delete on resolution for each row execute function resolution_is_final();
create table staff_term (
  operator_id text primary key,
  since_ms bigint not null,
  until_ms bigint check (until_ms > since_ms)
);
create table din_range_change (
  change_id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('split', 'recalled')),
  range_id text not null,
  from_vehicle text not null references vehicle,
  from_laptop text references laptop,
  to_vehicle text references vehicle,
  to_range_id text,
  prefix text not null check (length(prefix) = 7),
  first_no integer not null check (first_no >= 0),
  last_no integer not null check (last_no between first_no and 999999),
  why text not null check (length(why) between 2 and 500),
  by_person text not null check (length(by_person) between 1 and 64),
  at_ms bigint not null,
  reference_version bigint not null,
  at_once boolean not null,
  told_at_ms bigint,
  told_epoch uuid,
  told_seq bigint,
  check ((kind = 'split') = (to_vehicle is not null)),
  check ((told_at_ms is null) = (told_epoch is null)),
  check ((told_at_ms is null) = (told_seq is null))
);
create index din_range_change_by_number on din_range_change (prefix, first_no);
create index din_range_change_by_range on din_range_change (range_id);
create index din_range_change_untold on din_range_change (from_vehicle) where told_at_ms is null;
alter table session
  add column din_ranges json not null default '[]',
  add column rule_set json,
  add column sealed_seq bigint,
  add column sealed_in uuid;
create index session_by_vehicle on session (vehicle, sealed_at_ms);
alter table visit
  add column same_person_as text[] not null default '{}',
  add column rule_set_sha256 text;
create index visit_by_same_person on visit using gin (same_person_as);
alter table donation
  add column prepared_seq bigint not null default 1,
  add column prepared_in uuid,
  add column started_in uuid,
  add column spoiled_in uuid,
  add column prepared_by text not null default '',
  add column started_seq bigint,
  add column spoiled_seq bigint,
  add column spoiled_by text,
  add column spoiled_witness text,
  add column spoiled_at_ms bigint;
create index donation_by_visit on donation (vehicle, epoch, visit_id);
`,
};
