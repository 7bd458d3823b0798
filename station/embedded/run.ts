import { spawn } from 'node:child_process';

export interface Ran {
  readonly code: number | null;
  /** The end of what it wrote; empty when `quiet`. */
  readonly output: string;
}

export interface RunOptions {
  readonly timeoutMs: number;
  /** Gives the program no pipes: a daemon it leaves behind would hold them open and this call would never return. */
  readonly quiet?: boolean;
  readonly uid?: number;
  readonly gid?: number;
}

const outputCharsMax = 8000;

/** Runs a program to its end. A program that cannot be started counts as ended with code null. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      stdio: options.quiet ? 'ignore' : ['ignore', 'pipe', 'pipe'],
      // The current folder may be one the other user cannot enter.
      cwd: process.platform === 'win32' ? undefined : '/',
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
      windowsHide: true,
      env: {
        PATH: process.env['PATH'] ?? '',
        SystemRoot: process.env['SystemRoot'] ?? '',
        LC_ALL: 'C',
      },
      ...(options.uid === undefined ? {} : { uid: options.uid }),
      ...(options.gid === undefined ? {} : { gid: options.gid }),
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-outputCharsMax);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
