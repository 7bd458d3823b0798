import { err, ok, type Result } from '../../../../shared/result.ts';
import type { LossReason } from '../line.ts';
import { runProgram } from './run-program.ts';

const ASK_DEADLINE_MS = 5000;
const QUEUES_MAX = 64;

/** What CUPS says of a queue. `waiting`: jobs that have not come out yet. */
export type QueueState = 'running' | 'stopped';

const ask = (program: string, ...args: string[]) =>
  runProgram(program, args, { deadlineMs: ASK_DEADLINE_MS });

/** The names of the print queues; none where CUPS is not installed or does not run. */
export const listCupsQueues = async (): Promise<readonly string[]> => {
  const end = await ask('lpstat', '-e');
  if (end.kind !== 'ended' || end.code !== 0) return [];
  const names = end.stdout.split('\n').map((line) => line.trim());
  return names.filter((name) => name !== '').slice(0, QUEUES_MAX);
};

/** `printer Z is idle.  enabled since …` or `printer Z disabled since … -` with the reason on the next line. */
export const cupsQueueState = async (queue: string): Promise<Result<QueueState, LossReason>> => {
  const end = await ask('lpstat', '-p', queue);
  if (end.kind === 'not-installed') return err('no-spooler');
  if (end.kind === 'timed-out') return err('timed-out');
  if (end.code !== 0)
    return err(/scheduler|connect/iu.test(end.stderr) ? 'no-spooler' : 'not-there');
  return ok(/^printer \S+ disabled/mu.test(end.stdout) ? 'stopped' : 'running');
};

/** Hands a raw job over; `ok` with its number when the queue has taken it. */
export const printWithCups = async (
  queue: string,
  bytes: Uint8Array,
): Promise<Result<string, LossReason>> => {
  const args = ['-d', queue, '-o', 'raw', '-t', 'bloodmobile'];
  const end = await runProgram('lp', args, { input: bytes, deadlineMs: ASK_DEADLINE_MS });
  if (end.kind === 'not-installed') return err('no-spooler');
  if (end.kind === 'timed-out') return err('timed-out');
  const job = /request id is (\S+)/u.exec(end.stdout)?.[1];
  return end.code === 0 && job !== undefined ? ok(job) : err('queue-stopped');
};

/** True while the job is still in the queue; null when CUPS does not say. */
export const isCupsJobWaiting = async (queue: string, job: string): Promise<boolean | null> => {
  const end = await ask('lpstat', '-W', 'not-completed', '-o', queue);
  if (end.kind !== 'ended' || end.code !== 0) return null;
  return end.stdout.split('\n').some((line) => line.startsWith(`${job} `));
};

/** Takes a job out of the queue again. False: it could not be taken out. */
export const cancelCupsJob = async (job: string): Promise<boolean> => {
  const end = await ask('cancel', job);
  return end.kind === 'ended' && end.code === 0;
};
