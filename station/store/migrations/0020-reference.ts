import type { Migration } from './index.ts';

export const createReference: Migration = {
  number: 20,
  name: 'reference',
  sql: `
create table counter (
  name text primary key check (name in ('reference', 'index')),
  value bigint not null check (value >= 1)
);
insert into counter values ('reference', 1), ('index', 1);
create table setting (name text primary key, value json not null);
create table plan (
  plan text primary key,
  imported_at_ms bigint not null,
  sha256 bytea not null check (octet_length(sha256) = 32)
);
create table drive (
  drive_id text primary key,
  plan text not null references plan on delete cascade,
  plan_row integer not null check (plan_row >= 1),
  planned text not null,
  period json not null,
  venue text not null,
  venue_kind text not null check (venue_kind in ('named', 'own-premises')),
  target integer check (target >= 0),
  unique (plan, plan_row)
);
create table drive_unit (
  drive_id text not null references drive on delete cascade,
  position integer not null,
  unit text not null,
  headcount integer check (headcount >= 0),
  primary key (drive_id, position)
);
create index drive_unit_by_unit on drive_unit (unit);
create table staff (operator_id text primary key, name text not null, roles json not null);
create table bag_lot (
  lot text primary key,
  product text not null,
  anticoagulant text not null,
  nominal_volume_ml integer not null check (nominal_volume_ml between 50 and 1000),
  expires_on date not null
);
create table din_range (
  range_id text primary key,
  vehicle text not null references vehicle,
  prefix text not null check (length(prefix) = 7),
  first_no integer not null check (first_no >= 0),
  last_no integer not null check (last_no between first_no and 999999),
  issued_at_ms bigint not null,
  position bigint generated always as identity
);
create index din_range_by_prefix on din_range (prefix, first_no);
create table donor_index (
  donor_key bytea primary key check (octet_length(donor_key) = 32),
  donor json not null,
  changed_in bigint not null
);
`,
};
