import type { FateLine } from '../contract/din-ranges.ts';
import type { FateRun } from '../reference/din-fates.ts';

const unsaid = { atMs: null, by: null, witness: null, why: null, again: 0 } as const;

/** A fate as one line of a table: who said so, and when. */
export function toFateLine({ firstDin, count, vehicle, fate }: FateRun): FateLine {
  const line = { firstDin, count, vehicle, kind: fate.kind, ...unsaid };
  switch (fate.kind) {
    case 'used': {
      const { preparedAtMs, preparedBy } = fate.use;
      return { ...line, atMs: preparedAtMs, by: preparedBy, again: fate.again.length };
    }
    case 'spoiled': {
      const { atMs, by, witness, reason } = fate;
      return { ...line, atMs, by, witness, why: reason, again: fate.again.length };
    }
    case 'returned':
    case 'missing': {
      const { sealedAtMs, sealedBy, secondOperator } = fate.day;
      return { ...line, atMs: sealedAtMs, by: sealedBy, witness: secondOperator };
    }
    case 'split':
    case 'recalled':
      return { ...line, atMs: fate.atMs, by: fate.by, why: fate.why };
    case 'free':
      return line;
  }
}
