import { z } from 'zod';
import { epochId, operatorId, vehicleId } from '../ids.ts';
import { laptopId } from '../sync/enrolment.ts';
import { action, command, query } from './define.ts';

export const stationCalls = {
  /** Which station this laptop speaks to, and as whom. */
  'station.connection': query(
    z.strictObject({}),
    z.strictObject({
      /** null: none is named yet. */
      url: z.string().nullable(),
      /** Named on the command line or in config.json: the screen cannot change it. */
      isFixed: z.boolean(),
      laptop: laptopId,
      vehicle: vehicleId,
      /** Why this laptop binds no number now; null: it does. */
      halted: z.enum(['restored', 'revoked']).nullable(),
    }),
  ),
  /** Enrols this laptop with a code the station read out, keeps the address, and syncs. Answers what the station calls itself. */
  'station.enrol': action(
    ['leader', 'administrator'],
    z.strictObject({ url: z.string().max(300), code: z.string().max(40) }),
    z.strictObject({ stationName: z.string(), vehicle: vehicleId }),
  ),
  /**
   * The way on for a laptop the station found restored: a new epoch, its own entries of the old one go up as a branch. Its numbers
   * may be on bags nobody here knows of, so none of its ranges gives a next number any more. Refuses while nothing was found.
   */
  'epoch.begin': command(
    ['leader'],
    z.strictObject({ reason: z.string().trim().min(1).max(200), secondOperator: operatorId }),
    z.strictObject({ epoch: epochId }),
  ),
};
