import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { endWithSignals } from './end-with-signals.ts';

const root = resolve(import.meta.dirname, '..');

export interface RunningHost {
  /** Address of the page, with its token. */
  readonly page: string;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number>;
}

/** Runs the browser host; resolves once it has printed its line of JSON, or with undefined when it ended before. */
export async function runBrowserHost(
  args: readonly string[],
): Promise<RunningHost | { readonly page: undefined; readonly ended: Promise<number> }> {
  const child = spawn(process.execPath, ['electron/browser/main.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = endWithSignals(child);
  const page = await new Promise<string | undefined>((done) => {
    createInterface({ input: child.stdout }).once('line', (line) => done(pageOf(line)));
    void ended.then(() => done(undefined));
  });
  return page === undefined ? { page, ended } : { page, ended };
}

function pageOf(line: string): string | undefined {
  const said: unknown = JSON.parse(line);
  const known = typeof said === 'object' && said !== null && 'page' in said ? said.page : undefined;
  return typeof known === 'string' ? known : undefined;
}
