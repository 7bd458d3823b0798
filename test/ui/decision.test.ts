import { expect, it } from 'vitest';
import { decisionView, registrationView } from '../../renderer/parts/verdict-view.ts';
import {
  isPlacingComplete,
  placingOf,
  reasonsToList,
} from '../../renderer/screens/decision/view-model.ts';
import {
  earlierValues,
  pulsePressure,
  repeating,
} from '../../renderer/screens/examination/view-model.ts';
import { flagSentence, inOrder, openFlags } from '../../renderer/screens/integrity/view-model.ts';
import { confirmedKeys, isEachAnswered } from '../../renderer/screens/register/view-model.ts';
import { integrityFlag, maybeSamePerson } from '../../shared/contract/donor.ts';
import { GB, healthyMan, judge as decided } from '../support/screening-facts.ts';

const high = decided({ ...healthyMan, vitals: { ...healthyMan.vitals, systolicMmHg: 150 } });

it('a missed limit tells the value, the limit, the dates and what to say to the donor', () => {
  const view = decisionView(high);
  expect(view.reasons[0]?.measured).toEqual({
    key: 'verdict.measured-max',
    values: { value: 150, limit: 140, unit: 'mmHg' },
  });
  expect(view.reasons[0]?.toConfirm).toBe(true);
  expect(view.earliest.map(({ type }) => type)).toContain('apheresis-platelets');
  expect(view.tell?.key).toBe('tell.deferred');
});

it('an eligible donor is told nothing and given no dates', () => {
  const view = decisionView(decided(healthyMan));
  expect([view.tell, view.earliest, view.flags]).toEqual([null, [], []]);
});

it('a permanent answer at registration never promises a date', () => {
  const view = registrationView({
    kind: 'deferred-permanently',
    reasons: [],
    earliest: [{ type: 'whole-blood', kind: 'never', date: null }],
    ruleSet: { id: GB.id, version: 1 },
  });
  expect(view.tell).toEqual({ key: 'tell.never' });
  expect(view.earliest).toEqual([{ type: 'whole-blood', words: { key: 'earliest.never' } }]);
});

it('a deferral is placed on the terms of its reason, and never for less than a day', () => {
  const [reason] = reasonsToList(high);
  if (reason === undefined) throw new Error('no reason');
  const placing = placingOf(reason);
  expect(placing.term).toBe('until');
  expect(isPlacingComplete({ ...placing, until: '2026-03-18' }, '2026-03-18')).toBe(false);
  expect(isPlacingComplete({ ...placing, until: '2026-03-19' }, '2026-03-18')).toBe(true);
  expect(isPlacingComplete({ ...placing, until: '', term: 'for-good' }, '2026-03-18')).toBe(true);
  expect(isPlacingComplete({ ...placing, until: '', term: 'open' }, '2026-03-18')).toBe(true);
  expect(placingOf({ ...reason, effect: 'refer', until: null }).term).toBe('open');
  expect(placingOf({ ...reason, effect: 'permanent', until: null }).term).toBe('for-good');
});

it('what is on the list already is not put there again', () => {
  const listed = decided({
    ...healthyMan,
    deferrals: [
      {
        reason: '6.1.14-infectious',
        clause: '6.1.14',
        permanent: true,
        until: null,
        bars: 'all',
        endedOn: null,
      },
    ],
  });
  expect(reasonsToList(listed)).toEqual([]);
});

it('a repeat asks for pressure, pulse and temperature anew and shows the first beside it', () => {
  const again = repeating(healthyMan.vitals);
  expect(again.vitals.systolicMmHg).toBeNull();
  expect(again.vitals.weightKg).toBe(healthyMan.vitals.weightKg);
  expect(again.source.kind).toBe('typed');
  expect(earlierValues([healthyMan.vitals], 'systolicMmHg')).toEqual([
    healthyMan.vitals.systolicMmHg,
  ]);
  expect(pulsePressure(again.vitals)).toBeNull();
});

it('nobody is merged by silence: every proposal is answered, and only a yes counts', () => {
  const proposals = ['a', 'b'].map((letter) =>
    maybeSamePerson.parse({
      donorKey: letter.repeat(64),
      visitId: null,
      ticket: null,
      donationCount: 1,
      lastDonationOn: null,
      deferrals: [],
    }),
  );
  const [first, second] = proposals.map(({ donorKey }) => donorKey);
  if (first === undefined || second === undefined) throw new Error('no proposals');
  expect(isEachAnswered(proposals, { [first]: 'same' })).toBe(false);
  expect(confirmedKeys(proposals, { [first]: 'same', [second]: 'other' })).toEqual([first]);
});

it('flags nobody has judged come first, and are counted', () => {
  const flag = (end: number, judgement: 'harmless' | null) =>
    integrityFlag.parse({
      flagId: `018f0000-0000-7000-8000-00000000000${end}`,
      kind: 'same-document-again',
      atMs: end,
      visitId: '018f0000-0000-7000-8000-000000000001',
      ticket: 7,
      otherTicket: null,
      judgement,
      note: null,
    });
  const flags = [flag(3, 'harmless'), flag(1, null), flag(2, null)];
  expect(inOrder(flags).map(({ atMs }) => atMs)).toEqual([2, 1, 3]);
  expect(openFlags(flags)).toBe(2);
  expect(flagSentence(flag(1, null)).values).toEqual({ ticket: 7 });
});
