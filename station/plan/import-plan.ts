import { err, ok, type Result } from '../../shared/result.ts';
import { sql } from 'kysely';
import { countChange } from '../reference/counter.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { readSameUnit } from './aliases.ts';
import { type Author, logChanges, type PlanChange } from './change-log.ts';
import { matchDrives } from './match-drives.ts';
import type { PlannedDrive } from './plan.ts';
import type { PlanPreview } from './preview.ts';
import {
  type ChangedField,
  changesOf,
  columnsOf,
  marksOfRow,
  marksOfStored,
  storedDrives,
  unitsOfRow,
} from './stored-drives.ts';
import { keepUnits } from './unit-store.ts';

export interface ImportOptions extends Author {
  /** Letters, digits, dots and dashes, at most 58: it begins each drive's identifier. The same name again is the same plan. */
  readonly name: string;
  /** The plan's year, where the file names none or is to be used for another. */
  readonly year?: number;
}

export interface ChangedDrive {
  readonly driveId: string;
  readonly line: number;
  readonly changes: readonly ChangedField[];
  /** The confirmed date, which stays as it is until a person changes it; null while none is. */
  readonly confirmedOn: string | null;
}

export interface WithdrawnDrive {
  readonly driveId: string;
  readonly planned: string;
  readonly venue: string;
  /** Confirmed and no longer in the plan: it still stands, and a person should look at it. */
  readonly confirmedOn: string | null;
}

export interface PlanImport {
  /** The very file was there already: nothing was done. */
  readonly unchanged: boolean;
  readonly year: number;
  readonly rows: number;
  readonly understood: number;
  readonly rejected: number;
  readonly added: readonly string[];
  readonly changed: readonly ChangedDrive[];
  readonly restored: readonly string[];
  readonly withdrawn: readonly WithdrawnDrive[];
}

export type ImportRefusal = 'name-not-allowed' | 'year-unknown' | 'year-not-allowed';

const importLock = 7_211_006;
const rowsAtOnce = 500;

/**
 * Stores a previewed plan. The same file again changes nothing; a newer file under the same name updates its drives, which keep
 * their identifiers, and answers what changed. Confirmed dates, vehicles and teams are a person's word: no import touches them, and a
 * drive that the file no longer holds is withdrawn, never deleted.
 */
export function importPlan(
  db: StationDb,
  preview: PlanPreview,
  { name, year: yearGiven, ...author }: ImportOptions,
): Promise<Result<PlanImport, ImportRefusal>> {
  return inTransaction<PlanImport, ImportRefusal>(db, async (trx) => {
    if (!/^[A-Za-z0-9._-]{1,58}$/.test(name)) return err('name-not-allowed');
    await sql`select pg_advisory_xact_lock(${importLock})`.execute(trx);
    const plan = await trx
      .selectFrom('plan')
      .selectAll()
      .where('plan', '=', name)
      .executeTakeFirst();
    const year = yearGiven ?? preview.year ?? plan?.year;
    if (year === undefined) return err('year-unknown');
    if (!Number.isInteger(year) || year < 2000 || year > 2200) return err('year-not-allowed');
    const { rows, understood, rejected, sha256, fileName } = preview;
    const counts = { year, rows, understood, rejected };
    if (plan?.year === year && plan.sha256.toString('hex') === sha256) {
      return ok({
        unchanged: true,
        ...counts,
        added: [],
        changed: [],
        restored: [],
        withdrawn: [],
      });
    }
    const values = {
      imported_at_ms: author.nowMs,
      sha256: Buffer.from(sha256, 'hex'),
      year,
      file_name: fileName,
      imported_by: author.by,
    };
    await trx
      .insertInto('plan')
      .values({ plan: name, ...values })
      .onConflict((conflict) => conflict.column('plan').doUpdateSet(values))
      .execute();
    await keepRejected(trx, name, preview);
    await keepUnits(trx, preview.drives);
    const merged = await mergeDrives(trx, name, year, preview.drives, author.nowMs);
    await logChanges(trx, author, [
      { kind: 'plan-imported', plan: name, detail: { fileName, sha256, ...counts } },
      ...(plan === undefined ? [] : changesToLog(name, merged)),
    ]);
    const { added, changed, restored, withdrawn } = merged;
    const isNews = [added, changed, restored, withdrawn].some((list) => list.length > 0);
    if (isNews) await countChange(trx, 'reference');
    return ok({ unchanged: false, ...counts, ...merged });
  });
}

type Merged = Pick<PlanImport, 'added' | 'changed' | 'restored' | 'withdrawn'>;

