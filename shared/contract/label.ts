import { z } from 'zod';
import { donationId, operatorId, printJobId } from '../ids.ts';
import { jobLabel } from '../journal/bodies/label.ts';
import { labelSorts } from '../label/fields.ts';
import { action, command, query } from './define.ts';

const nothing = z.strictObject({});
const svg = z.string().max(2_000_000);

/** A label that carries no donation number for a machine to read: two of them harm nobody, so no job is kept. */
const looseLabel = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('test') }),
  z.strictObject({ what: z.literal('box'), box: z.string().max(32) }),
  z.strictObject({ what: z.literal('badge'), operatorId }),
  z.strictObject({ what: z.literal('slip'), donationId }),
]);
export type LooseLabel = Readonly<z.infer<typeof looseLabel>>;

export const labelCalls = {
  /** A donation's labels as the printer in use would print them now: its set, and the bag label once the draw has ended. */
  'label.preview': query(
    z.strictObject({ donationId }),
    z.strictObject({ labels: z.array(jobLabel.extend({ svg })).max(20) }),
  ),
  /** Every design with sample values, and what is wrong with the station's own files. */
  'label.designs': query(
    nothing,
    z.strictObject({
      designs: z.array(
        z.strictObject({
          id: z.string(),
          title: z.strictObject({ zh: z.string(), en: z.string() }),
          prints: z.enum(labelSorts),
          kind: z.string().nullable(),
          /** Null when it cannot be drawn at the printer's resolution. */
          svg: svg.nullable(),
        }),
      ),
      problems: z.array(z.string()),
    }),
  ),
  /** Asks for the four-quadrant label of a unit that was drawn; a second one needs a reason, as for the set. */
  'label.print-bag': command(
    ['phlebotomist'],
    z.strictObject({ donationId, reason: z.string().max(200).nullable() }),
    z.strictObject({ jobId: printJobId }),
  ),
  /** Prints one at once, behind what is being printed. `code`: what its barcode says, null without one. */
  'label.print-loose': action([], looseLabel, z.strictObject({ code: z.string().nullable() })),
};
