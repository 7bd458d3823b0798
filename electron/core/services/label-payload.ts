import type { Din } from '../../../shared/codes/isbt128/din.ts';
import { zplDinJob } from '../../../shared/codec/zpl.ts';
import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import type { SetLabel } from '../../../shared/journal/bodies/label.ts';
import type { Hashing } from '../../../shared/journal/chain.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import type { Reader } from '../store/writer.ts';
import type { Context } from './context.ts';

/** The bytes of one label set. The same number and labels always give the same bytes, so a job need only keep their hash. */
export function labelPayload(
  ctx: Context,
  db: Reader,
  din: Din,
  labels: readonly SetLabel[],
): Result<Uint8Array, Refusal> {
  const taken = takenAlong(db);
  if (!taken) return err(refused('no-station-data'));
  const job = zplDinJob({
    din,
    labels: labels.map(({ flags }) => ({ flags, lines: [] })),
    stationName: taken.data.station.latinName,
    media: ctx.labelMedia,
  });
  // The station's data was checked when it came; a set that cannot be drawn is our fault, not the nurse's.
  if (!job.ok) throw new Error(`the label set cannot be drawn: ${job.error}`);
  return ok(job.value);
}

/** SHA-256 of the bytes, taken over their Latin-1 text (ZPL of this product is ASCII). */
export const payloadHash = (hashing: Hashing, payload: Uint8Array): string =>
  hashing.sha256(Array.from(payload, (byte) => String.fromCharCode(byte)).join(''));
