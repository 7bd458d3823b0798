import { expect, test } from 'vitest';
import { markUncertainJobs } from '../../electron/core/services/print-queue.ts';
import type { Bound } from '../support/donor-steps.ts';
import { bench, maybe, nothing, reopen } from '../support/print-bench.ts';

const only = (bounds: readonly Bound[]): Bound => {
  const [bound] = bounds;
  if (!bound) throw new Error('nobody is there');
  return bound;
};

test('a job is written as sent before its first byte leaves', async () => {
  const { ask, queue, states, jobs, bounds, close } = await bench(['never']);
  const bound = only(bounds);
  ask(bound);
  queue.wake();
  while (jobs.length === 0) await Promise.resolve();
  expect(states(bound)).toEqual(['sent']);
  close();
});

test('bytes that may have left make a job uncertain, and nobody prints that number until a person has looked', async () => {
  const it = await bench([maybe]);
  const bound = only(it.bounds);
  it.ask(bound);
  await it.run();
  expect(it.states(bound)).toEqual(['uncertain']);
  expect(it.ask(bound, '再打一套')).toMatchObject({ error: { reason: 'print-uncertain' } });
  await it.run();
  expect(it.jobs.length).toBe(1);
  it.settle(bound, false);
  expect(it.ask(bound).ok).toBe(true);
  await it.run();
  expect(it.states(bound)).toEqual(['not-printed', 'sent']);
  expect(it.jobs.length).toBe(2);
  expect(it.jobs[1]).toBe(it.jobs[0]);
});

test('a second set asked for while the first was leaving waits until the first is no longer in doubt', async () => {
  const it = await bench([maybe], 2);
  const [one, other] = it.bounds;
  if (!one || !other) throw new Error('two donors');
  it.ask(one);
  it.ask(one, '标签起皱');
  it.ask(other);
  await it.run();
  // Another donor's labels do not wait for it.
  expect([it.states(one), it.states(other)]).toEqual([['uncertain', 'asked'], ['sent']]);
  it.settle(one, true);
  await it.run();
  expect(it.states(one)).toEqual(['printed', 'sent']);
  expect(it.jobs.length).toBe(3);
});

test('bytes that certainly did not leave make a job fail', async () => {
  const it = await bench([nothing]);
  const bound = only(it.bounds);
  it.ask(bound);
  await it.run();
  expect(it.states(bound)).toEqual(['failed']);
  expect(it.ask(bound).ok).toBe(true);
});

test('a crash while a job was leaving makes it uncertain at the next start, and prints nothing', async () => {
  const before = await bench(['never']);
  const bound = only(before.bounds);
  before.ask(bound);
  before.queue.wake();
  while (before.jobs.length === 0) await Promise.resolve();
  before.close();
  const after = reopen(before.folder, []);
  markUncertainJobs(after.ctx);
  await after.run();
  expect(after.states(bound)).toEqual(['uncertain']);
  expect(after.jobs).toEqual([]);
});

test('a crash before a job was sent loses nothing: the next start prints it once, and the one after that does not', async () => {
  const before = await bench([]);
  const bound = only(before.bounds);
  before.ask(bound);
  before.close();
  const after = reopen(before.folder, []);
  markUncertainJobs(after.ctx);
  await after.run();
  await after.run();
  expect(after.states(bound)).toEqual(['sent']);
  expect(after.jobs.length).toBe(1);
  after.close();
  const last = reopen(before.folder, []);
  markUncertainJobs(last.ctx);
  await last.run();
  expect(last.jobs).toEqual([]);
});

test('jobs leave one after another in the order they were asked for', async () => {
  const it = await bench([], 3);
  for (const bound of it.bounds) it.ask(bound);
  it.queue.wake();
  it.queue.wake();
  await it.queue.settled();
  const order = it.jobs.map((job) => it.bounds.findIndex(({ din }) => job.includes(din)));
  expect(order).toEqual([0, 1, 2]);
});
