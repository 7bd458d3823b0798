import type { KyselyPlugin } from 'kysely';
import type { StationDb } from '../../station/store/database.ts';

/** A station's process that ended. */
export class StationCrash extends Error {}

/** The database as a process sees it that ends before or after its n-th statement: what was not committed is undone. */
export function crashingAfter(db: StationDb, statements: number): StationDb {
  let left = statements;
  const count = (): void => {
    left -= 1;
    if (left < 0) throw new StationCrash();
  };
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      count();
      return node;
    },
    transformResult: async ({ result }) => {
      count();
      return result;
    },
  };
  return db.withPlugin(plugin);
}
