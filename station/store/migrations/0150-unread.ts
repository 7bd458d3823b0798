import type { Migration } from './index.ts';

// Asked with every batch that prepares a unit: did an entry of its visit come before that this station could not read?
export const findUnread: Migration = {
  number: 150,
  name: 'unread',
  sql: `create index set_aside_unread on set_aside (vehicle) where reason = 'unknown-entry';`,
};
