import type { Board } from '../../../renderer/screens/board/view-model.ts';
import { card, type Card } from '../../../shared/contract/session.ts';
import { sessionId } from '../../../shared/ids.ts';
import { drive } from '../../../shared/journal/bodies/session.ts';

/** The moment at which everybody of these tests came to the present stage. */
export const atMs = Date.UTC(2026, 2, 18, 5, 42);

/** One donor waiting for the questionnaire, changed as a test needs it. */
export const aCard = (change: Partial<Record<keyof Card, unknown>>): Card =>
  card.parse({
    visitId: '018f0000-0000-7000-8000-000000000001',
    ticket: 87,
    maskedName: '王**',
    stage: 'questionnaire',
    stageSinceMs: atMs,
    firstTime: true,
    donationCount: 0,
    decision: null,
    endedReason: null,
    donation: null,
    ...change,
  });

export const aBoard = (cards: readonly Card[]): Board => ({
  sessionId: sessionId.parse('018f0000-0000-7000-8000-0000000000ff'),
  drive: drive.parse({
    driveId: 'huaibei-annex1-10',
    planned: '3月第三周(17-23日)',
    venue: '四马路工商银行',
    organisations: ['中国银行淮北分行'],
    target: 120,
  }),
  openedAtMs: atMs,
  bagLots: [],
  dinsLeft: 300,
  cards: [...cards],
  boxes: [],
  byHour: [],
  totals: {
    donors: 0,
    eligible: 0,
    deferred: 0,
    donations: 0,
    volumeMl: 0,
    units: 0,
    dinsUsed: 0,
    dinsSpoiled: 0,
    dinsReturned: 0,
  },
});
