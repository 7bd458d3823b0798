import type { Entry } from '../../../../shared/journal/entry.ts';
import {
  type EntryBody,
  type EntryType,
  entryBodies,
  isEntryType,
} from '../../../../shared/journal/types.ts';
import type { Connection } from '../connection.ts';
import { deferralProjections } from './deferral.ts';
import { integrityProjections } from './integrity.ts';
import { donationProjections } from './donation.ts';
import { labelProjections } from './label.ts';
import { sessionProjections } from './session.ts';
import { visitProjections } from './visit.ts';

/** What one kind of entry does to the current tables. It may read the tables and the entry, nothing else: replay must give the same rows. */
export type Projection<T extends EntryType> = (
  db: Connection,
  entry: Entry,
  body: EntryBody<T>,
) => void;

export type Projections<T extends EntryType> = { readonly [K in T]: Projection<K> };

const none = (): void => undefined;

const projections: Projections<EntryType> = {
  'reference.received': none,
  ...sessionProjections,
  ...visitProjections,
  ...donationProjections,
  ...labelProjections,
  ...deferralProjections,
  ...integrityProjections,
};

function applyTo<T extends EntryType>(db: Connection, entry: Entry, type: T): void {
  // The schema of `type` gives exactly EntryBody<T>; indexing a union of schemas hides that from the compiler.
  const body = entryBodies[type].parse(entry.body) as EntryBody<T>;
  projections[type](db, entry, body);
}

/** Applies one entry to the current tables; live appending and replay are the same code. */
export function project(db: Connection, entry: Entry): void {
  if (!isEntryType(entry.type)) throw new Error(`unknown entry type ${entry.type}`);
  applyTo(db, entry, entry.type);
}
