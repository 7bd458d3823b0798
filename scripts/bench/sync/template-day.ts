import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileKeyStore } from '../../../electron/core/keys.ts';
import { openConnection } from '../../../electron/core/store/connection.ts';
import { epochStates, readEntries } from '../../../electron/core/store/journal.ts';
import { databaseFile } from '../../../electron/core/store/store.ts';
import type { Entry } from '../../../shared/journal/entry.ts';
import { rehearse } from '../../day/rehearse.ts';

/** What a rehearsed day left in the vehicle's journal, taken apart so that other vehicles' days can be put together from it. */
export interface TemplateDay {
  readonly opening: readonly Entry[];
  /** Each donor's way in order; what packed the unit comes at the end of the day. */
  readonly visits: readonly TemplateVisit[];
  readonly seal: Entry;
}

export interface TemplateVisit {
  readonly entries: readonly Entry[];
  readonly packed: Entry | undefined;
  /** From this donor's registration to the next one's. */
  readonly lengthMs: number;
}

const entriesMax = 20_000;

/** Rehearses a day with these donors (real station, real devices' bytes) and reads what came of it. */
export async function rehearsedTemplate(donors: number, seed: number): Promise<TemplateDay> {
  const folder = mkdtempSync(join(tmpdir(), 'bloodmobile-template-'));
  try {
    await rehearse({ donors, seed, folder, transport: 'auto' });
    return templateOf(journalIn(join(folder, 'vehicle')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function journalIn(folder: string): readonly Entry[] {
  const key = createFileKeyStore(folder).databaseKeyHex();
  const db = openConnection(join(folder, databaseFile), key, 'read');
  try {
    const [epoch] = epochStates(db);
    return epoch ? readEntries(db, epoch.epoch, 1, entriesMax) : [];
  } finally {
    db.close();
  }
}

function templateOf(journal: readonly Entry[]): TemplateDay {
  const starts = journal.flatMap(({ type }, at) => (type === 'donor.registered' ? [at] : []));
  const firstPacked = journal.findIndex(({ type }) => type === 'unit.packed');
  const endOfVisits = firstPacked === -1 ? journal.length - 1 : firstPacked;
  const seal = journal.findLast(({ type }) => type === 'session.sealed');
  if (!seal) throw new Error('the rehearsed day was not sealed');
  const packed = journal.filter(({ type }) => type === 'unit.packed');
  const visits = starts.map((start, at): TemplateVisit => {
    const entries = journal.slice(start, starts[at + 1] ?? endOfVisits);
    const donation = entries.find(({ type }) => type === 'donation.prepared')?.body['donationId'];
    const endsAtMs = journal[starts[at + 1] ?? endOfVisits]?.atMs ?? 0;
    return {
      entries,
      packed: packed.find(({ body }) => body['donationId'] === donation),
      lengthMs: Math.max(0, endsAtMs - (entries[0]?.atMs ?? 0)),
    };
  });
  return { opening: journal.slice(0, starts[0]), visits, seal };
}
