import { expect, test } from 'vitest';
import type { Printer } from '../../electron/core/devices/printer.ts';
import { createPrintQueue } from '../../electron/core/services/print-queue.ts';
import { err } from '../../shared/result.ts';
import { bench } from '../support/print-bench.ts';

const faultsMost = 200;

test('a fault while a job is being sent is logged once and the queue rests, instead of trying for ever at once', async () => {
  const { ask, bounds, ctx, states } = await bench([]);
  const [bound] = bounds;
  if (!bound) throw new Error('nobody is there');
  expect(ask(bound).ok).toBe(true);
  let tries = 0;
  const faults: string[] = [];
  const broken: Printer = {
    state: () => ({ kind: 'ready' }),
    close: async () => undefined,
    // As a disk does that is full: the next attempt ends in the same way.
    status: async () => {
      tries += 1;
      if (tries < faultsMost) throw new Error('disk full');
      return err({ kind: 'no-status', reason: 'unplugged' });
    },
    print: async () => err({ kind: 'lost', left: 'nothing', reason: 'busy' }),
  };
  const log = { ...ctx.log, error: (event: string) => void faults.push(event) };
  const queue = createPrintQueue({ ...ctx, log }, broken);
  queue.wake();
  await queue.settled();
  queue.wake();
  await queue.settled();
  expect([tries, faults]).toEqual([1, ['print.fault']]);
  expect(states(bound)).toEqual(['asked']);
  // Nothing is left that would touch the store after it was closed.
  await queue.close();
});
