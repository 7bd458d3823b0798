import type { Migration } from './index.ts';

export const createProjections: Migration = {
  number: 30,
  name: 'projections',
  sql: `
create table session (
  vehicle text not null,
  epoch uuid not null,
  session_id uuid not null,
  drive_id text not null,
  planned text not null,
  venue text not null,
  organisations json not null,
  target bigint,
  bag_products json not null,
  opened_at_ms bigint not null,
  opened_by text not null,
  sealed_at_ms bigint,
  sealed_by text,
  second_operator text,
  seal_valid boolean,
  totals json,
  primary key (vehicle, epoch, session_id)
);
create index session_by_id on session (session_id);
create index session_by_time on session (opened_at_ms desc);
create table visit (
  vehicle text not null,
  epoch uuid not null,
  visit_id uuid not null,
  session_id uuid not null,
  ticket bigint not null,
  donor_key text not null,
  registered_at_ms bigint not null,
  decision text,
  ended text,
  primary key (vehicle, epoch, visit_id)
);
create index visit_by_session on visit (vehicle, epoch, session_id);
create table donation (
  vehicle text not null,
  epoch uuid not null,
  donation_id uuid not null,
  session_id uuid not null,
  visit_id uuid not null,
  din text not null,
  bag_lot text not null,
  product text,
  planned_volume_ml integer not null,
  prepared_at_ms bigint not null,
  started_at_ms bigint,
  stopped_at_ms bigint,
  volume_ml integer,
  duration_s bigint,
  no_platelets boolean not null,
  no_ffp boolean not null,
  volume_out_of_tolerance boolean not null,
  spoiled text,
  box text,
  primary key (vehicle, epoch, donation_id)
);
create index donation_by_session on donation (vehicle, epoch, session_id);
create index donation_by_din on donation (din);
`,
};
