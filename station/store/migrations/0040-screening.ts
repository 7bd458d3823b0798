import type { Migration } from './index.ts';

export const widenForScreening: Migration = {
  number: 40,
  name: 'screening',
  sql: `
alter table visit add column person_key text not null default '';
create index visit_by_donor on visit (donor_key, registered_at_ms);
create index visit_by_person on visit (person_key, registered_at_ms);
alter table set_aside drop constraint set_aside_reason_check;
alter table set_aside add constraint set_aside_reason_check check (reason in
  ('donor-deferred', 'din-seen-before', 'din-outside-range', 'registered-elsewhere', 'seal-not-valid', 'unknown-entry'));
`,
};
