import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceState } from '../../electron/core/devices/device.ts';
import {
  createIdReader,
  type IdReader,
  type IdReaderProblem,
  type PlacedCard,
} from '../../electron/core/devices/id-reader.ts';
import { cardPhoto } from '../../simulators/card.ts';
import { type Simulators, startSimulators } from '../../simulators/start.ts';
import { foreigner2017, foreigner2023, li, permit, zhang } from '../support/card-files.ts';
import { deviceUrl, pause, realDeviceDeps, until } from '../support/device-deps.ts';

const POLL_MS = 20;

describe.each(['pty', 'tcp'] as const)('the ID card reader over %s', (transport) => {
  let simulators: Simulators;
  let reader: IdReader;
  let cards: PlacedCard[];
  let problems: IdReaderProblem[];
  let states: DeviceState['kind'][];
  let removals: number;

  beforeEach(async () => {
    simulators = await startSimulators({ transport });
    cards = [];
    problems = [];
    states = [];
    removals = 0;
    reader = createIdReader(
      realDeviceDeps(),
      { url: deviceUrl(simulators.urls.idReader), pollMs: POLL_MS },
      {
        onState: (state) => states.push(state.kind),
        onCard: (card) => cards.push(card),
        onRemoved: () => {
          removals += 1;
        },
        onProblem: (problem) => problems.push(problem),
      },
    );
    await until('the reader is ready', () => reader.samId() !== null);
  });
  afterEach(async () => {
    await reader.close();
    await simulators.close();
  });

  it('gives a placed card once, with its photo and the number of the reader', async () => {
    simulators.idReader.placeCard(zhang);
    await until('the card', () => cards.length > 0);
    expect(cards[0]?.card).toMatchObject({
      layout: 'resident',
      name: '张秀英',
      number: '11010519491231002X',
      nationCode: '01',
      validTo: null,
    });
    expect(cards[0]?.photo).toEqual(cardPhoto(zhang));
    expect(cards[0]?.samId).toBe('05.03-20160325-0001234567-1234567890');
    await pause(10 * POLL_MS);
    expect(cards).toHaveLength(1);
    expect(problems).toEqual([]);
    expect(states).toContain('busy');
    expect(reader.state().kind).toBe('ready');
  });

  it('gives the next card, and the same one placed again', async () => {
    simulators.idReader.placeCard(zhang);
    await until('the first card', () => cards.length === 1);
    await pause(5 * POLL_MS);
    simulators.idReader.placeCard(li);
    await until('the second card', () => cards.length === 2);
    simulators.idReader.removeCard();
    await pause(5 * POLL_MS);
    simulators.idReader.placeCard(li);
    await until('the card again', () => cards.length === 3);
    expect(cards.map(({ card }) => card.name)).toEqual([zhang.name, li.name, li.name]);
    expect(problems).toEqual([]);
  });

  it('of a make that goes on finding a read card gives it once, and one put in its place', async () => {
    simulators.idReader.setHabits({ keepsFinding: true, address: 'unknown-command' });
    simulators.idReader.placeCard(zhang);
    await until('the first card', () => cards.length === 1);
    await until('a second look', () => simulators.idReader.reads() > 1);
    simulators.idReader.placeCard(li);
    await until('the second card', () => cards.length === 2);
    expect(cards.map(({ card }) => card.name)).toEqual([zhang.name, li.name]);
    expect(problems).toEqual([]);
  });

  it('says once that a card was taken off, and not while it lies there', async () => {
    simulators.idReader.placeCard(zhang);
    await until('the card', () => cards.length === 1);
    await pause(10 * POLL_MS);
    expect(removals).toBe(0);
    simulators.idReader.removeCard();
    await until('the removal', () => removals > 0);
    await pause(10 * POLL_MS);
    expect(removals).toBe(1);
    expect(simulators.idReader.reads()).toBe(1);
    // Taken off and put on again between two looks: the same person stands there once more.
    simulators.idReader.placeCard(zhang);
    await until('the card again', () => cards.length === 2);
    await pause(5 * POLL_MS);
    simulators.idReader.placeCard(zhang);
    await until('the card a third time', () => cards.length === 3);
    expect(removals).toBe(2);
    expect(problems).toEqual([]);
  });

  it('of a make that says a card lies there for ever finds the next one, and the same placed again', async () => {
    simulators.idReader.setHabits({ address: 'always-none' });
    simulators.idReader.placeCard(zhang);
    await until('the card', () => cards.length === 1);
    await pause(1200);
    simulators.idReader.removeCard();
    await pause(1200);
    simulators.idReader.placeCard(li);
    await until('the next card', () => cards.length === 2);
    simulators.idReader.removeCard();
    await pause(1200);
    simulators.idReader.placeCard(li);
    await until('the same card', () => cards.length === 3);
    expect(problems).toEqual([]);
  });

  it.each([
    ['bad-checksum', 'wrong-checksum'],
    ['half-frame', 'half-frame'],
    ['card-lifted', null],
  ] as const)('names %s and reads the card placed again', async (problem, fault) => {
    if (fault === null) simulators.idReader.liftDuringRead();
    else simulators.cables.idReader.fault(fault);
    simulators.idReader.placeCard(zhang);
    await until(problem, () => problems.length > 0, 8000);
    expect(problems.map(({ kind }) => kind)).toEqual([problem]);
    expect(cards).toEqual([]);
    simulators.idReader.removeCard();
    await pause(5 * POLL_MS);
    simulators.idReader.placeCard(zhang);
    await until('the card', () => cards.length > 0);
    expect(problems).toHaveLength(1);
  });

  it('resets a reader that refuses again and again, and says once what was wrong', async () => {
    simulators.idReader.jam(0x31);
    simulators.idReader.placeCard(zhang);
    await until('the card after the reset', () => cards.length > 0, 8000);
    expect(simulators.idReader.resets()).toBe(1);
    expect(problems).toMatchObject([
      { kind: 'card-refused', status: 'card-did-not-authenticate-to-reader' },
    ]);
  });

  it('reads a card through noise on the line', async () => {
    simulators.cables.idReader.fault('noise', { times: 3 });
    simulators.idReader.placeCard(zhang);
    await until('the card', () => cards.length > 0, 8000);
  });

  it('reads a card over a slow line', async () => {
    simulators.cables.idReader.fault('slow', { times: 20 });
    simulators.idReader.placeCard(zhang);
    await until('the card', () => cards.length > 0, 8000);
    expect(problems).toEqual([]);
  });

  it('says that the reader does not answer, and goes on when it does', async () => {
    simulators.cables.idReader.fault('silence', { times: 3 });
    await until('the loss', () => reader.state().kind === 'lost', 8000);
    expect(reader.state()).toEqual({ kind: 'lost', reason: 'no-reply' });
    expect(problems.map(({ kind }) => kind)).toEqual(['no-reply']);
    simulators.idReader.placeCard(zhang);
    await until('the card', () => cards.length > 0, 8000);
    expect(reader.state().kind).toBe('ready');
  });

  it('reads the card when the plug came out half way through it', async () => {
    simulators.cables.idReader.fault('unplug', { minBytes: 1000 });
    simulators.idReader.placeCard(zhang);
    await until('the loss', () => states.includes('lost'));
    simulators.idReader.placeCard(zhang);
    await until('the card', () => cards.length > 0, 8000);
    expect(cards).toHaveLength(1);
  });

  it('forgets the card that lay there when the reader is gone', async () => {
    simulators.idReader.placeCard(zhang);
    await until('the card', () => cards.length === 1);
    await simulators.idReader.unplug();
    await until('the removal', () => removals === 1);
  });

  it.each([
    ['hk-macau-taiwan', permit, { number: '810000199408230021', permitNumber: 'H12345678' }],
    ['foreigner-2017', foreigner2017, { number: 'CAN110081080310', countryCode: 'CAN' }],
    ['foreigner-2023', foreigner2023, { number: '911124198108030024', countryCode: '124' }],
  ] as const)('reads a card of the layout %s', async (layout, card, said) => {
    simulators.idReader.placeCard(card);
    await until('the card', () => cards.length === 1);
    expect(cards[0]?.card).toMatchObject({ layout, name: card.name, ...said });
  });

  it('survives being unplugged with a card on it and reads the next one', async () => {
    await simulators.idReader.unplug();
    await until('the loss', () => reader.state().kind === 'lost');
    simulators.idReader.placeCard(zhang);
    await simulators.idReader.plug();
    await until('the card', () => cards.length > 0);
    expect(states.filter((state) => state === 'lost')).toHaveLength(1);
    expect(reader.samId()).not.toBeNull();
  });
});

it('a reader that is not configured is absent and says so', async () => {
  const reader = createIdReader(
    realDeviceDeps(),
    { url: null },
    { onState: () => {}, onCard: () => {}, onRemoved: () => {}, onProblem: () => {} },
  );
  expect(reader.state()).toEqual({ kind: 'absent', reason: 'not-configured' });
  await reader.close();
});

it('a reader that does not tell its number reads cards without a complaint', async () => {
  const simulators = await startSimulators({ transport: 'tcp' });
  simulators.cables.idReader.fault('silence');
  simulators.idReader.placeCard(zhang);
  const samIds: (string | null)[] = [];
  const problems: IdReaderProblem[] = [];
  const reader = createIdReader(
    realDeviceDeps(),
    { url: deviceUrl(simulators.urls.idReader), pollMs: POLL_MS },
    {
      onState: () => {},
      onCard: ({ samId }) => samIds.push(samId),
      onRemoved: () => {},
      onProblem: (problem) => problems.push(problem),
    },
  );
  await until('the card', () => samIds.length > 0);
  await reader.close();
  await simulators.close();
  expect(samIds).toEqual([null]);
  expect(problems).toEqual([]);
});
