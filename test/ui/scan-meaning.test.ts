import { expect, it } from 'vitest';
import { dinText, meaningOf } from '../../renderer/scan/meaning.ts';
import { notWanted } from '../../renderer/scan/scan-sentence.ts';
import { aCard } from './support/board.ts';

const owner = aCard({
  ticket: 79,
  stage: 'collection',
  donation: {
    donationId: '018f0000-0000-7000-8000-0000000000aa',
    din: 'G123426654317',
    state: 'prepared',
    wantedVolumeMl: 400,
    startedAtMs: null,
    labelsScanned: 0,
    labelsWanted: 5,
  },
});

it('a label scanned by a keyboard wedge is known as its donor, with the flags that tell which label', () => {
  expect(meaningOf('=G12342665431707', [owner])).toEqual({
    kind: 'din',
    din: 'G123426654317',
    flags: '07',
    dinText: 'G1234 26 654317',
    visitId: owner.visitId,
    ticket: 79,
  });
});

it('a label no screen wants is said with its donor and the way there', () => {
  const said = notWanted({
    raw: '=G12342665431707',
    meaning: meaningOf('=G12342665431707', [owner]),
  });
  expect(said.sentence).toEqual({
    key: 'scan.not-wanted.din',
    values: { din: 'G1234 26 654317', ticket: 79 },
  });
  expect(said.offer?.to).toBe(`/visit/${owner.visitId}`);
});

it('a number of nobody is named and offers nothing', () => {
  const raw = '=G12342665499900';
  const said = notWanted({ raw, meaning: meaningOf(raw, [owner]) });
  expect(said.sentence.key).toBe('scan.not-wanted.new-din');
  expect(said.offer).toBeUndefined();
});

it('a broken code says what is wrong with it, and an unknown problem is still a sentence', () => {
  const broken = meaningOf('=G1234', []);
  expect(broken).toEqual({ kind: 'garbage', problem: 'wrong-length' });
  expect(
    notWanted({ raw: '', meaning: { kind: 'garbage', problem: 'from-mars' } }).sentence,
  ).toEqual({
    key: 'scan.not-wanted.garbage',
    values: { problem: { keys: ['scan.problem.unreadable'] } },
  });
});

it('any other code is shown as what it is', () => {
  expect(meaningOf('T-04', [])).toEqual({ kind: 'other', shown: 'T-04' });
  expect(dinText('no number')).toBe('no number');
});

it('a document number that a wedge scans is not shown to the queue', () => {
  expect(JSON.stringify(meaningOf('11010519491231002X', []))).not.toContain('1949');
});
