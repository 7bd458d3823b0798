import type { Migration } from './index.ts';

// `opened_at_ms` spares each batch a look into the journal for the first entry of its epoch. Links between documents are rare: an
// index of all visits under the empty array grew with every visit and found nobody.
export const quickenIntake: Migration = {
  number: 90,
  name: 'intake',
  sql: `
alter table epoch add column opened_at_ms bigint;
update epoch set opened_at_ms = j.at_ms from journal as j
  where j.vehicle = epoch.vehicle and j.epoch = epoch.epoch and j.seq = 1 and j.type = 'epoch.opened';
drop index visit_by_same_person;
create index visit_by_same_person on visit using gin (same_person_as) where same_person_as <> '{}';
`,
};
