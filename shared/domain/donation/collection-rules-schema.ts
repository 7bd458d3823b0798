import { z } from 'zod';
import { datedHead, provenance } from '../provenance.ts';

/** A draw of that nominal volume that took longer than the limit is marked; exactly the limit is not. */
export const drawTimeLimitSchema = z
  .strictObject({
    nominalVolumeMl: z.int().min(1),
    noPlateletsOverS: z.int().min(1),
    noFfpOverS: z.int().min(1),
    ...provenance,
  })
  .readonly();

/** What the procedure says about time and volume of a draw; dated and versioned like the rule sets. */
export const collectionRulesSchema = z
  .strictObject({
    ...datedHead,
    drawTimes: z.array(drawTimeLimitSchema).min(1).readonly(),
    /** Share of the nominal volume, anticoagulant not counted. */
    volumeTolerance: z.strictObject({ value: z.number().min(0).max(1), ...provenance }).readonly(),
    bloodDensityGPerMl: z
      .strictObject({ value: z.number().min(1).max(1.1), ...provenance })
      .readonly(),
    unitMl: z.strictObject({ value: z.int().min(1), ...provenance }).readonly(),
  })
  .readonly();

export type CollectionRules = z.infer<typeof collectionRulesSchema>;
