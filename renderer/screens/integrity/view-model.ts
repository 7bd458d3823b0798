import type { IntegrityFlag } from '../../../shared/contract/donor.ts';
import type { Sentence } from '../../text/index.ts';

/** What was seen, without names. */
export const flagSentence = ({ kind, ticket, otherTicket }: IntegrityFlag): Sentence => {
  switch (kind) {
    case 'same-document-again':
      return { key: 'integrity.same-document-again', values: { ticket } };
    case 'same-person-other-document':
      return {
        key: 'integrity.same-person-other-document',
        values: { ticket, other: otherTicket ?? '—' },
      };
  }
};

/** Those that nobody has judged first, the newest of each first. */
export const inOrder = (flags: readonly IntegrityFlag[]): readonly IntegrityFlag[] =>
  flags.toSorted(
    (a, b) => Number(a.judgement !== null) - Number(b.judgement !== null) || b.atMs - a.atMs,
  );

export const openFlags = (flags: readonly IntegrityFlag[]): number =>
  flags.filter(({ judgement }) => judgement === null).length;
