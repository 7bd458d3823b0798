import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type EpochId, epochId, type VehicleId } from '../../../shared/ids.ts';
import { ok } from '../../../shared/result.ts';
import { type AppendPorts, currentEpoch } from './append.ts';
import { beginEpoch } from './begin-epoch.ts';
import { type Connection, DatabaseUnreadable, openConnection, readable } from './connection.ts';
import { lockDataFolder } from './lock.ts';
import { migrate, refuseNewer } from './migrate.ts';
import { systemOperator } from './system-operator.ts';
import { createOnce, createWrite, type Reader, type Write } from './writer.ts';

export interface StoreOptions extends AppendPorts {
  readonly dataFolder: string;
  /** 32 bytes as hex, from the key port. */
  readonly keyHex: string;
  readonly vehicle: VehicleId;
  readonly appVersion: string;
  /** Ed25519 public key of this laptop, SPKI DER, base64. */
  readonly devicePublicKey: string;
}

export interface Store {
  readonly reader: Reader;
  readonly write: Write;
  readonly once: ReturnType<typeof createOnce>;
  /** The epoch entries are of now. */
  readonly epoch: EpochId;
  /** Called after each commit. Returns the way to stop listening. */
  readonly onCommit: (listener: () => void) => () => void;
  readonly close: () => void;
}

export const databaseFile = 'bloodmobile.db';
const listenersMax = 20;

/**
 * Opens the day's database: lock, key, quick check, version, migration. Throws DataFolderInUse, DatabaseUnreadable, DatabaseNewer;
 * each has its own sentence, and none of them has changed anything.
 */
export function openStore(options: StoreOptions): Store {
  const lock = lockDataFolder(join(options.dataFolder, 'lock.db'));
  try {
    const path = join(options.dataFolder, databaseFile);
    lookBeforeOpening(path, options.keyHex);
    const db = openConnection(path, options.keyHex);
    try {
      return readable(() => {
        if (db.pragma('quick_check') !== 'ok') {
          throw new DatabaseUnreadable('quick_check found damage');
        }
        migrate(db);
        return storeOver(db, options, lock.release);
      });
    } catch (fault) {
      db.close();
      throw fault;
    }
  } catch (fault) {
    lock.release();
    throw fault;
  }
}

// Opening for writing would take over the log of a newer program that crashed: its file would change before its version was known.
function lookBeforeOpening(path: string, keyHex: string): void {
  if (!existsSync(path)) return;
  const db = openConnection(path, keyHex, 'read');
  try {
    refuseNewer(db);
  } finally {
    db.close();
  }
}

function storeOver(db: Connection, options: StoreOptions, release: () => void): Store {
  // The table holds it as text; it was made as an epoch's UUID just below.
  let epoch = (currentEpoch(db) ?? createEpoch(db, options)) as EpochId;
  const listeners = new Set<() => void>();
  const write = createWrite(db, options, () => {
    epoch = (currentEpoch(db) ?? epoch) as EpochId; // As above.
    for (const listener of listeners) listener();
  });
  return {
    reader: { all: db.all, first: db.first },
    write,
    once: createOnce(db, write, options.clock.nowMs),
    get epoch() {
      return epoch;
    },
    onCommit: (listener) => {
      if (listeners.size >= listenersMax) throw new Error('too many commit listeners');
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      db.close();
      release();
    },
  };
}

function createEpoch(db: Connection, options: StoreOptions): EpochId {
  const epoch = epochId.parse(options.random.uuid());
  const begin = createWrite(db, options, () => undefined);
  begin((tx) => {
    beginEpoch(tx, {
      epoch,
      atMs: options.clock.nowMs(),
      operator: systemOperator,
      body: {
        vehicle: options.vehicle,
        reason: 'created',
        appVersion: options.appVersion,
        devicePublicKey: options.devicePublicKey,
      },
    });
    return ok(undefined);
  });
  return epoch;
}
