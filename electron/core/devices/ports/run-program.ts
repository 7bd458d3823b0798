import { spawn } from 'node:child_process';

export type ProgramEnd =
  | {
      readonly kind: 'ended';
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly kind: 'not-installed' }
  | { readonly kind: 'timed-out' };

const OUTPUT_CHARS_MAX = 65_536;

/** Runs a program of the operating system, without a shell, with its messages in English. Always settles. */
export const runProgram = (
  program: string,
  args: readonly string[],
  { input, deadlineMs }: { readonly input?: Uint8Array; readonly deadlineMs: number },
): Promise<ProgramEnd> =>
  new Promise((resolve) => {
    const env = { ...process.env, LC_ALL: 'C', LANG: 'C' };
    const child = spawn(program, [...args], {
      ...{ env, stdio: 'pipe', windowsHide: true },
      ...{ timeout: deadlineMs, killSignal: 'SIGKILL' },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (bytes: Buffer) => {
      stdout = (stdout + bytes.toString('utf8')).slice(-OUTPUT_CHARS_MAX);
    });
    child.stderr.on('data', (bytes: Buffer) => {
      stderr = (stderr + bytes.toString('utf8')).slice(-OUTPUT_CHARS_MAX);
    });
    // A program that ends before it has read everything; its exit code says why.
    child.stdin.on('error', () => {});
    child.on('error', () => resolve({ kind: 'not-installed' }));
    child.on('close', (code) => {
      if (child.killed) resolve({ kind: 'timed-out' });
      else resolve({ kind: 'ended', code: code ?? -1, stdout, stderr });
    });
    child.stdin.end(input === undefined ? undefined : Buffer.from(input));
  });
