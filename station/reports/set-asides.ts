import { setAsideReason } from '../../shared/sync/station-api.ts';
import type { CallReadInput } from '../contract/index.ts';
import type { Page } from '../contract/page.ts';
import type { SetAside } from '../contract/set-asides.ts';
import type { StationDb } from '../store/database.ts';
import { readPage } from './read-page.ts';
import { setAsideEntries } from './session-lines.ts';

/** Everything that waits for a person, of all vehicles; what has waited longest first unless another order is wanted. */
export async function readSetAsides(
  db: StationDb,
  { reason, vehicle, direction, ...page }: CallReadInput<'set-aside.list'>,
): Promise<Page<SetAside>> {
  const order = direction === 'ascend' ? 'asc' : 'desc';
  const found = await readPage(
    db,
    setAsideEntries(db)
      .innerJoin('vehicle', 'vehicle.vehicle', 'set_aside.vehicle')
      .leftJoin('session', (join) =>
        join
          .onRef('session.vehicle', '=', 'journal.vehicle')
          .onRef('session.epoch', '=', 'journal.epoch')
          .onRef('session.session_id', '=', 'journal.session'),
      )
      .selectAll('set_aside')
      .select(['vehicle.plate', 'journal.type', 'journal.session', 'donation.din', 'session.venue'])
      .$if(reason !== undefined, (q) => q.where('set_aside.reason', '=', reason ?? ''))
      .$if(vehicle !== undefined, (q) => q.where('set_aside.vehicle', '=', vehicle ?? ''))
      .orderBy('set_aside.set_aside_at_ms', order)
      .orderBy('set_aside.vehicle')
      .orderBy('set_aside.epoch')
      .orderBy('set_aside.seq')
      .orderBy('set_aside.reason'),
    page,
  );
  return {
    ...found,
    rows: found.rows.map((row) => ({
      ...{ vehicle: row.vehicle, plate: row.plate, epoch: row.epoch, seq: row.seq },
      ...{ reason: setAsideReason.parse(row.reason), entryType: row.type, din: row.din },
      ...{ sessionId: row.session, venue: row.venue, setAsideAtMs: row.set_aside_at_ms },
    })),
  };
}
