import { err, ok, type Result } from '../../../../shared/result.ts';
import type { Timers } from '../../deps.ts';
import type { LossReason, OpenPort, Port } from '../line.ts';
import {
  cancelCupsJob,
  cupsQueueState,
  isCupsJobWaiting,
  listCupsQueues,
  printWithCups,
} from './cups.ts';
import { listWindowsQueues, printWithWindows, windowsQueueState } from './windows-spooler.ts';

const LOOK_MS = 250;
const LOOKS_MAX = 80;
const isWindows = process.platform === 'win32';

/**
 * A label that lies in a stopped queue would come out when somebody starts the queue again, perhaps after it was printed
 * elsewhere: a second label with the same number. So a job is watched until it has left the queue, and taken out if not.
 */
const printAndWatch = async (
  timers: Timers,
  queue: string,
  bytes: Uint8Array,
): Promise<Result<void, LossReason>> => {
  const job = await printWithCups(queue, bytes);
  if (!job.ok) return job;
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    if ((await isCupsJobWaiting(queue, job.value)) === false) return ok(undefined);
    await new Promise<void>((resolve) => void timers.after(LOOK_MS, resolve));
  }
  await cancelCupsJob(job.value);
  return err('queue-stopped');
};

export const listQueues = (): Promise<readonly string[]> =>
  isWindows ? listWindowsQueues() : listCupsQueues();

/** Opens a print queue of the operating system for raw jobs. It is one-way: nothing the printer says comes back. */
export const openSpool = async (
  timers: Timers,
  { queue }: { readonly queue: string },
  listener: Parameters<OpenPort>[1],
): Promise<Result<Port, LossReason>> => {
  const stateOf = isWindows ? windowsQueueState : cupsQueueState;
  const state = await stateOf(queue);
  if (!state.ok) return state;
  return ok({
    write: async (bytes) =>
      isWindows ? printWithWindows(queue, bytes) : printAndWatch(timers, queue, bytes),
    isQueueRunning: async () => {
      const now = await stateOf(queue);
      if (!now.ok) listener.onLost(now.error);
      return now.ok && now.value === 'running';
    },
    close: () => Promise.resolve(),
  });
};
