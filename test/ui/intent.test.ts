import { expect, it } from 'vitest';
import { reconnectDelayMs } from '../../renderer/api/backoff.ts';
import { isStale } from '../../renderer/api/areas.ts';
import { createIntents } from '../../renderer/api/intent.ts';
import { newId } from '../../renderer/api/new-id.ts';
import { commandId } from '../../shared/ids.ts';

const counting = () => {
  let count = 0;
  return createIntents(() => `id-${(count += 1)}`);
};

it('pressing again after a lost reply is the same command', () => {
  const intents = counting();
  const first = intents.idFor({ donationId: 'a' });
  intents.ended({ donationId: 'a' }, 'unanswered');
  expect(intents.idFor({ donationId: 'a' })).toBe(first);
});

it('an answered command, refused or done, is over: the next press is a new one', () => {
  const intents = counting();
  const first = intents.idFor({ donationId: 'a' });
  intents.ended({ donationId: 'a' }, 'answered');
  expect(intents.idFor({ donationId: 'a' })).not.toBe(first);
});

it('another input is another command', () => {
  const intents = counting();
  expect(intents.idFor({ donationId: 'a' })).not.toBe(intents.idFor({ donationId: 'b' }));
});

it('unanswered commands are forgotten oldest first, not kept without end', () => {
  const intents = counting();
  const first = intents.idFor(0);
  for (let input = 1; input <= 20; input += 1) intents.idFor(input);
  expect(intents.idFor(0)).not.toBe(first);
});

it('a made id passes for a command id of the contract', () => {
  expect(commandId.safeParse(newId()).success).toBe(true);
  expect(newId()).not.toBe(newId());
});

it('reconnecting waits longer each time and never longer than ten seconds', () => {
  expect(reconnectDelayMs(0, 0.5)).toBe(250);
  expect(reconnectDelayMs(3, 0.5)).toBe(2000);
  for (const attempt of [5, 10, 1000])
    expect(reconnectDelayMs(attempt, 1)).toBeLessThanOrEqual(10_000);
});

it('a change makes exactly the queries of its area stale', () => {
  expect(isStale('session.board', ['session'])).toBe(true);
  expect(isStale('session.board', ['devices'])).toBe(false);
  expect(isStale('device.list', ['devices', 'sync'])).toBe(true);
  expect(isStale('toString', ['session'])).toBe(false);
});
