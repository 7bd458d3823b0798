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
import { li, zhang } from '../support/card-files.ts';
import { deviceUrl, pause, realDeviceDeps, until } from '../support/device-deps.ts';

const POLL_MS = 20;

describe.each(['pty', 'tcp'] as const)('the ID card reader over %s', (transport) => {
  let simulators: Simulators;
  let reader: IdReader;
  let cards: PlacedCard[];
  let problems: IdReaderProblem[];
  let states: DeviceState['kind'][];

  beforeEach(async () => {
    simulators = await startSimulators({ transport });
    cards = [];
    problems = [];
    states = [];
    reader = createIdReader(
      realDeviceDeps(),
      { url: deviceUrl(simulators.urls.idReader), pollMs: POLL_MS },
      {
        onState: (state) => states.push(state.kind),
        onCard: (card) => cards.push(card),
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
    simulators.idReader.keepsFinding(true);
    simulators.idReader.placeCard(zhang);
    await until('the first card', () => cards.length === 1);
    await until('a second look', () => simulators.idReader.reads() > 1);
    simulators.idReader.placeCard(li);
    await until('the second card', () => cards.length === 2);
    expect(cards.map(({ card }) => card.name)).toEqual([zhang.name, li.name]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['lifted-during-read', 'card-lifted'],
    ['bad-checksum', 'bad-checksum'],
    ['half-frame', 'half-frame'],
  ] as const)('names %s as %s and reads the card placed again', async (fault, problem) => {
    simulators.idReader.fault(fault);
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

  it('reads a card through noise on the line', async () => {
    simulators.idReader.fault('noise', 3);
    simulators.idReader.placeCard(zhang);
    await until('the card', () => cards.length > 0, 8000);
  });

  it('says that the reader does not answer, and goes on when it does', async () => {
    simulators.idReader.fault('silence', 3);
    await until('the loss', () => reader.state().kind === 'lost', 8000);
    expect(reader.state()).toEqual({ kind: 'lost', reason: 'no-reply' });
    expect(problems.map(({ kind }) => kind)).toEqual(['no-reply']);
    simulators.idReader.placeCard(zhang);
    await until('the card', () => cards.length > 0, 8000);
    expect(reader.state().kind).toBe('ready');
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
    { onState: () => {}, onCard: () => {}, onProblem: () => {} },
  );
  expect(reader.state()).toEqual({ kind: 'absent', reason: 'not-configured' });
  await reader.close();
});

it('a reader that does not tell its number reads cards without a complaint', async () => {
  const simulators = await startSimulators({ transport: 'tcp' });
  simulators.idReader.fault('silence');
  simulators.idReader.placeCard(zhang);
  const samIds: (string | null)[] = [];
  const problems: IdReaderProblem[] = [];
  const reader = createIdReader(
    realDeviceDeps(),
    { url: deviceUrl(simulators.urls.idReader), pollMs: POLL_MS },
    {
      onState: () => {},
      onCard: ({ samId }) => samIds.push(samId),
      onProblem: (problem) => problems.push(problem),
    },
  );
  await until('the card', () => samIds.length > 0);
  await reader.close();
  await simulators.close();
  expect(samIds).toEqual([null]);
  expect(problems).toEqual([]);
});
