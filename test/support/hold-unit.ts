import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { openConnection, sql } from '../../electron/core/store/connection.ts';
import { databaseFile } from '../../electron/core/store/store.ts';
import type { DonationId } from '../../shared/ids.ts';
import { startsAtMs } from './station-data.ts';

/** Puts a hold into a laptop's database as its sync would bring it, beside the running core. Answers how to lift it. */
export function holdUnit(
  folder: string,
  donationId: DonationId,
  reason = 'donor-deferred',
): { readonly lift: () => void } {
  const id = randomUUID();
  const write = (work: (db: ReturnType<typeof openConnection>) => void): void => {
    const keyHex = createFileKeyStore(folder).databaseKeyHex();
    const db = openConnection(join(folder, databaseFile), keyHex);
    try {
      work(db);
    } finally {
      db.close();
    }
  };
  write((db) =>
    db.run(
      sql.insertInto('verdict').values({
        ...{ id, epoch: randomUUID(), seq: 1, reason, donation_id: donationId },
        ...{ other: null, facts: '{}', set_aside_at_ms: startsAtMs, resolution: null },
      }),
    ),
  );
  const resolution = { decision: 'release', why: '同名误录', by: 'lab-1', atMs: startsAtMs };
  return {
    lift: () =>
      write((db) =>
        db.run(
          sql
            .updateTable('verdict')
            .set({ resolution: JSON.stringify(resolution) })
            .where('id', '=', id),
        ),
      ),
  };
}
