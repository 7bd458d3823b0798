import { sql } from 'kysely';
import { z } from 'zod';
import type { InBoth } from '../contract/in-both.ts';
import { type Hold, hold } from '../contract/set-asides.ts';
import { setAsideWords } from '../contract/words.ts';
import { chinaTime, type Sheet } from '../reports/sheet.ts';
import type { StationDb } from '../store/database.ts';

export const holdsMax = 10_000;

/**
 * What the laboratory must not release: every donation with a verdict nobody has lifted. Those that wait for somebody come first, the
 * oldest hold first; then those not to be used, the newest first, for they stay for good and there are more of them each year. One
 * more than `holdsMax` where there are more.
 */
export async function holdsList(db: StationDb): Promise<readonly Hold[]> {
  const { rows } = await sql`
    select coalesce(d.din, j.body->>'din') as din, d.product, s.vehicle, v.plate, s.donation_id as "donationId", d.box,
      d.started_at_ms as "drawnAtMs", array_agg(distinct s.reason order by s.reason) as reasons,
      case when bool_or(s.decision = 'discard') then 'discard' else 'waiting' end as state,
      min(s.set_aside_at_ms) as "sinceMs"
    from set_aside as s
    left join donation as d on d.vehicle = s.vehicle and d.epoch = s.epoch and d.donation_id = s.donation_id
    left join journal as j on d.donation_id is null and j.vehicle = s.vehicle and j.epoch = s.epoch and j.seq = s.seq
    join vehicle as v on v.vehicle = s.vehicle
    where coalesce(d.din, j.body->>'din') is not null and s.donation_id is not null
      and (s.decision is null or s.decision = 'discard')
    group by s.vehicle, s.epoch, s.donation_id, 1, d.product, d.box, d.started_at_ms, v.plate
    order by bool_or(s.decision = 'discard') is true,
      min(s.set_aside_at_ms) * case when bool_or(s.decision = 'discard') then -1 else 1 end, 1
    limit ${holdsMax + 1}`.execute(db);
  return z.array(hold).parse(rows);
}

const both = ({ zh, en }: InBoth): string => `${zh} ${en}`;

const stateWords: Readonly<Record<Hold['state'], InBoth>> = {
  waiting: { zh: '待处理', en: 'waiting' },
  discard: { zh: '不用', en: 'not to be used' },
};

/** The list as a table for a spreadsheet. */
export const holdsSheet = (holds: readonly Hold[]): Sheet => ({
  name: '暂扣 Holds',
  titles: [
    ...['献血码 DIN', '品种 Product', '车辆 Vehicle', '箱 Box', '采血时间 Drawn'],
    ...['原因 Reason', '状态 State', '暂扣起 Since'],
  ],
  rows: [
    ...holds
      .slice(0, holdsMax)
      .map(({ din, product, plate, box, drawnAtMs, reasons, state, sinceMs }) => [
        ...[din, product, plate, box, drawnAtMs === null ? null : chinaTime(drawnAtMs)],
        ...[reasons.map((reason) => both(setAsideWords[reason])).join('; ')],
        ...[both(stateWords[state]), chinaTime(sinceMs)],
      ]),
    ...(holds.length > holdsMax
      ? [[`仅列出前 ${holdsMax} 袋 Only the first ${holdsMax} units`]]
      : []),
  ],
});
