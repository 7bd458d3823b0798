import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '../../..');
const endMsMax = 20_000;

const addresses = z.object({
  page: z.url(),
  stationPage: z.url(),
  simulators: z.url(),
});

export interface Demo extends z.infer<typeof addresses> {
  /** Ends everything with SIGTERM and tells the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** A production build, whatever this test run calls its own environment. */
const productionEnvironment = (): NodeJS.ProcessEnv => {
  const { NODE_ENV: _test, VITEST: _vitest, ...rest } = process.env;
  return rest;
};

/** Brings the built page up to date; takes no time when it is. */
export function buildPage(): void {
  const built = spawnSync(process.execPath, ['scripts/run.mjs', 'setup'], {
    cwd: root,
    env: productionEnvironment(),
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`set-up failed:\n${built.stderr}`);
}

/** `npm run demo -- --headless` on a new data folder: PostgreSQL, station, simulated devices and the browser host. */
export async function startDemo(): Promise<Demo> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bloodmobile-e2e-'));
  const child = spawn(process.execPath, ['scripts/demo.ts', '--headless', '--data', folder], {
    cwd: root,
    env: productionEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    void ended.then(() => reject(new Error(`the demo ended at once:\n${said.join('')}`)));
  });
  return {
    ...addresses.parse(JSON.parse(line)),
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), endMsMax);
      const code = await ended;
      clearTimeout(timer);
      await rm(folder, { recursive: true, force: true });
      return code;
    },
  };
}
