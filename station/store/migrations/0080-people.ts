import type { Migration } from './index.ts';

// `ended` instead of deleted: what somebody did keeps a name. `act` is append-only but for the outcome, which comes after the work.
export const createPeople: Migration = {
  number: 80,
  name: 'people',
  sql: `
create table station_user (
  user_name text primary key check (user_name ~ '^[a-z0-9][a-z0-9._-]{1,31}$'),
  name text not null,
  roles text[] not null check (cardinality(roles) between 1 and 5
    and roles <@ array['administrator', 'physician', 'laboratory', 'planner', 'viewer']),
  password_hash text not null,
  must_change_password boolean not null,
  created_at_ms bigint not null,
  created_by text not null,
  last_sign_in_at_ms bigint,
  ended_at_ms bigint
);
create table station_session (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  user_name text not null references station_user,
  began_at_ms bigint not null,
  seen_at_ms bigint not null
);
create index station_session_by_user on station_session (user_name);
create index station_session_by_seen on station_session (seen_at_ms);
create table sign_in_code (
  code_hash bytea primary key check (octet_length(code_hash) = 32),
  user_name text not null references station_user,
  expires_at_ms bigint not null,
  uses_left integer not null check (uses_left >= 0)
);
create table sign_in_try (
  who_hash bytea primary key check (octet_length(who_hash) = 32),
  wrong integer not null,
  last_at_ms bigint not null,
  locked_until_ms bigint not null
);
create index sign_in_try_by_time on sign_in_try (last_at_ms);
create table station_act (
  id bigint generated always as identity primary key,
  at_ms bigint not null,
  by_whom text not null,
  call text not null,
  subject text not null,
  detail text not null,
  outcome text not null check (outcome in ('asked', 'done', 'refused'))
);
create function station_act_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.outcome = 'asked'
    and (old.id, old.at_ms, old.by_whom, old.call, old.subject, old.detail)
      = (new.id, new.at_ms, new.by_whom, new.call, new.subject, new.detail) then
    return new;
  end if;
  raise exception 'station_act is append-only';
end $$;
create trigger station_act_is_kept before update or delete on station_act
  for each row execute function station_act_is_kept();
create trigger station_act_is_not_emptied before truncate on station_act
  for each statement execute function station_act_is_kept();
create index donor_index_deferred on donor_index (donor_key)
  where json_array_length(donor -> 'deferrals') > 0;
`,
};
