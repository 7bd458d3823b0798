import { expect, it } from 'vitest';
import { cardView } from '../../renderer/screens/board/view-model.ts';
import { bagScan, toTakeOut } from '../../renderer/screens/pack/view-model.ts';
import { aBoard, aCard, atMs } from './support/board.ts';

const din = 'A999926000001';
const packed = (over: object) =>
  aCard({
    stage: 'observation',
    donation: {
      donationId: '018f0000-0000-7000-8000-000000000002',
      ...{ din, state: 'packed', wantedVolumeMl: 400, startedAtMs: atMs },
      ...{ labelsScanned: 3, labelsWanted: 3, held: true, box: 'T-04', toTakeOut: true, ...over },
    },
  });
const isTakingOut = false;

it('a held unit among others comes out by a scan of its bag, whatever box is being packed', () => {
  const board = aBoard([packed({})]);
  expect(toTakeOut(board)).toMatchObject([{ din, box: 'T-04' }]);
  for (const box of ['', 'T-04', 'T-05']) {
    expect(bagScan(board, din, { box, isTakingOut })).toEqual({ kind: 'take-out', reason: 'held' });
  }
  const other = 'A999926000002';
  expect(bagScan(board, other, { box: 'T-04', isTakingOut })).toEqual({ kind: 'pack' });
  expect(bagScan(board, other, { box: '', isTakingOut })).toMatchObject({ kind: 'refuse' });
});

it('a bag in the wrong box comes out when a person says so', () => {
  const board = aBoard([packed({ held: false, toTakeOut: false })]);
  expect(toTakeOut(board)).toEqual([]);
  expect(bagScan(board, din, { box: '', isTakingOut: true })).toEqual({
    ...{ kind: 'take-out', reason: 'wrong-box' },
  });
});

it('the board says out of which box a held unit is to be taken', () => {
  expect(cardView(packed({}), atMs).notes[0]).toEqual({
    ...{ key: 'board.take-out', values: { box: 'T-04' } },
  });
  expect(cardView(packed({ toTakeOut: false }), atMs).notes[0]).toEqual({ key: 'board.held' });
});
