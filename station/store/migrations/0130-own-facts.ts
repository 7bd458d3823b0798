import type { Migration } from './index.ts';

// What the station learned from vehicles and its own people, beside the central record it was loaded from: loading that again must not
// take it away. `draw_due` holds the draws that have arrived and are not yet in the donor index,
// `deferral_notice` the deferrals a vehicle told ahead of their entries.
export const keepOwnFacts: Migration = {
  number: 130,
  name: 'own-facts',
  sql: `
create table donor_deferral (
  donor_key bytea not null check (octet_length(donor_key) = 32),
  reason text not null,
  until text not null,
  deferral json not null,
  primary key (donor_key, reason, until)
);
create table deferral_notice (
  vehicle text not null,
  epoch uuid not null,
  seq bigint not null check (seq >= 1),
  donor_key bytea not null check (octet_length(donor_key) = 32),
  reason text not null,
  until text not null,
  told_at_ms bigint not null,
  primary key (vehicle, epoch, seq)
);
create table draw_due (
  vehicle text not null,
  epoch uuid not null,
  donation_id uuid not null,
  primary key (vehicle, epoch, donation_id)
);
`,
};
