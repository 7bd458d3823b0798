import { expect, test } from 'vitest';
import { readEnrolCode, showEnrolCode } from '../../shared/sync/enrolment.ts';
import { type ForkEvidence, tellApart } from '../../station/intake/tell-apart.ts';

const seen: ForkEvidence = {
  ...{ differs: 'fork', run: 'run-of-the-copy', heldSeqThen: 40, heldSeqNow: 40 },
  extendedInRun: 'run-before',
};

test.each<[string, Partial<ForkEvidence>, string]>([
  ['the same entries again', { differs: 'none', heldSeqNow: 60 }, 'repeat'],
  ['other entries, and nobody goes on with the held ones', {}, 'restored'],
  ['too few entries, and nobody goes on with the held ones', { differs: 'behind' }, 'restored'],
  ['the held ones go on in another run', { heldSeqNow: 41, extendedInRun: 'other' }, 'cloned'],
  ['the same of a laptop that only lacks some', { differs: 'behind', heldSeqNow: 41 }, 'cloned'],
  ['the held ones go on in this very run', { heldSeqNow: 41, extendedInRun: seen.run }, 'restored'],
  ['nothing was ever held', { heldSeqThen: 0, heldSeqNow: 0, extendedInRun: null }, 'restored'],
])('%s', (_, over, told) => {
  expect(tellApart({ ...seen, ...over })).toBe(told);
});

test('a code is read however it was typed, and nothing else is taken for one', () => {
  for (const typed of ['Q7X2M-4KD0R', 'q7x2m 4kd0r', ' Q7X2M4KDOR ', 'q7-x2-m4-kd-0r']) {
    expect(readEnrolCode(typed)).toEqual({ ok: true, value: 'Q7X2M4KD0R' });
  }
  expect(readEnrolCode('1LI0O-00000')).toEqual({ ok: true, value: '1110000000' });
  for (const typed of [
    '',
    'Q7X2M-4KD0',
    'Q7X2M-4KD0RR',
    'Q7X2M-4KDUR',
    'Q7X2M_4KD0R',
    '码'.repeat(10),
  ]) {
    expect(readEnrolCode(typed).ok).toBe(false);
  }
  expect(showEnrolCode('Q7X2M4KD0R')).toBe('Q7X2M-4KD0R');
});
