import { expect, it } from 'vitest';
import { outOfLimits, timeWarnings } from '../../renderer/screens/collection/view-model.ts';

const timeLimits = { noPlateletsOverS: 600, noFfpOverS: 780 };
const at = (seconds: number) =>
  timeWarnings({ startedAtMs: 5_000, timeLimits }, 5_000 + seconds * 1000).map(
    ({ isPassed, sentence }) => [isPassed, sentence.key],
  );

it('a running draw says until when it gives what, and what it has cost', () => {
  expect(timeWarnings({ startedAtMs: 5_000, timeLimits }, 5_000)[0]?.sentence).toEqual({
    key: 'draw.platelets-until',
    values: { time: '10:00' },
  });
  // Exactly the limit is not over it, as for the mark.
  expect(at(600)).toEqual([
    [false, 'draw.platelets-until'],
    [false, 'draw.ffp-until'],
  ]);
  expect(at(601)).toEqual([
    [true, 'mark.no-platelets'],
    [false, 'draw.ffp-until'],
  ]);
  expect(at(781)).toEqual([
    [true, 'mark.no-platelets'],
    [true, 'mark.no-ffp'],
  ]);
});

it('nothing is said of a volume the rules do not know, nor before the start', () => {
  expect(timeWarnings({ startedAtMs: 5_000, timeLimits: null }, 9_000)).toEqual([]);
  expect(timeWarnings({ startedAtMs: null, timeLimits }, 9_000)).toEqual([]);
});

it('a draw that would end out of tolerance is known as such, exactly on the limit not', () => {
  const bag = { volumeLimits: { minMl: 360, maxMl: 440 } };
  const ends = [0, 359, 360, 440, 441].map((volumeMl) => outOfLimits(volumeMl, bag));
  expect(ends).toEqual(['under', 'under', null, null, 'over']);
  expect(outOfLimits(0, { volumeLimits: null })).toBeNull();
});
