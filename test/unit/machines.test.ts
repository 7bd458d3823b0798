import { expect, test } from 'vitest';
import { awayMsMax, createMachines } from '../../electron/core/machines.ts';
import { systemHashing } from '../../electron/core/system.ts';

/** Machines, and time that passes when it is told to. */
function bench() {
  let waiting: { readonly run: () => void; readonly delayMs: number } | null = null;
  let changes = 0;
  const timers = {
    after: (delayMs: number, run: () => void) => {
      const mine = { run, delayMs };
      waiting = mine;
      return () => {
        if (waiting === mine) waiting = null;
      };
    },
  };
  const machines = createMachines(timers, systemHashing, () => {
    changes += 1;
  });
  return {
    machines,
    changes: () => changes,
    home: () => machines.home()?.key ?? null,
    is: (machine: string) => machines.keyOf(machine),
    wait: () => {
      const due = waiting;
      waiting = null;
      due?.run();
      return due?.delayMs ?? null;
    },
  };
}

test('the only machine hears, whichever it is; a laptop’s own screen comes before a tablet', () => {
  const { machines, home, is } = bench();
  expect(home()).toBeNull();
  machines.came('tablet', false);
  expect(home()).toBe(is('tablet'));
  machines.came('tablet-2', false);
  expect(home()).toBe(is('tablet'));
  machines.came('laptop', true);
  expect(home()).toBe(is('laptop'));
  machines.came('other-browser', true);
  expect(home()).toBe(is('laptop'));
  expect(machines.there().map(({ key }) => key)).toEqual(
    ['tablet', 'tablet-2', 'laptop', 'other-browser'].map(is),
  );
});

test('nobody takes its place while a machine is reloaded, and somebody does once it has stayed away', () => {
  const { machines, home, is, wait } = bench();
  const leaves = machines.came('laptop', true);
  const tabletLeaves = machines.came('tablet', false);
  leaves();
  tabletLeaves();
  machines.came('tablet', false);
  machines.came('tablet-2', false);
  expect(home()).toBe(is('laptop'));
  const leavesAgain = machines.came('laptop', true);
  expect([home(), wait()]).toEqual([is('laptop'), null]);
  leavesAgain();
  expect(wait()).toBe(awayMsMax);
  expect(home()).toBe(is('tablet'));
  machines.came('laptop', true);
  expect(home()).toBe(is('laptop'));
});

test('the same laptop with another browser, or without its cookies, hears at once', () => {
  const { machines, home, is } = bench();
  machines.came('tablet', false);
  const leaves = machines.came('laptop', true);
  leaves();
  machines.came('laptop-without-cookies', true);
  expect(home()).toBe(is('laptop-without-cookies'));
});

test('a machine with two pages stays while one of them is open, and an end told twice counts once', () => {
  const { machines, home, is, changes } = bench();
  const first = machines.came('laptop', true);
  const second = machines.came('laptop', true);
  first();
  first();
  expect([machines.there().length, changes()]).toEqual([1, 1]);
  second();
  expect([machines.there().length, changes(), home()]).toEqual([0, 2, is('laptop')]);
});

test('what a machine is called by names no cookie', () => {
  const { machines } = bench();
  const cookie = '7b0f8e52-6d0a-4c7e-9a54-0d7a5d1e2f33';
  expect(machines.keyOf(cookie)).toMatch(/^[0-9a-f]{12}$/u);
  expect(cookie).not.toContain(machines.keyOf(cookie));
});
