import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { systemHashing } from '../../electron/core/system.ts';
import { openConnection } from '../../electron/core/store/connection.ts';
import { databaseFile, openStore, type Store } from '../../electron/core/store/store.ts';
import { systemOperator } from '../../electron/core/store/system-operator.ts';
import type { Writer } from '../../electron/core/store/writer.ts';
import { createSeededWorld, type SeededWorld } from '../../scripts/day/seeded-world.ts';
import { vehicleId } from '../../shared/ids.ts';
import type { Entry } from '../../shared/journal/entry.ts';

export const keyHex = 'ab'.repeat(32);
export const startsAtMs = Date.UTC(2026, 5, 16, 0, 30);
export const databaseIn = (folder: string): string => join(folder, databaseFile);

export const testWorld = (seed = 1): SeededWorld => createSeededWorld(seed, startsAtMs);

/** Opens the store of a folder as the core does, with a clock and randomness of the test's. */
export const storeIn = (folder: string, world: SeededWorld = testWorld()): Store =>
  openStore({
    dataFolder: folder,
    keyHex,
    vehicle: vehicleId.parse('vehicle-1'),
    appVersion: '0.1.0',
    devicePublicKey: 'AAAA',
    clock: world.clock,
    random: world.random,
    hashing: systemHashing,
    clockOffsetMs: () => 0,
  });

/** A connection beside the store's own, with the key: what somebody with access to the laptop could do by hand. */
export const byHand = (folder: string, key = keyHex) => openConnection(databaseIn(folder), key);

/** Appends an entry that changes no other table. */
export const appendNote = (tx: Writer, version = 1): Entry =>
  tx.append({
    type: 'reference.received',
    operator: systemOperator,
    session: null,
    subject: null,
    body: { version, sha256: 'cd'.repeat(32), indexVersion: 1, indexedDonors: 0, keyGeneration: 1 },
  });

export const sha256Of = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
