import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../station/embedded-postgres.ts';
import { openDatabase, type StationDb } from '../../station/store/database.ts';
import { createDisks } from './disk.ts';
import type { HistoryWorld } from './history.ts';
import type { PlantedFault } from './planted-faults.ts';
import { createStation } from './station.ts';
import { epochTables } from './station-backup.ts';

/** A PostgreSQL of this run alone; nobody pulls the plug on it, so it does not wait for its disk. */
export async function startDatabase(): Promise<{
  readonly url: string;
  readonly close: () => Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'bloodmobile-histories-'));
  const settings = {
    ...{
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      shared_buffers: '256MB',
    },
    ...{
      jit: 'off',
      wal_level: 'minimal',
      max_wal_senders: '0',
      max_wal_size: '4GB',
      checkpoint_timeout: '1h',
    },
  };
  const postgres = await startEmbeddedPostgres({ folder, settings });
  if (!postgres.ok) throw new Error(postgres.error);
  return {
    url: postgres.value.url,
    close: async () => {
      await postgres.value.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function open(url: string): Promise<StationDb> {
  const opened = await openDatabase(url);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

/** Two processes of the station over a database, and disks for laptops. */
export async function openWorld(
  databaseUrl: string,
  fault: PlantedFault | null = null,
): Promise<HistoryWorld & { readonly close: () => Promise<void> }> {
  const [first, second] = [await open(databaseUrl), await open(databaseUrl)];
  const disks = createDisks();
  return {
    ...{ station: createStation([first, second], fault), disks, tables: await epochTables(first) },
    close: async () => {
      await first.destroy();
      await second.destroy();
      disks.close();
    },
  };
}
