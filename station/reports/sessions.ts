import { sql } from 'kysely';
import type { Hashing } from '../../shared/journal/chain.ts';
import { setAsideReason } from '../../shared/sync/station-api.ts';
import { verifyStationChain } from '../journal/verify.ts';
import type { StationDb } from '../store/database.ts';
import type {
  DonationLine,
  SessionDetail,
  SessionSummary,
  SetAsideLine,
} from './session-shapes.ts';

interface Deps {
  readonly db: StationDb;
  readonly hashing: Hashing;
}

const sessionsMax = 100;
const linesMax = 2000;

/** The newest sessions, each with its chain walked anew: what is shown as verified was verified for this answer. */
export async function readSessions(deps: Deps): Promise<SessionSummary[]> {
  const rows = await summaries(deps.db).limit(sessionsMax).execute();
  const chains = new Map<string, SessionSummary['chain']>();
  for (const { epoch } of rows) {
    if (!chains.has(epoch)) chains.set(epoch, await chainOf(deps, epoch));
  }
  return rows.flatMap((row) => {
    const chain = chains.get(row.epoch);
    return chain ? [toSummary(row, chain)] : [];
  });
}

export async function readSession(deps: Deps, id: string): Promise<SessionDetail | undefined> {
  const row = await summaries(deps.db).where('session.session_id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  return {
    ...toSummary(row, await chainOf(deps, row.epoch)),
    sealedBy: row.sealed_by,
    secondOperator: row.second_operator,
    totals: row.totals,
    donationLines: await donationLines(deps.db, row),
    setAsideLines: await setAsideLines(deps.db, row),
  };
}

async function chainOf({ db, hashing }: Deps, epoch: string): Promise<SessionSummary['chain']> {
  const verdict = await verifyStationChain(db, epoch, hashing);
  return {
    verified: verdict.verified,
    entries: verdict.entries,
    brokenAtSeq: verdict.verified ? null : verdict.seq,
    fault: verdict.verified ? null : verdict.fault,
  };
}

const summaries = (db: StationDb) =>
  db
    .selectFrom('session')
    .innerJoin('epoch', (join) =>
      join
        .onRef('epoch.vehicle', '=', 'session.vehicle')
        .onRef('epoch.epoch', '=', 'session.epoch'),
    )
    .innerJoin('vehicle', 'vehicle.vehicle', 'session.vehicle')
    .selectAll('session')
    .select(['epoch.last_received_at_ms', 'vehicle.plate'])
    .select([
      count('visit', sql`true`).as('donors'),
      count('visit', sql`decision = 'eligible'`).as('eligible'),
      count('visit', sql`decision in ('deferred', 'deferred-permanently')`).as('deferred'),
      count('donation', sql`started_at_ms is not null`).as('donations'),
      sql<number>`(select coalesce(sum(volume_ml), 0) from donation as d where d.vehicle = session.vehicle
        and d.epoch = session.epoch and d.session_id = session.session_id)`.as('volume_ml'),
      sql<number>`(select count(*) from set_aside as s join journal as j using (vehicle, epoch, seq)
        where s.vehicle = session.vehicle and s.epoch = session.epoch and s.decision is null
        and j.session = session.session_id)`.as('set_aside'),
    ])
    .orderBy('session.opened_at_ms', 'desc')
    // A session that went on after its laptop was restored stands in two chains: the one heard last is its newest state.
    .orderBy('epoch.last_received_at_ms', 'desc')
    .orderBy(sql`cardinality(epoch.parents)`, 'desc');

const count = (table: 'visit' | 'donation', condition: ReturnType<typeof sql>) =>
  sql<number>`(select count(*) from ${sql.table(table)} as t where t.vehicle = session.vehicle
    and t.epoch = session.epoch and t.session_id = session.session_id and ${condition})`;

type Row = Awaited<ReturnType<ReturnType<typeof summaries>['execute']>>[number];

const toSummary = (row: Row, chain: SessionSummary['chain']): SessionSummary => ({
  sessionId: row.session_id,
  vehicle: row.vehicle,
  plate: row.plate,
  epoch: row.epoch,
  planned: row.planned,
  venue: row.venue,
  organisations: row.organisations,
  target: row.target,
  state: row.sealed_at_ms === null ? 'open' : 'sealed',
  sealValid: row.seal_valid,
  openedAtMs: row.opened_at_ms,
  openedBy: row.opened_by,
  sealedAtMs: row.sealed_at_ms,
  donors: row.donors,
  eligible: row.eligible,
  deferred: row.deferred,
  donations: row.donations,
  volumeMl: row.volume_ml,
  setAside: row.set_aside,
  lastReceivedAtMs: row.last_received_at_ms,
  chain,
});

async function donationLines(db: StationDb, session: Row): Promise<DonationLine[]> {
  const rows = await db
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
    .where('donation.vehicle', '=', session.vehicle)
    .where('donation.epoch', '=', session.epoch)
    .where('donation.session_id', '=', session.session_id)
    .orderBy('donation.prepared_at_ms')
    .limit(linesMax)
    .execute();
  return rows.map((row) => ({
    donationId: row.donation_id,
    ticket: row.ticket,
    din: row.din,
    product: row.product,
    bagLot: row.bag_lot,
    plannedVolumeMl: row.planned_volume_ml,
    volumeMl: row.volume_ml,
    startedAtMs: row.started_at_ms,
    stoppedAtMs: row.stopped_at_ms,
    durationS: row.duration_s,
    noPlatelets: row.no_platelets,
    noFfp: row.no_ffp,
    volumeOutOfTolerance: row.volume_out_of_tolerance,
    spoiled: row.spoiled,
    box: row.box,
    held: row.held,
  }));
}

async function setAsideLines(db: StationDb, session: Row): Promise<SetAsideLine[]> {
  const rows = await db
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
    )
    .select([
      'set_aside.seq',
      'set_aside.reason',
      'set_aside.set_aside_at_ms',
      'journal.type',
      'donation.din',
    ])
    .where('set_aside.vehicle', '=', session.vehicle)
    .where('set_aside.epoch', '=', session.epoch)
    .where('journal.session', '=', session.session_id)
    .orderBy('set_aside.seq')
    .limit(linesMax)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    reason: setAsideReason.parse(row.reason),
    entryType: row.type,
    din: row.din,
    setAsideAtMs: row.set_aside_at_ms,
  }));
}
