import { sql as raw } from 'kysely';
import {
  type FedVerdict,
  type OtherDonation,
  otherDonation,
  verdict,
} from '../../../shared/sync/verdicts.ts';
import { sql, written } from './connection.ts';
import { fromJson, toJson } from './json.ts';
import type { Reader, Writer } from './writer.ts';

/** How far the station's feed was read; 0: nothing yet. */
export const verdictPosition = (db: Reader): number =>
  db.first(sql.selectFrom('verdict_mark').select('position'))?.position ?? 0;

/** Keeps verdicts and resolutions as the station has them now, and how far its feed was read. */
export function keepVerdicts(tx: Writer, verdicts: readonly FedVerdict[], position: number): void {
  for (const { id, epoch, seq, reason, donationId, other, facts, ...rest } of verdicts) {
    const row = {
      ...{ epoch, seq, reason, donation_id: donationId, facts: toJson(facts) },
      other: other === null ? null : toJson(other),
      set_aside_at_ms: rest.setAsideAtMs,
      resolution: rest.resolution === null ? null : toJson(rest.resolution),
    };
    tx.keep(
      sql
        .insertInto('verdict')
        .values({ id, ...row })
        .onConflict((oc) => oc.column('id').doUpdateSet(row)),
    );
  }
  tx.keep(
    sql
      .insertInto('verdict_mark')
      .values({ one: 1, position })
      .onConflict((oc) => oc.column('one').doUpdateSet({ position })),
  );
}

/** The whole feed was read anew: what is not in it was never said by this station. */
export function replaceVerdicts(
  tx: Writer,
  verdicts: readonly FedVerdict[],
  position: number,
): void {
  tx.keep(sql.deleteFrom('verdict'));
  keepVerdicts(tx, verdicts, position);
}

export interface OpenVerdict {
  readonly seq: number;
  readonly reason: string;
  readonly subject: string | null;
}

const listedMax = 500;
const settledMax = 50;

/** What the reply to a batch named and the feed has not brought yet. */
const unread = sql
  .selectFrom('set_aside')
  .leftJoin('verdict', (join) =>
    join
      .onRef('verdict.epoch', '=', 'set_aside.epoch')
      .onRef('verdict.seq', '=', 'set_aside.seq')
      .onRef('verdict.reason', '=', 'set_aside.reason'),
  )
  .leftJoin('journal', (join) =>
    join.onRef('journal.epoch', '=', 'set_aside.epoch').onRef('journal.seq', '=', 'set_aside.seq'),
  )
  .where('verdict.id', 'is', null);

const unreadOpen = written(
  unread
    .select(['set_aside.seq', 'set_aside.reason', 'journal.subject', 'set_aside.at_ms'])
    .orderBy('set_aside.at_ms', 'desc')
    .limit(listedMax),
);

const fedOpen = written(
  sql
    .selectFrom('verdict')
    .leftJoin('journal', (join) =>
      join.onRef('journal.epoch', '=', 'verdict.epoch').onRef('journal.seq', '=', 'verdict.seq'),
    )
    .select(['verdict.seq', 'verdict.reason', 'journal.subject'])
    .select(raw<number>`max(verdict.set_aside_at_ms)`.as('at_ms'))
    .where('verdict.resolution', 'is', null)
    // Two deferrals hold a donation twice; the vehicle is told once.
    .groupBy(['verdict.epoch', 'verdict.seq', 'verdict.reason', 'journal.subject'])
    .orderBy('at_ms', 'desc')
    .limit(listedMax),
);

/** What waits for a person at the station, newest first. */
export function openVerdicts(db: Reader): readonly OpenVerdict[] {
  return [...db.all(unreadOpen), ...db.all(fedOpen)]
    .toSorted((one, another) => another.at_ms - one.at_ms)
    .slice(0, listedMax)
    .map(({ seq, reason, subject }) => ({ seq, reason, subject }));
}

export interface SettledVerdict extends OpenVerdict {
  readonly resolution: NonNullable<FedVerdict['resolution']>;
}

const settled = written(
  sql
    .selectFrom('verdict')
    .leftJoin('journal', (join) =>
      join.onRef('journal.epoch', '=', 'verdict.epoch').onRef('journal.seq', '=', 'verdict.seq'),
    )
    .select(['verdict.seq', 'verdict.reason', 'journal.subject', 'verdict.resolution'])
    .where('verdict.resolution', 'is not', null)
    .orderBy(raw`json_extract(verdict.resolution, '$.atMs')`, 'desc')
    .limit(settledMax),
);

/** What a person at the station resolved, the newest first. */
export function settledVerdicts(db: Reader): readonly SettledVerdict[] {
  return db
    .all(settled)
    .flatMap(({ resolution, ...rest }) =>
      resolution === null ? [] : [{ ...rest, resolution: resolutionIn(resolution) }],
    );
}

const resolutionShape = verdict.shape.resolution.unwrap();
const resolutionIn = (text: string) => fromJson(resolutionShape, text);

export interface HeldUnit {
  readonly donationId: string;
  readonly din: string;
  /** Where it is packed; null: nowhere yet, or it was taken out. */
  readonly box: string | null;
  readonly reasons: readonly string[];
  /** The donation it is at odds with, where there is one. */
  readonly other: OtherDonation | null;
}

const unreadHolds = written(
  unread
    .innerJoin('donation', 'donation.donation_id', 'journal.subject')
    .select(['donation.donation_id', 'donation.din', 'donation.box', 'set_aside.reason'])
    .limit(listedMax),
);

const fedHolds = written(
  sql
    .selectFrom('verdict')
    .innerJoin('donation', 'donation.donation_id', 'verdict.donation_id')
    .select(['donation.donation_id', 'donation.din', 'donation.box'])
    .select(['verdict.reason', 'verdict.other'])
    .where(
      raw<boolean>`(verdict.resolution is null or verdict.resolution ->> 'decision' = 'discard')`,
    )
    .orderBy('verdict.set_aside_at_ms', 'desc')
    .limit(listedMax),
);

/** The units of this vehicle that must not be released and are packed apart: nobody has lifted what the station holds them for. */
export function heldUnits(db: Reader): readonly HeldUnit[] {
  const units = new Map<string, HeldUnit>();
  const named = db.all(unreadHolds).map((row) => ({ ...row, other: null }));
  for (const { donation_id: id, din, box, reason, other: text } of [
    ...named,
    ...db.all(fedHolds),
  ]) {
    const other = text === null ? null : fromJson(otherDonation, text);
    const known = units.get(id) ?? { donationId: id, din, box, reasons: [], other };
    const reasons = known.reasons.includes(reason) ? known.reasons : [...known.reasons, reason];
    units.set(id, { ...known, reasons, other: known.other ?? other });
  }
  return [...units.values()];
}
