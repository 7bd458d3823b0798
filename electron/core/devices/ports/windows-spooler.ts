import { err, ok, type Result } from '../../../../shared/result.ts';
import type { LossReason } from '../line.ts';
import type { QueueState } from './cups.ts';
import { type ProgramEnd, runProgram } from './run-program.ts';
import { RAW_PRINT_SCRIPT } from './windows-raw-print.ts';

const ASK_DEADLINE_MS = 8000;
const PRINT_DEADLINE_MS = 20_000;
const QUEUES_MAX = 64;

// PowerShell takes a script as base64 of UTF-16; values go in by the environment-free way of an argument in quotes.
const powershell = (script: string, deadlineMs: number, input?: Uint8Array): Promise<ProgramEnd> =>
  runProgram(
    'powershell.exe',
    [
      ...['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass'],
      ...['-EncodedCommand', Buffer.from(script, 'utf16le').toString('base64')],
    ],
    { deadlineMs, ...(input === undefined ? {} : { input }) },
  );

/** A literal in single quotes; a quote in it is doubled. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const listWindowsQueues = async (): Promise<readonly string[]> => {
  const script =
    '[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Printer | ForEach-Object Name';
  const end = await powershell(script, ASK_DEADLINE_MS);
  if (end.kind !== 'ended' || end.code !== 0) return [];
  const names = end.stdout.split('\n').map((line) => line.trim());
  return names.filter((name) => name !== '').slice(0, QUEUES_MAX);
};

export const windowsQueueState = async (queue: string): Promise<Result<QueueState, LossReason>> => {
  const script = `(Get-Printer -Name ${quoted(queue)} -ErrorAction Stop).PrinterStatus`;
  const end = await powershell(script, ASK_DEADLINE_MS);
  if (end.kind === 'not-installed') return err('no-spooler');
  if (end.kind === 'timed-out') return err('timed-out');
  if (end.code !== 0) return err('not-there');
  return ok(/paused|error|offline|paperout|dooropen/iu.test(end.stdout) ? 'stopped' : 'running');
};

/** Exit codes of the script: 2 no such queue, 3 the spooler refused the job. */
export const printWithWindows = async (
  queue: string,
  bytes: Uint8Array,
): Promise<Result<void, LossReason>> => {
  const script = `$queue = ${quoted(queue)}\n${RAW_PRINT_SCRIPT}`;
  const end = await powershell(script, PRINT_DEADLINE_MS, bytes);
  if (end.kind === 'not-installed') return err('no-spooler');
  if (end.kind === 'timed-out') return err('timed-out');
  if (end.code === 0) return ok(undefined);
  return err(end.code === 2 ? 'not-there' : 'queue-stopped');
};
