import { sql } from 'kysely';
import { z } from 'zod';
import { type Hold, hold } from '../contract/set-asides.ts';
import type { StationDb } from '../store/database.ts';

export const holdsMax = 10_000;

/** What the laboratory must not release, the oldest hold first: every donation with a verdict nobody has lifted. */
export async function holdsList(db: StationDb): Promise<readonly Hold[]> {
  const { rows } = await sql`
    select d.din, d.product, s.vehicle, v.plate, d.donation_id as "donationId", d.box,
      d.started_at_ms as "drawnAtMs", array_agg(distinct s.reason order by s.reason) as reasons,
      case when bool_or(s.decision = 'discard') then 'discard' else 'waiting' end as state,
      min(s.set_aside_at_ms) as "sinceMs"
    from set_aside as s
    join donation as d on d.vehicle = s.vehicle and d.epoch = s.epoch and d.donation_id = s.donation_id
    join vehicle as v on v.vehicle = s.vehicle
    where s.decision is null or s.decision = 'discard'
    group by d.vehicle, d.epoch, d.donation_id, d.din, d.product, d.box, d.started_at_ms, s.vehicle, v.plate
    order by min(s.set_aside_at_ms), d.din limit ${holdsMax}`.execute(db);
  return z.array(hold).parse(rows);
}

const columns = [
  ['献血码 DIN', ({ din }: Hold) => din],
  ['品种 Product', ({ product }: Hold) => product ?? ''],
  ['车辆 Vehicle', ({ plate }: Hold) => plate],
  ['箱 Box', ({ box }: Hold) => box ?? ''],
  ['采血时间 Drawn', ({ drawnAtMs }: Hold) => (drawnAtMs === null ? '' : chinaTime(drawnAtMs))],
  ['原因 Reason', ({ reasons }: Hold) => reasons.join(' ')],
  ['状态 State', ({ state }: Hold) => state],
  ['暂扣起 Since', ({ sinceMs }: Hold) => chinaTime(sinceMs)],
] as const;

/** For a spreadsheet: UTF-8 with its mark, CRLF, every field quoted, none of them a formula. */
export function holdsCsv(holds: readonly Hold[]): string {
  const lines = [
    columns.map(([title]) => title),
    ...holds.map((each) => columns.map(([, read]) => read(each))),
  ];
  return `\uFEFF${lines.map((fields) => fields.map(field).join(',')).join('\r\n')}\r\n`;
}

const field = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

const chinaTime = (atMs: number): string =>
  new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
