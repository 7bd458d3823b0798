import { emptyHead, type Head } from '../../shared/journal/chain.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import type { Selectable } from 'kysely';
import type { StationDb } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { type Chain, nameInHeaders } from './chain-of.ts';

const runMax = 500;

/** The entries of one chain in order, in runs of bounded length, as the rows stand: what was changed in them shows in the chain. */
export async function* readEntries(
  db: StationDb,
  chain: Chain,
  root: Head = emptyHead,
): AsyncGenerator<readonly Entry[]> {
  const { vehicle, epoch } = chain;
  let { seq: lastSeq, hash: prevHash } = root;
  for (;;) {
    const rows = await db
      .selectFrom('journal')
      .selectAll()
      .where('vehicle', '=', vehicle)
      .where('epoch', '=', epoch)
      .where('seq', '>', lastSeq)
      .orderBy('seq')
      .limit(runMax)
      .execute();
    if (rows.length === 0) return;
    const run: Entry[] = [];
    for (const row of rows) {
      const hash = row.hash.toString('hex');
      run.push({
        // It was checked before it was appended.
        ...(headerOf(nameInHeaders(chain), row) as Omit<Entry, 'prevHash' | 'hash' | 'body'>),
        prevHash,
        hash,
        body: row.body,
      });
      lastSeq = row.seq;
      prevHash = hash;
    }
    yield run;
  }
}

const headerOf = (epoch: string, row: Omit<Selectable<Tables['journal']>, 'hash' | 'body'>) => ({
  epoch,
  seq: row.seq,
  atMs: row.at_ms,
  clockOffsetMs: row.clock_offset_ms,
  day: row.day,
  operator: row.operator,
  session: row.session,
  type: row.type,
  version: row.version,
  subject: row.subject,
  bodyHash: row.body_hash.toString('hex'),
});
