import { rmSync } from 'node:fs';
import { clusterPlace } from '../../station/embedded/cluster.ts';
import { startEmbeddedPostgres } from '../../station/embedded-postgres.ts';
import { openDatabase, type StationDb } from '../../station/store/database.ts';
import { createDisks, newFolder } from './disk.ts';
import type { HistoryWorld } from './history.ts';
import type { PlantedFault } from './planted-faults.ts';
import { createOwnStation } from './own-station.ts';
import { createStation } from './station.ts';
import { epochTables } from './station-backup.ts';

const socketPathMax = 80;

/** A PostgreSQL of this run alone; nobody pulls the plug on it, so it does not wait for its disk. */
export async function startDatabase(): Promise<{
  readonly url: string;
  readonly close: () => Promise<void>;
}> {
  const folder = newFolder();
  const socketFolder = clusterPlace(folder).home;
  // A socket in the file system costs half of what one of the network does, and its path must be short.
  const hasSocket = process.platform !== 'win32' && socketFolder.length < socketPathMax;
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
      max_wal_size: '1GB',
      checkpoint_timeout: '1h',
    },
    ...(hasSocket ? { unix_socket_directories: socketFolder } : {}),
  };
  const postgres = await startEmbeddedPostgres({ folder, settings });
  if (!postgres.ok) throw new Error(postgres.error);
  const url = new URL(postgres.value.url);
  if (hasSocket) url.searchParams.set('host', socketFolder);
  return {
    url: url.href,
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
  const own = createOwnStation(databaseUrl, fault);
  return {
    ...{ station: createStation([first, second], fault), disks, tables: await epochTables(first) },
    own,
    close: async () => {
      await own.close();
      await first.destroy();
      await second.destroy();
      disks.close();
    },
  };
}
