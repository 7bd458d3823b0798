import type { Said } from '../parts/saying.ts';
import { isTextKey, type Sentence, type TextKey } from '../text/index.ts';
import type { Scan, ScanMeaning } from './meaning.ts';
import type { TypedCode } from './wrong-layout.ts';

const problemKey = (problem: string): TextKey => {
  const key = `scan.problem.${problem}`;
  return isTextKey(key) ? key : 'scan.problem.unreadable';
};

const whatItWas = (meaning: ScanMeaning): Sentence => {
  switch (meaning.kind) {
    case 'din':
      return meaning.ticket === null
        ? { key: 'scan.not-wanted.new-din', values: { din: meaning.dinText } }
        : { key: 'scan.not-wanted.din', values: { din: meaning.dinText, ticket: meaning.ticket } };
    case 'donor':
      return { key: 'scan.not-wanted.donor', values: { ticket: meaning.ticket } };
    case 'other':
      return { key: `scan.not-wanted.${meaning.what}`, values: { shown: meaning.said } };
    case 'garbage': {
      const problem = { keys: [problemKey(meaning.problem)] };
      return meaning.shown === null
        ? { key: 'scan.not-wanted.garbage', values: { problem } }
        : { key: 'scan.not-wanted.broken', values: { problem, shown: meaning.shown } };
    }
  }
};

/** Where a scan would be wanted; null when nowhere in particular. */
const offerOf = (meaning: ScanMeaning): NonNullable<Said['offer']> | null => {
  switch (meaning.kind) {
    case 'din':
    case 'donor': {
      const { visitId, ticket } = meaning;
      if (visitId === null || ticket === null) return null;
      return { sentence: { key: 'scan.go-to', values: { ticket } }, to: `/visit/${visitId}` };
    }
    case 'other':
      if (meaning.what === 'box') return { sentence: { key: 'scan.go-to-pack' }, to: '/pack' };
      if (meaning.what === 'document') return toRegister;
      return null;
    case 'garbage':
      return null;
  }
};

const toRegister = { sentence: { key: 'scan.go-to-register' }, to: '/register' } as const;

/** What is said when no screen takes a scan: what it was, and where it would be wanted. */
export function notWanted({ meaning }: Pick<Scan, 'meaning'>): Said {
  const offer = offerOf(meaning);
  const said: Said = { tone: 'stop', sentence: whatItWas(meaning) };
  return offer === null ? said : { ...said, offer };
}

/** A card was read on a screen that wants none. */
export const cardNotWanted: Said = {
  tone: 'wait',
  sentence: { key: 'scan.not-wanted.card' },
  offer: toRegister,
};

/** A code that the keyboard's layout changed on its way: not taken, and what to set right. */
export function arrivedChanged(code: Extract<TypedCode, { kind: 'changed' }>): Said {
  const { cause, sent, arrived } = code;
  const values = { sent, arrived };
  return {
    tone: 'stop',
    sentence: { key: `scan.changed.${cause}`, values },
    offer: { sentence: { key: 'scan.go-to-devices' }, to: '/devices' },
  };
}
