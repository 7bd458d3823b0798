import type { Migration } from './index.ts';

// Without the day a deferral was placed here, an end in the central record from before that day would end it. '' is not known.
export const datePlaced: Migration = {
  number: 140,
  name: 'placed-on',
  sql: `alter table donor_deferral add column placed_on text not null default '';`,
};
