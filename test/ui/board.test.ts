import { expect, it } from 'vitest';
import {
  type Board,
  cardsAt,
  cardView,
  hourBars,
  restMs,
  targetPercent,
  unpacked,
} from '../../renderer/screens/board/view-model.ts';
import { card, type Card } from '../../shared/contract/session.ts';
import { aBoard, aCard, atMs } from './support/board.ts';

const minute = 60_000;
const drawn = (state: 'prepared' | 'started' | 'stopped' | 'packed'): Card =>
  aCard({
    stage: state === 'prepared' || state === 'started' ? 'collection' : 'observation',
    donation: {
      donationId: '018f0000-0000-7000-8000-0000000000aa',
      din: 'G123426654318',
      state,
      wantedVolumeMl: 400,
      startedAtMs: state === 'prepared' ? null : atMs,
      labelsScanned: 2,
      labelsWanted: 5,
      ...{ held: false, box: null, toTakeOut: false },
    },
  });

it('a made card is a card of the contract', () => {
  expect(card.safeParse(drawn('started')).success).toBe(true);
});

it('the longest wait stands on top', () => {
  const board = aBoard([
    aCard({ ticket: 91, stageSinceMs: atMs + 3 * minute }),
    aCard({ ticket: 87, stageSinceMs: atMs }),
    aCard({ ticket: 89, stageSinceMs: atMs }),
    aCard({ ticket: 85, stage: 'examination' }),
  ]);
  expect(cardsAt(board, 'questionnaire').map(({ ticket }) => ticket)).toEqual([87, 89, 91]);
});

it('a wait of a quarter of an hour is late, and not a minute earlier', () => {
  expect(cardView(aCard({}), atMs + 15 * minute).isLate).toBe(true);
  expect(cardView(aCard({}), atMs + 15 * minute - 1).isLate).toBe(false);
});

it('a running draw shows its time and is never late', () => {
  const view = cardView(drawn('started'), atMs + 6 * minute + 12_000);
  expect(view.time).toEqual({ key: 'board.running', values: { time: '06:12' } });
  expect(view.tone).toBe('live');
  expect(cardView(drawn('started'), atMs + 60 * minute).isLate).toBe(false);
});

it('a prepared donation says how many labels are still to be scanned back', () => {
  expect(cardView(drawn('prepared'), atMs).notes[0]).toEqual({
    key: 'board.labels',
    values: { scanned: 2, wanted: 5 },
  });
});

it('rest counts down and then says that the donor may leave', () => {
  const resting = drawn('stopped');
  expect(cardView(resting, atMs).time).toEqual({ key: 'board.rest-left', values: { n: 10 } });
  expect(cardView(resting, atMs + restMs).time).toEqual({ key: 'board.rest-over' });
});

it('a page clock behind the core shows no negative time', () => {
  expect(cardView(aCard({}), atMs - 5000).time).toEqual({ key: 'board.minutes', values: { n: 0 } });
  expect(cardView(drawn('started'), atMs - 5000).time.values).toEqual({ time: '00:00' });
});

it('what is drawn and not packed waits for a box', () => {
  const board = aBoard([drawn('stopped'), drawn('packed'), drawn('started')]);
  expect(unpacked(board)).toHaveLength(1);
});

it('the target is counted in donations, and a drive without one shows none', () => {
  const board = aBoard([]);
  const reached: Board = { ...board, totals: { ...board.totals, donations: 58 } };
  expect(targetPercent(reached)).toBe(48);
  expect(targetPercent({ ...board, drive: { ...board.drive, target: null } })).toBeNull();
  expect(targetPercent({ ...board, drive: { ...board.drive, target: 0 } })).toBeNull();
});

it('hours without anybody stand as gaps between the bars', () => {
  const board: Board = {
    ...aBoard([]),
    byHour: [
      { hour: 9, registered: 4 },
      { hour: 11, registered: 2 },
    ],
  };
  expect(hourBars(board)).toEqual([
    { hour: 9, registered: 4, height: 1 },
    { hour: 10, registered: 0, height: 0 },
    { hour: 11, registered: 2, height: 0.5 },
  ]);
  expect(hourBars(aBoard([]))).toEqual([]);
});
