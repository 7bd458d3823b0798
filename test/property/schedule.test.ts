import fc from 'fast-check';
import { expect, test } from 'vitest';
import { schedule, scheduleAtStart, type ScheduleEvent } from '../../shared/sync/schedule.ts';

const jitter = fc.double({ min: -1, max: 2, noNaN: true });
const event: fc.Arbitrary<ScheduleEvent> = fc.oneof(
  fc.record({ kind: fc.constant('held' as const), more: fc.boolean() }),
  fc.record({
    kind: fc.constantFrom('unreachable' as const, 'cut' as const, 'refused' as const),
    jitter,
  }),
  fc.record({ kind: fc.constantFrom('too-large' as const, 'asked' as const) }),
);

test('whatever happens, delays stay between nothing and a minute and batches between 1 and 128 KB', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 200 }), (events) => {
      let state = scheduleAtStart;
      for (const each of events) {
        const next = schedule(state, each);
        state = next.state;
        expect(state.batchBytes).toBeGreaterThanOrEqual(1024);
        expect(state.batchBytes).toBeLessThanOrEqual(128 * 1024);
        expect(Number.isInteger(state.batchBytes)).toBe(true);
        if (next.delayMs === null) continue;
        expect(next.delayMs).toBeGreaterThanOrEqual(0);
        expect(next.delayMs).toBeLessThanOrEqual(60_000);
      }
    }),
  );
});

test('while the station is away each wait is at least half of the last one possible, and never none', () => {
  fc.assert(
    fc.property(fc.array(jitter, { minLength: 1, maxLength: 40 }), (jitters) => {
      let state = scheduleAtStart;
      let whole = 1000;
      for (const each of jitters) {
        const next = schedule(state, { kind: 'unreachable', jitter: each });
        state = next.state;
        expect(next.delayMs).toBeGreaterThanOrEqual(whole / 2);
        expect(next.delayMs).toBeLessThanOrEqual(whole);
        whole = Math.min(60_000, whole * 2);
      }
    }),
  );
});

test('too large halves at once down to 1 KB, then waits instead of spinning', () => {
  let state = scheduleAtStart;
  const sizes: number[] = [];
  for (let tries = 0; tries < 6; tries += 1) {
    const next = schedule(state, { kind: 'too-large' });
    sizes.push(next.state.batchBytes);
    expect(next.delayMs).toBe(state.batchBytes > 1024 ? 0 : 60_000);
    state = next.state;
  }
  expect(sizes).toEqual([4096, 2048, 1024, 1024, 1024, 1024]);
});

test('a batch that was held makes the next larger and forgets the failures', () => {
  const failed = schedule(scheduleAtStart, { kind: 'cut', jitter: 1 }).state;
  expect(failed).toEqual({ batchBytes: 4096, failures: 1 });
  const held = schedule(failed, { kind: 'held', more: true });
  expect(held).toEqual({ state: { batchBytes: 8192, failures: 0 }, delayMs: 0 });
  expect(schedule(held.state, { kind: 'held', more: false }).delayMs).toBeNull();
});

test('no network does not shrink a batch, a line that breaks does, and neither below 1 KB', () => {
  let state = scheduleAtStart;
  state = schedule(state, { kind: 'unreachable', jitter: 0 }).state;
  expect(state.batchBytes).toBe(8192);
  for (let tries = 0; tries < 9; tries += 1) {
    state = schedule(state, { kind: 'cut', jitter: 0 }).state;
  }
  expect(state.batchBytes).toBe(1024);
});

test('when the operator asks it is tried at once, however long it had waited', () => {
  let state = scheduleAtStart;
  for (let tries = 0; tries < 20; tries += 1) {
    state = schedule(state, { kind: 'unreachable', jitter: 1 }).state;
  }
  const asked = schedule(state, { kind: 'asked' });
  expect(asked.delayMs).toBe(0);
  expect(schedule(asked.state, { kind: 'unreachable', jitter: 0 }).delayMs).toBe(500);
});
