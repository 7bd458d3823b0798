import { expect, it, vi } from 'vitest';
import { createSaid, type Said } from '../../renderer/parts/saying.ts';

const refusal: Said = { tone: 'stop', sentence: { key: 'collection.lot-first' } };
const taken: Said = { tone: 'go', sentence: { key: 'labels.sent' } };

it('what was said before a command is hushed once it is done', () => {
  const saying = createSaid();
  saying.say(refusal);
  const hush = saying.hushLater();
  expect(saying.said()).toEqual(refusal);
  hush();
  expect(saying.said()).toBeNull();
});

it('a refusal said while a command was under way is not hushed by it, even in the same words', () => {
  const saying = createSaid();
  saying.say(taken);
  const hush = saying.hushLater();
  saying.say(refusal);
  hush();
  expect(saying.said()).toEqual(refusal);
  const again = saying.hushLater();
  saying.say(refusal);
  again();
  expect(saying.said()).toEqual(refusal);
});

it('whoever shows it hears of each change until it goes', () => {
  const saying = createSaid();
  const onChange = vi.fn();
  const stop = saying.subscribe(onChange);
  saying.say(refusal);
  saying.hush();
  expect(onChange).toHaveBeenCalledTimes(2);
  stop();
  saying.say(taken);
  expect(onChange).toHaveBeenCalledTimes(2);
});
