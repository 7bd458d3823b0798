import { z } from 'zod';
import { plannedDrive } from '../domain/drive/planned-drive.ts';
import { staffTerm } from '../domain/staff/term.ts';
import { operatorId } from '../ids.ts';
import { role } from '../roles.ts';
import { setLabel } from '../journal/bodies/label.ts';
import { bagLot, dinRange } from '../journal/bodies/session.ts';

/** Everything small the station owns and a vehicle takes along; the big donor index travels by itself. */
export const stationData = z.strictObject({
  version: z.int().min(1),
  station: z.strictObject({
    name: z.string().max(100),
    /** For label printers without Chinese fonts: printable ASCII. */
    latinName: z.string().regex(/^[\x20-\x7e]{1,40}$/),
    licence: z.string().max(64),
  }),
  settings: z.strictObject({
    /** Screening refuses when the deferral list is older than this. */
    deferralListAgeMaxMs: z.int().min(0),
    /** Labels of one set, in the order they are printed. */
    labelSet: z.array(setLabel).min(1).max(12),
    tubesPerDonation: z.int().min(1).max(8),
  }),
  staff: z.array(
    z.strictObject({
      ...{ operatorId, name: z.string(), roles: z.array(role) },
      /** Left out: may always act. */
      term: staffTerm.optional(),
    }),
  ),
  drives: z.array(plannedDrive).max(5000),
  bagLots: z.array(bagLot).max(500),
  dinRanges: z.array(dinRange).max(100),
  /** Rule sets newer than those the app ships with, as in resources/rules. */
  ruleSets: z.array(z.record(z.string(), z.unknown())).max(20),
});
export type StationData = Readonly<z.infer<typeof stationData>>;
