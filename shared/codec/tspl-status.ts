import { z } from 'zod';
import type { PrinterStatus } from './printer-status.ts';
import type { Step } from './step.ts';

const bit = z.int().min(1).max(128);

/** Which bit of a TSPL printer's one-byte answer says what; resources/devices/printers/tspl-status.json. */
export const tsplStatusTable = z.strictObject({
  source: z.string(),
  /** True: written from memory, to be tried on the printer in use. */
  confirm: z.boolean(),
  bits: z.strictObject({
    headOpen: bit,
    jammed: bit,
    paperOut: bit,
    ribbonOut: bit,
    paused: bit,
    printing: bit,
    otherError: bit,
  }),
});
export type TsplStatusTable = Readonly<z.infer<typeof tsplStatusTable>>;

/** `<ESC>!?`: answered at once, also while paused or out of paper. */
export const TSPL_STATUS_QUERY = Uint8Array.of(0x1b, 0x21, 0x3f);

/** The answer is one byte without a frame, so nothing is kept. A byte with a bit that the table does not know is no status. */
export const tsplStatusFeed = (
  { bits }: TsplStatusTable,
  bytes: Uint8Array,
): Step<null, { readonly kind: 'status'; readonly status: PrinterStatus }> => {
  const known = Object.values(bits).reduce((all, each) => all | each, 0);
  const events = Array.from(bytes)
    .filter((byte) => (byte & ~known) === 0)
    .map((byte) => {
      const has = (mask: number): boolean => (byte & mask) !== 0;
      return {
        kind: 'status',
        status: {
          isPaperOut: has(bits.paperOut),
          isPaused: has(bits.paused),
          isHeadOpen: has(bits.headOpen),
          isRibbonOut: has(bits.ribbonOut),
          isJammed: has(bits.jammed),
          hasOtherError: has(bits.otherError),
          isTooCold: false,
          isTooHot: false,
          isBufferFull: false,
          waitingFormats: has(bits.printing) ? 1 : 0,
          labelsRemaining: 0,
        },
      } as const;
    });
  return { state: null, events };
};
