import type { StationDb } from '../store/database.ts';

export interface ListedCode {
  readonly vehicle: string;
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
  /** The laptop that used it; null: none has. */
  readonly usedBy: string | null;
  readonly usedAtMs: number | null;
}

const listedMax = 100;

/** The newest codes: which vehicle they were made for and what became of them. The codes themselves are not kept. */
export async function listCodes(db: StationDb): Promise<readonly ListedCode[]> {
  const rows = await db
    .selectFrom('enrol_code')
    .selectAll()
    .orderBy('made_at_ms', 'desc')
    .limit(listedMax)
    .execute();
  return rows.map((row) => ({
    ...{ vehicle: row.vehicle, madeAtMs: row.made_at_ms, expiresAtMs: row.expires_at_ms },
    ...{ usedBy: row.used_by, usedAtMs: row.used_at_ms },
  }));
}
