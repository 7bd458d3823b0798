import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { run } from './run.ts';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** The server said to run on this cluster, if its process is alive and really is one; a stale pid file is removed. */
export async function runningPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const file = path.join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  // After a restart of the machine the number may belong to anybody: pg_ctl would signal that program, or refuse to start.
  if (Number.isInteger(pid) && pid > 1 && (await isPostgres(pid))) return { pid, port };
  await rm(file, { force: true });
  return undefined;
}

async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform === 'linux') {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return commandLine.includes('postgres');
  }
  const listing =
    process.platform === 'win32'
      ? await run('tasklist', ['/FI', `PID eq ${pid}`], { timeoutMs: 10_000 })
      : await run('ps', ['-p', String(pid), '-o', 'command='], { timeoutMs: 10_000 });
  return listing.output.includes('postgres');
}

/** A port of 127.0.0.1 that nobody listens on now. Somebody may take it before it is used: the caller tries again. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
