import type { Migration } from './index.ts';

const journalParts = 16;

// `vehicle` leads every key, so the tables can be spread over servers by vehicle; what crosses vehicles all the same (`din_use`, people)
// is named in station/README.md. The journal already lies in parts by vehicle: a batch touches one of them, and years go on being appended at the
// right-hand edges of small indexes. Bodies are `json`, not `jsonb`: a device's line may hold U+0000, which jsonb refuses, and what is
// hashed is kept as it came.
export const createJournal: Migration = {
  number: 10,
  name: 'journal',
  sql: `
create table vehicle (
  vehicle text primary key,
  plate text not null,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  enrolled_at_ms bigint not null
);
create table epoch (
  vehicle text not null references vehicle,
  epoch uuid not null,
  held_seq bigint not null check (held_seq >= 0),
  held_hash bytea not null check (octet_length(held_hash) = 32),
  first_received_at_ms bigint not null,
  last_received_at_ms bigint not null,
  device_public_key text,
  primary key (vehicle, epoch)
);
create index epoch_by_epoch on epoch (epoch);
create table day_key (
  vehicle text not null,
  epoch uuid not null,
  day text not null,
  key bytea not null check (octet_length(key) = 32),
  primary key (vehicle, epoch, day)
);
create table journal (
  vehicle text not null,
  epoch uuid not null,
  seq bigint not null check (seq >= 1),
  at_ms bigint not null,
  clock_offset_ms bigint not null,
  day text not null,
  operator text not null,
  session uuid,
  type text not null,
  version bigint not null check (version >= 1),
  subject text,
  body_hash bytea not null check (octet_length(body_hash) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  body json not null,
  received_at_ms bigint not null,
  primary key (vehicle, epoch, seq)
) partition by hash (vehicle);
${Array.from(
  { length: journalParts },
  (_, part) =>
    `create table journal_${part} partition of journal for values with (modulus ${journalParts}, remainder ${part});`,
).join('\n')}
create table set_aside (
  vehicle text not null,
  epoch uuid not null,
  seq bigint not null,
  reason text not null check (reason in
    ('donor-deferred', 'din-seen-before', 'din-outside-range', 'seal-not-valid', 'unknown-entry')),
  donation_id uuid,
  set_aside_at_ms bigint not null,
  primary key (vehicle, epoch, seq, reason)
);
create table din_use (
  din text primary key,
  vehicle text not null,
  epoch uuid not null,
  donation_id uuid not null,
  used_at_ms bigint not null
);
`,
};
