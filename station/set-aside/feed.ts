import { sql } from 'kysely';
import { type VerdictPage, verdict, verdictsPerPage } from '../../shared/sync/verdicts.ts';
import type { StationDb } from '../store/database.ts';

interface Row {
  readonly newest: number;
  /** null: nothing is set aside after the position asked for. */
  readonly set_aside_id: string | null;
  readonly position: number;
  readonly epoch: string;
  readonly seq: number;
  readonly reason: string;
  readonly donation_id: string | null;
  readonly other: unknown;
  readonly facts: unknown;
  readonly set_aside_at_ms: number;
  readonly decision: string | null;
  readonly why: string | null;
  readonly by_person: string | null;
  readonly at_ms: number | null;
}

/** A vehicle's verdicts and their resolutions after a position, oldest change first. */
export async function verdictPageOf(
  db: StationDb,
  vehicle: string,
  after: number,
): Promise<VerdictPage> {
  // One statement is one moment: what is newest belongs to the rows beside it.
  const { rows: read } = await sql<Row>`/* verdicts.page */
    select coalesce(f.position, 0) as newest, s.set_aside_id, s.position, s.epoch, s.seq, s.reason, s.donation_id, s.other,
      s.facts, s.set_aside_at_ms, r.decision, r.why, r.by_person, r.at_ms
    from (select ${vehicle}::text as vehicle) as asked
    left join verdict_feed as f on f.vehicle = asked.vehicle
    left join set_aside as s on s.vehicle = asked.vehicle and s.position > ${after}
    left join resolution as r on r.set_aside_id = s.set_aside_id and r.settles
    order by s.position limit ${verdictsPerPage}`.execute(db);
  const newest = read[0]?.newest ?? 0;
  const rows = read.filter(({ set_aside_id: id }) => id !== null);
  const verdicts = rows.map((row) =>
    verdict.parse({
      ...{ id: row.set_aside_id, position: row.position, epoch: row.epoch, seq: row.seq },
      ...{ reason: row.reason, donationId: row.donation_id, other: row.other },
      ...{ facts: row.facts, setAsideAtMs: row.set_aside_at_ms },
      resolution: row.decision === null ? null : resolutionOf(row),
    }),
  );
  const isLast = rows.length < verdictsPerPage;
  return { verdicts, newest, position: isLast ? newest : (rows.at(-1)?.position ?? newest) };
}

const resolutionOf = ({ decision, why, by_person, at_ms }: Row) => ({
  ...{ decision, why, by: by_person, atMs: at_ms },
});
