import type { DinRange } from '../../../shared/journal/bodies/session.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import type { Session } from '../store/reads/session.ts';
import type { Reader } from '../store/writer.ts';

const prefixLength = 7;

interface Span {
  readonly prefix: string;
  readonly first: number;
  readonly last: number;
}

const spanOf = ({ firstDin, count }: DinRange): Span => {
  const first = Number(firstDin.slice(prefixLength));
  return { prefix: firstDin.slice(0, prefixLength), first, last: first + count - 1 };
};

/**
 * The session's numbers without those the station has taken back since it was opened: it gave them to another vehicle, or withdrew
 * them. They are refused from the sync on that brings the news.
 */
export function usableRanges(db: Reader, session: Session): readonly DinRange[] {
  const taken = takenAlong(db);
  if (!taken) return session.dinRanges;
  const held = taken.data.dinRanges.map(spanOf);
  return session.dinRanges.flatMap((range) => {
    const { prefix, first, last } = spanOf(range);
    return held
      .filter((span) => span.prefix === prefix && span.first <= last && span.last >= first)
      .map((span) => {
        const from = Math.max(first, span.first);
        return {
          rangeId: range.rangeId,
          firstDin: prefix + String(from).padStart(range.firstDin.length - prefixLength, '0'),
          count: Math.min(last, span.last) - from + 1,
        };
      });
  });
}
