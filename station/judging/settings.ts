import { z } from 'zod';
import { ok } from '../../shared/result.ts';
import type { StationDb } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';

const name = 'judging';

/** Limits of judging. None of them stands in a text we have read: each is the station's to set [M]. */
export const judgingSettings = z.strictObject({
  /** An entry may be this much later than its receipt, or earlier than the opening of its epoch. */
  clockToleranceMs: z
    .int()
    .min(0)
    .max(7 * 86_400_000)
    .default(10 * 60_000),
  /** A draw shorter or longer than this is a mistake of clock or of recording. */
  drawMinS: z.int().min(0).default(60),
  drawMaxS: z
    .int()
    .min(1)
    .default(2 * 3600),
  /** A deferral that arrives later holds donations of at most so many days before: units of them may still be on a shelf. */
  lookBackDays: z
    .strictObject({
      permanent: z.int().min(0).max(3660),
      temporary: z.int().min(0).max(3660),
    })
    .default({ permanent: 365, temporary: 35 }),
});
export type JudgingSettings = Readonly<z.infer<typeof judgingSettings>>;

export async function putJudgingSettings(
  db: StationDb,
  settings: z.input<typeof judgingSettings>,
): Promise<void> {
  const value = JSON.stringify(judgingSettings.parse(settings));
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('setting')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
    return ok(undefined);
  });
}

export async function judgingSettingsOf(db: StationDb): Promise<JudgingSettings> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return judgingSettings.parse(row?.value ?? {});
}
