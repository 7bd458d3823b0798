import type { CallOutput } from '../../../shared/contract/index.ts';
import { type Card, stages } from '../../../shared/contract/session.ts';
import type { Sentence } from '../../text/index.ts';

export type Board = NonNullable<CallOutput<'session.board'>>;

const minuteMs = 60_000;
/** A donor who has waited this long at one place is shown in red. */
export const lateAfterMs = 15 * minuteMs;
/** Rest after the draw: 10–15 minutes (station practice). */
export const restMs = 10 * minuteMs;

export const columnStages = stages.filter((stage) => stage !== 'ended');
export type ColumnStage = (typeof columnStages)[number];

export type CardTone = 'plain' | 'go' | 'wait' | 'stop' | 'live';

export interface CardView {
  readonly visitId: string;
  readonly ticket: number;
  readonly name: string;
  readonly tone: CardTone;
  readonly time: Sentence;
  readonly isLate: boolean;
  readonly notes: readonly Sentence[];
}

/** The longest wait on top; who came first, when they wait alike. */
const byWait = (a: Card, b: Card): number => a.stageSinceMs - b.stageSinceMs || a.ticket - b.ticket;

export const cardsAt = (board: Board, stage: ColumnStage): readonly Card[] =>
  board.cards.filter((card) => card.stage === stage).toSorted(byWait);

/** Drawn and not yet in a box. */
export const unpacked = (board: Board): readonly Card[] =>
  board.cards.filter((card) => card.donation?.state === 'stopped').toSorted(byWait);

const record = ({ firstTime, donationCount }: Card): Sentence => {
  if (firstTime === true) return { key: 'board.first-time' };
  if (donationCount === null) return { key: 'who.no-record' };
  return { key: 'board.nth-time', values: { n: donationCount + 1 } };
};

// Its two halves stay together where the line is broken.
const shortDin = (din: string): string => `…${din.slice(-6, -3)}\u00a0${din.slice(-3)}`;

const donationNotes = (card: Card): Sentence[] => {
  const { donation } = card;
  if (donation === null) return [{ key: 'board.to-prepare' }];
  const din: Sentence = { key: 'board.din', values: { din: shortDin(donation.din) } };
  switch (donation.state) {
    case 'prepared': {
      const { labelsScanned: scanned, labelsWanted: wanted } = donation;
      return scanned < wanted
        ? [{ key: 'board.labels', values: { scanned, wanted } }, din]
        : [{ key: 'board.ready' }, din];
    }
    case 'started':
      return [{ key: 'board.wanted', values: { ml: donation.wantedVolumeMl } }, din];
    case 'stopped':
    case 'packed':
      if (donation.toTakeOut) {
        return [{ key: 'board.take-out', values: { box: donation.box ?? '' } }, din];
      }
      return donation.held ? [{ key: 'board.held' }, din] : [din];
    case 'spoiled':
      return [{ key: 'board.spoiled' }];
  }
};

/** Whole minutes at the present stage. */
export const waited = (card: Card, nowMs: number): Sentence => ({
  key: 'board.minutes',
  values: { n: Math.max(0, Math.floor((nowMs - card.stageSinceMs) / minuteMs)) },
});

const pad = (value: number): string => String(value).padStart(2, '0');

/** 06:12 since the start of a draw. */
export const runningTime = (startedAtMs: number, nowMs: number): string => {
  const seconds = Math.max(0, Math.floor((nowMs - startedAtMs) / 1000));
  return `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}`;
};

const timeOf = (card: Card, nowMs: number): Sentence => {
  const startedAtMs = card.donation?.state === 'started' ? card.donation.startedAtMs : null;
  if (startedAtMs !== null) {
    return { key: 'board.running', values: { time: runningTime(startedAtMs, nowMs) } };
  }
  if (card.stage !== 'observation') return waited(card, nowMs);
  const leftMs = Math.min(restMs, card.stageSinceMs + restMs - nowMs);
  return leftMs > 0
    ? { key: 'board.rest-left', values: { n: Math.ceil(leftMs / minuteMs) } }
    : { key: 'board.rest-over' };
};

const toneOf = (card: Card): CardTone => {
  if (card.donation?.held === true) return 'stop';
  if (card.donation?.state === 'started') return 'live';
  if (card.stage === 'collection') return card.donation?.state === 'prepared' ? 'wait' : 'go';
  if (card.stage === 'observation') return 'go';
  if (card.decision === 'refer' || card.decision === 'incomplete') return 'wait';
  if (card.decision?.startsWith('deferred') === true) return 'stop';
  return card.decision === 'eligible' ? 'go' : 'plain';
};

export function cardView(card: Card, nowMs: number): CardView {
  const known = record(card);
  const isWaiting = card.stage !== 'observation' && card.donation?.state !== 'started';
  return {
    visitId: card.visitId,
    ticket: card.ticket,
    name: card.maskedName,
    tone: toneOf(card),
    time: timeOf(card, nowMs),
    isLate: isWaiting && nowMs - card.stageSinceMs >= lateAfterMs,
    notes:
      card.stage === 'collection' || card.stage === 'observation' ? donationNotes(card) : [known],
  };
}

/** Percent of the drive's target; null without one. */
export const targetPercent = ({ totals, drive }: Board): number | null =>
  drive.target === null || drive.target === 0
    ? null
    : Math.round((totals.donations / drive.target) * 100);

export interface HourBar {
  readonly hour: number;
  readonly registered: number;
  /** 0–1 of the busiest hour. */
  readonly height: number;
}

const barsMax = 8;

/** The last hours of the day, empty ones in between included. */
export function hourBars({ byHour }: Board): readonly HourBar[] {
  const counts = new Map(byHour.map(({ hour, registered }) => [hour, registered]));
  const hours = [...counts.keys()];
  if (hours.length === 0) return [];
  const last = Math.max(...hours);
  const first = Math.max(Math.min(...hours), last - barsMax + 1);
  const busiest = Math.max(1, ...counts.values());
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const hour = first + at;
    const registered = counts.get(hour) ?? 0;
    return { hour, registered, height: registered / busiest };
  });
}
