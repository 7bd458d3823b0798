import type { Migration } from './index.ts';

// Both are a person's word on names, taken back by a person only; who and when of each change stand in `plan_change` too.
export const nameUnits: Migration = {
  number: 110,
  name: 'unit-names',
  sql: `
create table unit_alias (
  unit_id text primary key references unit,
  same_as text not null references unit check (same_as <> unit_id),
  by_whom text not null,
  at_ms bigint not null
);
create index unit_alias_by_same_as on unit_alias (same_as);
create table unit_apart (
  unit_id text not null references unit,
  other_id text not null references unit check (unit_id < other_id),
  by_whom text not null,
  at_ms bigint not null,
  primary key (unit_id, other_id)
);
alter table session add column knowingly json;
`,
};
