import { sql } from 'kysely';
import { setAsideReason } from '../../shared/sync/station-api.ts';
import type { Page } from '../contract/page.ts';
import type { DonationLine, SetAsideLine } from '../contract/sessions.ts';
import type { StationDb } from '../store/database.ts';
import { readPage } from './read-page.ts';
import type { SessionPlace } from './sessions.ts';

interface Wanted {
  readonly page: number;
  readonly size: number;
}

/** A session's donations in the order they were prepared. */
export async function readSessionDonations(
  db: StationDb,
  { vehicle, epoch, sessionId }: SessionPlace,
  wanted: Wanted,
): Promise<Page<DonationLine>> {
  const found = await readPage(
    db,
    db
      .selectFrom('donation')
      .innerJoin('visit', (join) =>
        join
          .onRef('visit.vehicle', '=', 'donation.vehicle')
          .onRef('visit.epoch', '=', 'donation.epoch')
          .onRef('visit.visit_id', '=', 'donation.visit_id'),
      )
      .selectAll('donation')
      .select('visit.ticket')
      .select(
        sql<boolean>`exists (select from set_aside as s where s.vehicle = donation.vehicle
          and s.epoch = donation.epoch and s.donation_id = donation.donation_id
          and (s.decision is null or s.decision = 'discard'))`.as('held'),
      )
      .where('donation.vehicle', '=', vehicle)
      .where('donation.epoch', '=', epoch)
      .where('donation.session_id', '=', sessionId)
      .orderBy('donation.prepared_at_ms')
      .orderBy('donation.donation_id'),
    wanted,
  );
  return {
    ...found,
    rows: found.rows.map((row) => ({
      ...{ donationId: row.donation_id, ticket: row.ticket, din: row.din },
      ...{ product: row.product, bagLot: row.bag_lot, plannedVolumeMl: row.planned_volume_ml },
      ...{ volumeMl: row.volume_ml, startedAtMs: row.started_at_ms },
      ...{ stoppedAtMs: row.stopped_at_ms, durationS: row.duration_s },
      ...{ noPlatelets: row.no_platelets, noFfp: row.no_ffp },
      volumeOutOfTolerance: row.volume_out_of_tolerance,
      ...{ spoiled: row.spoiled, box: row.box, held: row.held },
    })),
  };
}

/** What of a session waits for a person, in the order of its entries. */
export async function readSessionSetAsides(
  db: StationDb,
  { vehicle, epoch, sessionId }: SessionPlace,
  wanted: Wanted,
): Promise<Page<SetAsideLine>> {
  const found = await readPage(
    db,
    setAsideEntries(db)
      .where('set_aside.vehicle', '=', vehicle)
      .where('set_aside.epoch', '=', epoch)
      .where('journal.session', '=', sessionId)
      .where('set_aside.decision', 'is', null)
      .select([
        ...(['set_aside.seq', 'set_aside.reason', 'set_aside.set_aside_at_ms'] as const),
        ...(['journal.type', 'donation.din'] as const),
      ])
      .orderBy('set_aside.seq')
      .orderBy('set_aside.reason'),
    wanted,
  );
  return {
    ...found,
    rows: found.rows.map((row) => ({
      seq: row.seq,
      reason: setAsideReason.parse(row.reason),
      entryType: row.type,
      din: row.din,
      setAsideAtMs: row.set_aside_at_ms,
    })),
  };
}

/** Verdicts with their entry, and the donation they speak of where there is one. */
const setAsideEntries = (db: StationDb) =>
  db
    .selectFrom('set_aside')
    .innerJoin('journal', (join) =>
      join
        .onRef('journal.vehicle', '=', 'set_aside.vehicle')
        .onRef('journal.epoch', '=', 'set_aside.epoch')
        .onRef('journal.seq', '=', 'set_aside.seq'),
    )
    .leftJoin('donation', (join) =>
      join
        .onRef('donation.vehicle', '=', 'set_aside.vehicle')
        .onRef('donation.epoch', '=', 'set_aside.epoch')
        .onRef('donation.donation_id', '=', 'set_aside.donation_id'),
    );
