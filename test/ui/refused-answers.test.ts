import { expect, test } from 'vitest';
import type { CallResult } from '../../renderer/api/client.ts';
import { answerOf, CallFailed } from '../../renderer/api/use-call.ts';
import { cardAtChair } from '../../renderer/screens/collection/view-model.ts';
import { refused } from '../../shared/contract/refusals.ts';
import { visitId } from '../../shared/ids.ts';
import { err, ok } from '../../shared/result.ts';

const asked = { data: 'the donor before', error: null, refetch: () => undefined };
const tooOld = refused('deferral-list-too-old', { hours: 80 });

test('what was answered before a refusal is not shown for true', () => {
  expect(answerOf({ ...asked, error: new CallFailed(tooOld) })).toMatchObject({
    ...{ state: 'failed', failure: tooOld },
  });
});

test('the day that is being sealed stays on its screen although it is open no more', () => {
  const refusal = { ...asked, error: new CallFailed(refused('session-not-open')) };
  expect(answerOf(refusal, true)).toMatchObject({ state: 'answered' });
});

test('an answer stays while nobody answers anew', () => {
  const answered = { state: 'answered', value: 'the donor before' };
  expect(answerOf(asked)).toEqual(answered);
  expect(answerOf({ ...asked, error: new CallFailed({ kind: 'lost' }) })).toEqual(answered);
  expect(answerOf({ ...asked, data: undefined })).toEqual({ state: 'waiting' });
});

const visit = { visitId: visitId.parse('01980000-0000-7000-8000-000000000001') };

test('a card that cannot be compared at the chair is told why, and not passed over in silence', () => {
  expect(cardAtChair(err(tooOld), visit)).toEqual({
    tone: 'stop',
    sentence: { key: 'refusal.deferral-list-too-old', values: { hours: 80 } },
  });
  expect(cardAtChair(ok({ card: null, lies: false }), visit)).toBeNull();
  const cardOf = (alreadyRegistered: string | null) =>
    // Only whose it is is asked.
    ok({ card: { alreadyRegistered }, lies: true }) as CallResult<'id-card.current'>;
  expect(cardAtChair(cardOf(visit.visitId), visit)).toBe('same');
  expect(cardAtChair(cardOf(null), visit)).toMatchObject({
    sentence: { key: 'collection.others-card' },
  });
});