async function mergeDrives(
  trx: StationTransaction,
  plan: string,
  year: number,
  drives: readonly PlannedDrive[],
  nowMs: number,
): Promise<Merged> {
  const stored = await storedDrives(trx, plan);
  const same = await readSameUnit(trx);
  const matches = matchDrives(
    stored.map((drive) => marksOfStored(drive, same)),
    drives.map((drive) => marksOfRow(drive, same)),
  );
  const matched = new Set(matches);
  const ids = new Set(stored.map(({ row }) => row.drive_id));
  const added: { readonly driveId: string; readonly drive: PlannedDrive }[] = [];
  const changed: ChangedDrive[] = [];
  const restored: string[] = [];
  for (const [index, drive] of drives.entries()) {
    const known = stored[matches[index] ?? -1];
    if (known === undefined) {
      const driveId = freeId(plan, drive.row, ids);
      ids.add(driveId);
      added.push({ driveId, drive });
      continue;
    }
    const { drive_id: driveId, confirmed_on: confirmedOn } = known.row;
    const changes = changesOf(known, drive, year);
    await trx
      .updateTable('drive')
      .set({ ...columnsOf(drive, year), withdrawn_at_ms: null })
      .where('drive_id', '=', driveId)
      .execute();
    if (JSON.stringify(known.units) !== JSON.stringify(unitsOfRow(drive))) {
      await trx.deleteFrom('drive_unit').where('drive_id', '=', driveId).execute();
      await insertUnits(trx, [{ driveId, drive }]);
    }
    if (known.row.withdrawn_at_ms !== null) restored.push(driveId);
    if (changes.length > 0) changed.push({ driveId, line: drive.line, changes, confirmedOn });
  }
  for (let from = 0; from < added.length; from += rowsAtOnce) {
    const some = added.slice(from, from + rowsAtOnce);
    await trx
      .insertInto('drive')
      .values(
        some.map(({ driveId, drive }) => ({ drive_id: driveId, plan, ...columnsOf(drive, year) })),
      )
      .execute();
    await insertUnits(trx, some);
  }
  const gone = stored.filter(
    ({ row }, index) => !matched.has(index) && row.withdrawn_at_ms === null,
  );
  if (gone.length > 0) {
    await trx
      .updateTable('drive')
      .set({ withdrawn_at_ms: nowMs })
      .where(
        'drive_id',
        'in',
        gone.map(({ row }) => row.drive_id),
      )
      .execute();
  }
  const withdrawn = gone.map(({ row }) => ({
    driveId: row.drive_id,
    planned: row.planned,
    venue: row.venue,
    confirmedOn: row.confirmed_on,
  }));
  return { added: added.map(({ driveId }) => driveId), changed, restored, withdrawn };
}

/** `plan-0007` for row 7; where an older file's row has that number, the next free one. An identifier is never given out again. */
function freeId(plan: string, row: number, ids: ReadonlySet<string>): string {
  const idOf = (number: number) => `${plan}-${String(number).padStart(4, '0')}`;
  if (!ids.has(idOf(row))) return idOf(row);
  let number = ids.size + 1;
  while (ids.has(idOf(number))) number += 1;
  return idOf(number);
}

async function insertUnits(
  trx: StationTransaction,
  drives: readonly { readonly driveId: string; readonly drive: PlannedDrive }[],
): Promise<void> {
  const rows = drives.flatMap(({ driveId, drive }) =>
    unitsOfRow(drive).map((unit, position) => ({ drive_id: driveId, position, ...unit })),
  );
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await trx
      .insertInto('drive_unit')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute();
  }
}

async function keepRejected(
  trx: StationTransaction,
  plan: string,
  { rejectedRows }: PlanPreview,
): Promise<void> {
  await trx.deleteFrom('plan_rejected').where('plan', '=', plan).execute();
  for (let from = 0; from < rejectedRows.length; from += rowsAtOnce) {
    await trx
      .insertInto('plan_rejected')
      .values(
        rejectedRows.slice(from, from + rowsAtOnce).map((row, index) => ({
          ...{ plan, position: from + index, sheet: row.sheet, line: row.line, reason: row.reason },
          ...{ cell: row.cell, found: row.found, same_as_line: row.sameAsLine, content: row.text },
        })),
      )
      .execute();
  }
}

const changesToLog = (plan: string, merged: Merged): PlanChange[] => [
  ...merged.added.map((driveId) => ({ kind: 'drive-added' as const, plan, driveId, detail: {} })),
  ...merged.changed.map(({ driveId, changes }) => ({
    ...{ kind: 'drive-changed' as const, plan, driveId, detail: changes },
  })),
  ...merged.restored.map((driveId) => ({
    ...{ kind: 'drive-restored' as const, plan, driveId, detail: {} },
  })),
  ...merged.withdrawn.map(({ driveId, planned, venue, confirmedOn }) => ({
    ...{ kind: 'drive-withdrawn' as const, plan, driveId },
    detail: { planned, venue, confirmedOn },
  })),
];
