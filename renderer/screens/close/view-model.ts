import type { CallOutput } from '../../../shared/contract/index.ts';
import { isTextKey, type Sentence } from '../../text/index.ts';
import { dinText } from '../../scan/meaning.ts';

export type Difference = CallOutput<'session.reconciliation'>['differences'][number];

export interface DifferenceView {
  readonly what: Sentence;
  readonly settle: Sentence;
}

/** A difference as two sentences: what does not add up, and what to do about it. */
export function differenceView({ code, details }: Difference): DifferenceView {
  const { din } = details;
  const values = { ...details, ...(typeof din === 'string' ? { din: dinText(din) } : {}), code };
  const what = `difference.${code}`;
  const settle = `settle.${code}`;
  return {
    what: { key: isTextKey(what) ? what : 'difference.other', values },
    settle: { key: isTextKey(settle) ? settle : 'settle.other', values },
  };
}

/** The donor's place in the queue that a difference names, when it names one. */
export const ticketOf = ({ details }: Difference): number | null =>
  typeof details['ticket'] === 'number' ? details['ticket'] : null;

/** The number that a difference names, when it names one. */
export const dinOf = ({ details }: Difference): string | null =>
  typeof details['din'] === 'string' ? details['din'] : null;
