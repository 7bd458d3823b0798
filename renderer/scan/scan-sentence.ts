import type { Said } from '../parts/SaidProvider.tsx';
import { isTextKey, type Sentence, type TextKey } from '../text/index.ts';
import type { Scan } from './meaning.ts';

const problemKey = (problem: string): TextKey => {
  const key = `scan.problem.${problem}`;
  return isTextKey(key) ? key : 'scan.problem.unreadable';
};

const whatItWas = ({ meaning }: Scan): Sentence => {
  switch (meaning.kind) {
    case 'din':
      return meaning.ticket === null
        ? { key: 'scan.not-wanted.new-din', values: { din: meaning.dinText } }
        : { key: 'scan.not-wanted.din', values: { din: meaning.dinText, ticket: meaning.ticket } };
    case 'other':
      return { key: 'scan.not-wanted.other', values: { shown: meaning.shown } };
    case 'garbage':
      return {
        key: 'scan.not-wanted.garbage',
        values: { problem: { keys: [problemKey(meaning.problem)] } },
      };
  }
};

/** What is said when no screen takes a scan: what it was, and where it would be wanted. */
export function notWanted(scan: Scan): Said {
  const said: Said = { tone: 'stop', sentence: whatItWas(scan) };
  const { meaning } = scan;
  if (meaning.kind !== 'din' || meaning.visitId === null || meaning.ticket === null) return said;
  return {
    ...said,
    offer: {
      sentence: { key: 'scan.go-to', values: { ticket: meaning.ticket } },
      to: `/visit/${meaning.visitId}`,
    },
  };
}
