import type { Migration } from './index.ts';

// Units get a table of their own, so that the same one in several plans and spellings is one (the key is `unitKey` of
// station/plan/units.ts). What plans stored before this step is renewed when their file is imported again: its hash is forgotten.
const keyOf = (column: string) =>
  `lower(translate(regexp_replace(normalize(${column}, nfkc), '\\s+', '', 'g'), '[【〔]】〕', '((()))'))`;

export const extendPlans: Migration = {
  number: 60,
  name: 'plans',
  sql: `
create table unit (
  unit_id text primary key,
  name text not null,
  name_key text not null unique,
  kind text not null check (kind in ('organisation', 'area')),
  headcount integer check (headcount >= 0),
  population integer check (population >= 0),
  set_by text not null check (set_by in ('plan', 'person'))
);
create table unit_contact (
  unit_id text not null references unit on delete cascade,
  position integer not null,
  role text not null check (role in ('leader', 'liaison')),
  name text not null,
  phone text not null,
  set_by text not null check (set_by in ('plan', 'person')),
  primary key (unit_id, position)
);
create table target_rule (
  rule text primary key,
  unit_kind text not null unique check (unit_kind in ('organisation', 'area')),
  base text not null check (base in ('headcount', 'population')),
  per_ten_thousand integer not null check (per_ten_thousand between 1 and 10000),
  rounding text not null check (rounding in ('up', 'nearest', 'down')),
  source text not null,
  confirmed boolean not null
);
insert into target_rule values
  ('staff-10-percent', 'organisation', 'headcount', 1000, 'up',
   '淮北市进一步保障公共用血安全工作方案（征求意见稿）二（一）、附件注2：不低于在职在岗人数的 10%', false),
  ('population-0.9-percent', 'area', 'population', 90, 'up',
   '淮北市进一步保障公共用血安全工作方案（征求意见稿）二（一）：不低于辖区人口的 0.9%', false);
create table unit_target (
  unit_id text not null references unit,
  year integer not null check (year between 2000 and 2200),
  people integer check (people >= 0),
  rule text references target_rule on update cascade,
  primary key (unit_id, year),
  check ((people is null) <> (rule is null))
);
alter table plan
  add column year integer check (year between 2000 and 2200),
  add column file_name text not null default '',
  add column imported_by text not null default '';
update plan set year = extract(year from to_timestamp(imported_at_ms / 1000.0) at time zone 'Asia/Shanghai'),
  sha256 = decode(repeat('00', 32), 'hex');
alter table plan alter column year set not null;
create table plan_rejected (
  plan text not null references plan on delete cascade,
  position integer not null,
  sheet text,
  line integer not null,
  reason text not null,
  cell text not null,
  found text not null,
  same_as_line integer,
  content text not null,
  primary key (plan, position)
);
alter table drive
  drop constraint drive_plan_plan_row_key,
  add column sheet text,
  add column line integer not null default 1,
  add column headcount integer check (headcount >= 0),
  add column notes json not null default '[]',
  add column from_date date,
  add column to_date date,
  add column withdrawn_at_ms bigint,
  add column confirmed_on date,
  add column confirmed_vehicle text references vehicle,
  add column confirmed_team json,
  add column confirmed_by text,
  add column confirmed_at_ms bigint,
  add check (num_nulls(confirmed_on, confirmed_vehicle, confirmed_team, confirmed_by, confirmed_at_ms) in (0, 5));
update drive set from_date = make_date(plan.year, 1, 1), to_date = make_date(plan.year, 12, 31)
  from plan where plan.plan = drive.plan;
alter table drive alter column from_date set not null, alter column to_date set not null;
create index drive_by_confirmed_on on drive (confirmed_on);
insert into unit
  select 'u-' || left(encode(sha256(convert_to(key, 'UTF8')), 'hex'), 16), min(unit), key, 'organisation', max(headcount), null, 'plan'
  from (select ${keyOf('unit')} as key, unit, headcount from drive_unit) as named group by key;
alter table drive_unit add column unit_id text references unit;
update drive_unit set unit_id = unit.unit_id from unit where unit.name_key = ${keyOf('drive_unit.unit')};
alter table drive_unit alter column unit_id set not null;
create index drive_unit_by_unit_id on drive_unit (unit_id);
create table plan_change (
  change_id bigint generated always as identity primary key,
  at_ms bigint not null,
  by_whom text not null,
  kind text not null,
  plan text,
  drive_id text,
  unit_id text,
  detail json not null
);
create index plan_change_by_drive on plan_change (drive_id);
create function plan_change_is_kept() returns trigger language plpgsql as
  'begin raise exception ''plan_change is append-only''; end';
create trigger plan_change_is_kept before update or delete or truncate on plan_change
  for each statement execute function plan_change_is_kept();
alter table visit add column organisation text;
`,
};
