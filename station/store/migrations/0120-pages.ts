import type { Migration } from './index.ts';

// A batch that came again is no fork and changes nothing; that it came is told on a page, next to what is not a repeat.
export const showRepeats: Migration = {
  number: 120,
  name: 'pages',
  sql: `
alter table epoch
  add column repeats integer not null default 0 check (repeats >= 0),
  add column repeated_seq bigint,
  add column repeated_at_ms bigint,
  add constraint repeat_is_whole check ((repeats = 0) = (repeated_seq is null)
    and (repeats = 0) = (repeated_at_ms is null));
create index epoch_repeated on epoch (repeated_at_ms) where repeated_at_ms is not null;
`,
};
