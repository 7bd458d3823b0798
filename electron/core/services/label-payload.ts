import { bytesToLatin1 } from '../../../shared/codec/bytes.ts';
import type { Refusal } from '../../../shared/contract/refusals.ts';
import type { JobLabel } from '../../../shared/journal/bodies/label.ts';
import type { Hashing } from '../../../shared/journal/chain.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Donation } from '../store/reads/donation.ts';
import type { Reader } from '../store/writer.ts';
import type { Context } from './context.ts';
import { type LabelAsked, labelJob } from './label-drawing.ts';
import { bagFields, dinFields, stationFields } from './label-fields.ts';

/** What is to stand on one label of a job. */
export function askedLabel(
  ctx: Context,
  db: Reader,
  donation: Donation,
  { kind, flags }: JobLabel,
): Result<LabelAsked, Refusal> {
  if (kind === 'bag-label') {
    const fields = bagFields(ctx, db, donation, flags);
    return fields.ok ? ok({ sort: 'bag', fields: fields.value }) : fields;
  }
  const station = stationFields(db);
  if (!station.ok) return station;
  const fields = { ...station.value, ...dinFields(donation.din, flags), 'label.kind': kind };
  return ok({ sort: 'din', kind, fields });
}

/** The bytes of one job. The same donation and labels always give the same bytes, so a job need only keep their hash. */
export function labelPayload(
  ctx: Context,
  db: Reader,
  donation: Donation,
  labels: readonly JobLabel[],
): Result<Uint8Array, Refusal> {
  const asked: LabelAsked[] = [];
  for (const label of labels) {
    const each = askedLabel(ctx, db, donation, label);
    if (!each.ok) return each;
    asked.push(each.value);
  }
  return labelJob(ctx.labels, asked);
}

/** SHA-256 of the bytes, taken over their Latin-1 text. */
export const payloadHash = (hashing: Hashing, payload: Uint8Array): string =>
  hashing.sha256(bytesToLatin1(payload));
