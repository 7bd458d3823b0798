import { z } from 'zod';
import { provenance } from '../provenance.ts';

/** What a station decides about documents at the registration. */
export const registrationRulesSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    id: z.string().min(1),
    version: z.int().min(1),
    /** `refuse`: nobody is registered with it. `tell`: the registrar is told and goes on; the dates stand in the entry. */
    expiredDocument: z
      .strictObject({ value: z.enum(['refuse', 'tell']), ...provenance })
      .readonly(),
  })
  .readonly();

export type RegistrationRules = z.infer<typeof registrationRulesSchema>;
