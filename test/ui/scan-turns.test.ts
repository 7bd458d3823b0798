import { expect, test } from 'vitest';
import type { Scan } from '../../renderer/scan/meaning.ts';
import { createScanTurns } from '../../renderer/scan/scan-turns.ts';
import { createTakers } from '../../renderer/scan/takers.ts';

const scanOf = (raw: string): Scan => ({
  ...{ origin: 'keyboard', raw },
  meaning: { kind: 'garbage', problem: 'unreadable', shown: raw },
});

/** Screens that take everything, a core that answers when it is told to, and what came of each scan. */
function bench() {
  const takers = createTakers<(scan: Scan) => boolean>();
  const said: string[] = [];
  const asked = new Map<string, () => void>();
  const take = createScanTurns({
    takers,
    identify: (raw) => new Promise((resolve) => asked.set(raw, () => resolve(scanOf(raw)))),
    unwanted: ({ raw }) => void said.push(`nobody ${raw}`),
    onFault: (fault) => void said.push(String(fault)),
  });
  const screen = (name: string) =>
    takers.put(({ raw }) => {
      if (raw === 'broken') throw new Error('a fault of ours');
      return said.push(`${name} ${raw}`) > 0;
    });
  const answer = async (raw: string): Promise<void> => {
    for (let turns = 0; turns < 10 && !asked.has(raw); turns += 1) await Promise.resolve();
    asked.get(raw)?.();
  };
  return { take, said, screen, answer };
}

test('a number that is answered late is not given to the donor who came onto the screen meanwhile', async () => {
  const { take, said, screen, answer } = bench();
  const leave = screen('first donor');
  const taken = take('number');
  leave();
  screen('second donor');
  await answer('number');
  await taken;
  expect(said).toEqual(['nobody number']);
});

test('scans of one screen come in the order they were made', async () => {
  const { take, said, screen, answer } = bench();
  screen('donor');
  const both = [take('one'), take('two')];
  void answer('one');
  await both[0];
  await answer('two');
  await both[1];
  expect(said).toEqual(['donor one', 'donor two']);
});

test('a scan that goes wrong keeps none of the next ones away', async () => {
  const { take, said, screen, answer } = bench();
  screen('donor');
  const broken = take('broken');
  await answer('broken');
  await broken;
  const next = take('next');
  await answer('next');
  await next;
  expect(said).toEqual(['Error: a fault of ours', 'donor next']);
});
