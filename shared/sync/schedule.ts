/** When to send next, and how much. Pure: being offline is a state, not an error. */

export interface ScheduleState {
  /** Compressed bytes aimed at per batch: small batches get through lines that drop (measured: 50 records arrive, 1,000 never do). */
  readonly batchBytes: number;
  readonly failures: number;
}

export type ScheduleEvent =
  | { readonly kind: 'held'; readonly more: boolean }
  /** No connection came about, so the size of the batch is not to blame. `jitter` 0 … 1 from the caller's random numbers. */
  | { readonly kind: 'unreachable'; readonly jitter: number }
  /** The connection broke while the batch was on its way: the next one is smaller. */
  | { readonly kind: 'cut'; readonly jitter: number }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'refused'; readonly jitter: number }
  /** The operator asked, or the network came back. */
  | { readonly kind: 'asked' };

export interface Scheduled {
  readonly state: ScheduleState;
  /** null: nothing to do until something new is recorded. */
  readonly delayMs: number | null;
}

const batchBytesFirst = 8 * 1024;
const batchBytesMin = 1024;
/** A round trip and the station's work cost a line of 64 kbit/s a second in which it carries nothing: few large batches, once it holds. */
const batchBytesMost = 128 * 1024;
const backOffFirstMs = 1_000;
const backOffMostMs = 60_000;

export const scheduleAtStart: ScheduleState = { batchBytes: batchBytesFirst, failures: 0 };

const halved = (bytes: number): number => Math.max(batchBytesMin, Math.floor(bytes / 2));

const backOffMs = (failures: number, jitter: number): number => {
  const whole = Math.min(backOffMostMs, backOffFirstMs * 2 ** Math.min(failures, 10));
  // Half fixed, half random: vehicles that lost the same network do not come back in the same second.
  return Math.round(whole / 2 + (whole / 2) * Math.min(1, Math.max(0, jitter)));
};

export function schedule(state: ScheduleState, event: ScheduleEvent): Scheduled {
  switch (event.kind) {
    case 'asked':
      return { state: { ...state, failures: 0 }, delayMs: 0 };
    case 'held': {
      const batchBytes = Math.min(batchBytesMost, state.batchBytes * 2);
      return { state: { batchBytes, failures: 0 }, delayMs: event.more ? 0 : null };
    }
    case 'too-large':
      // A single entry the station finds too large will not shrink: back off and say so, never spin.
      return state.batchBytes > batchBytesMin
        ? { state: { ...state, batchBytes: halved(state.batchBytes) }, delayMs: 0 }
        : { state: { ...state, failures: state.failures + 1 }, delayMs: backOffMostMs };
    case 'cut':
    case 'unreachable':
    case 'refused': {
      const batchBytes = event.kind === 'cut' ? halved(state.batchBytes) : state.batchBytes;
      return {
        state: { batchBytes, failures: state.failures + 1 },
        delayMs: backOffMs(state.failures, event.jitter),
      };
    }
  }
}
