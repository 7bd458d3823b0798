import type { Migration } from './index.ts';

// At most one key of each state, so that at most two are alive: rotating begins with `loading` beside `in-use` and ends with `former`
// beside it. Donor keys of two generations never meet, so that the index's own key stays the donor key alone.
export const rotateDonorKeys: Migration = {
  number: 100,
  name: 'donor-keys',
  sql: `
create table donor_hash_key (
  generation integer primary key check (generation >= 1),
  key_hex text not null check (key_hex ~ '^[0-9a-f]{64}$'),
  state text not null unique check (state in ('loading', 'in-use', 'former')),
  since_ms bigint not null,
  removed_through bigint not null default 0
);
insert into donor_hash_key (generation, key_hex, state, since_ms)
  select 1, value #>> '{}', 'in-use', 0 from setting where name = 'donorHashKey';
delete from setting where name = 'donorHashKey';
alter table donor_index add column generation integer not null default 1;
alter table donor_index alter column generation drop default;
create index donor_index_by_change on donor_index (generation, changed_in, donor_key);
create table donor_removed (
  donor_key bytea primary key check (octet_length(donor_key) = 32),
  generation integer not null,
  changed_in bigint not null
);
create index donor_removed_by_change on donor_removed (generation, changed_in, donor_key);
create table donor_key_link (
  former_key bytea not null check (octet_length(former_key) = 32),
  former_generation integer,
  donor_key bytea not null check (octet_length(donor_key) = 32),
  generation integer not null,
  primary key (former_key, donor_key)
);
create index donor_key_link_by_key on donor_key_link (donor_key);
alter table laptop add column key_generation integer;
`,
};
