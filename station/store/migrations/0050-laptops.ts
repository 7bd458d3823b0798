import type { Migration } from './index.ts';

// `parents` is an array of one vehicle's epochs, so that the rows an entry speaks of are found by one key each.
export const enrolLaptops: Migration = {
  number: 50,
  name: 'laptops',
  sql: `
alter table vehicle drop column token_hash;
create table laptop (
  laptop text primary key check (length(laptop) = 43),
  vehicle text not null references vehicle,
  public_key json not null,
  machine_name text not null,
  app_version text not null,
  enrolled_at_ms bigint not null,
  revoked_at_ms bigint,
  revoked_why text,
  revoked_by text,
  last_seen_at_ms bigint not null,
  check ((revoked_at_ms is null) = (revoked_why is null)),
  check ((revoked_at_ms is null) = (revoked_by is null))
);
create index laptop_by_vehicle on laptop (vehicle);
create table enrol_code (
  code_hash bytea primary key check (octet_length(code_hash) = 32),
  vehicle text not null references vehicle,
  made_at_ms bigint not null,
  expires_at_ms bigint not null,
  used_at_ms bigint,
  used_by text references laptop,
  check ((used_at_ms is null) = (used_by is null))
);
create index enrol_code_by_time on enrol_code (made_at_ms);
create table enrol_miss (minute bigint primary key, misses integer not null check (misses >= 0));
alter table epoch
  add column extended_by text,
  add column extended_in_run uuid,
  add column branch_of uuid,
  add column branch_seq bigint check (branch_seq >= 0),
  add column parents uuid[] not null default '{}',
  add constraint branch_is_whole check ((branch_of is null) = (branch_seq is null));
create table fork (
  vehicle text not null references vehicle,
  epoch uuid not null,
  laptop text not null references laptop,
  run uuid not null,
  what text not null check (what in ('fork', 'behind')),
  seq bigint not null check (seq >= 1),
  held_seq bigint not null,
  first_seen_at_ms bigint not null,
  last_seen_at_ms bigint not null,
  count integer not null check (count >= 1),
  primary key (vehicle, epoch, laptop, run, what)
);
alter table din_range add column laptop text references laptop;
create index din_range_by_vehicle on din_range (vehicle, laptop);
`,
};
