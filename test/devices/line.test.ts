import { describe, expect, it } from 'vitest';
import {
  createLineOpener,
  type LossReason,
  type OpenPort,
  type PortListener,
} from '../../electron/core/devices/line.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { silentLog } from '../support/device-deps.ts';

const URL = { kind: 'tcp', host: '127.0.0.1', port: 9100 } as const;
const DEADLINE_MS = 1000;

/** A world whose port and time the test owns. */
const createWorld = (firstAnswer: LossReason | null = null) => {
  let nowMs = 0;
  const timers = new Set<{ readonly atMs: number; readonly run: () => void }>();
  const opened: PortListener[] = [];
  const closed: number[] = [];
  let answer = firstAnswer;
  let write: () => Promise<Result<void, LossReason>> = () => Promise.resolve(ok(undefined));
  const openPort: OpenPort = (_, listener) => {
    if (answer !== null) return Promise.resolve(err(answer));
    const number = opened.push(listener) - 1;
    const close = (): Promise<void> => Promise.resolve(void closed.push(number));
    return Promise.resolve(ok({ write: () => write(), close }));
  };
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const events: string[] = [];
  const line = createLineOpener({
    log: silentLog,
    openPort,
    timers: {
      after: (delayMs, run) => {
        const timer = { atMs: nowMs + delayMs, run };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
  })(URL, {
    onOpen: () => events.push('open'),
    onBytes: (bytes) => events.push(`bytes ${bytes.length}`),
    onLoss: (reason) => events.push(`loss ${reason}`),
  });
  return {
    line,
    events,
    opened,
    closed,
    settle,
    answerWith: (reason: LossReason | null) => {
      answer = reason;
    },
    writeWith: (next: typeof write) => {
      write = next;
    },
    pass: async (ms: number) => {
      const untilMs = nowMs + ms;
      for (let steps = 0; steps < 1000; steps += 1) {
        const due = [...timers].filter((each) => each.atMs <= untilMs);
        const next = due.sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) break;
        timers.delete(next);
        nowMs = next.atMs;
        next.run();
        await settle();
      }
      nowMs = untilMs;
      await settle();
    },
  };
};

describe('a line', () => {
  it('reports a loss once and comes back by itself', async () => {
    const world = createWorld();
    await world.settle();
    world.answerWith('not-there');
    world.opened[0]?.onLost('unplugged');
    await world.pass(60_000);
    expect(world.events).toEqual(['open', 'loss unplugged']);
    world.answerWith(null);
    await world.pass(1500);
    expect(world.events).toEqual(['open', 'loss unplugged', 'open']);
  });

  it('of a device that never was there says so once', async () => {
    const world = createWorld('no-permission');
    await world.settle();
    await world.pass(60_000);
    expect(world.events).toEqual(['loss no-permission']);
  });

  it('gives up a write whose end never comes, and says that bytes may have left', async () => {
    const world = createWorld();
    await world.settle();
    world.writeWith(() => new Promise(() => {}));
    const writing = world.line.write(Uint8Array.of(1), DEADLINE_MS);
    await world.pass(DEADLINE_MS);
    expect(await writing).toEqual({
      ok: false,
      error: { kind: 'lost', reason: 'timed-out', left: 'maybe' },
    });
    expect(world.closed).toEqual([0]);
    await world.pass(1500);
    expect(world.events).toEqual(['open', 'loss timed-out', 'open']);
  });

  it('says that nothing left when it is not open', async () => {
    const world = createWorld();
    await world.settle();
    world.answerWith('not-there');
    world.opened[0]?.onLost('unplugged');
    expect(await world.line.write(Uint8Array.of(1), DEADLINE_MS)).toMatchObject({
      error: { left: 'nothing' },
    });
  });

  it('hears nothing from a port it has lost', async () => {
    const world = createWorld();
    await world.settle();
    world.opened[0]?.onBytes(Uint8Array.of(1, 2));
    world.opened[0]?.onLost('unplugged');
    await world.pass(1500);
    world.opened[0]?.onBytes(Uint8Array.of(9));
    world.opened[0]?.onLost('unplugged');
    world.opened[1]?.onBytes(Uint8Array.of(3));
    expect(world.events).toEqual(['open', 'bytes 2', 'loss unplugged', 'open', 'bytes 1']);
  });

  it('that opens and falls at once is opened ever more slowly', async () => {
    const world = createWorld();
    await world.settle();
    for (let falls = 0; falls < 40; falls += 1) {
      world.opened.at(-1)?.onLost('unplugged');
      await world.pass(200);
    }
    // 8 seconds at 200 ms would be 40 openings.
    expect(world.opened.length).toBeLessThan(12);
  });

  it('closed for good opens no more and says nothing', async () => {
    const world = createWorld();
    await world.settle();
    await world.line.close();
    world.opened[0]?.onLost('unplugged');
    await world.pass(60_000);
    expect(world.events).toEqual(['open']);
    expect(world.closed).toEqual([0]);
  });

  it('closed while it opens closes the port that arrives', async () => {
    const world = createWorld();
    await world.line.close();
    await world.settle();
    expect(world.events).toEqual([]);
    expect(world.closed).toEqual([0]);
  });
});
