import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../station/embedded-postgres.ts';

// mkdtemp makes a folder only its owner may enter, as `mktemp -d` does.
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'embedded-postgres-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function start(): Promise<EmbeddedPostgres> {
  const started = await startEmbeddedPostgres({ folder });
  if (!started.ok) throw new Error(started.error);
  return started.value;
}

const refusal = (result: Awaited<ReturnType<typeof startEmbeddedPostgres>>) =>
  result.ok ? '' : result.error;

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const answer = await client.query<{ answer: unknown }>(sql);
    return answer.rows.map((row) => row.answer);
  } finally {
    await client.end();
  }
}

const isReachable = (port: number) =>
  ask(`postgres://station@127.0.0.1:${port}/station`, 'select 1').then(
    () => true,
    (error: unknown) => !String(error).includes('ECONNREFUSED'),
  );

test('a new folder becomes a PostgreSQL 18 that asks for a password and hears 127.0.0.1 only', async () => {
  const postgres = await start();
  expect(await ask(postgres.url, 'select version() as answer')).toEqual([
    expect.stringContaining('PostgreSQL 18'),
  ]);
  expect(await ask(postgres.url, 'show listen_addresses')).toHaveLength(1);
  expect(await ask(postgres.url, "select current_setting('fsync') as answer")).toEqual(['on']);
  await expect(
    ask(`postgres://station:wrong@127.0.0.1:${postgres.port}/station`, 'select 1'),
  ).rejects.toThrow('password');
  const password = await stat(path.join(folder, 'postgres.password'));
  expect(password.mode & 0o077).toBe(0);
  await postgres.close();
  expect(await isReachable(postgres.port)).toBe(false);
});

test('what was written is there after a stop and a start', async () => {
  const first = await start();
  await ask(first.url, "create table kept as select 'kept'::text as answer");
  await first.close();
  const second = await start();
  expect(await ask(second.url, 'select answer from kept')).toEqual(['kept']);
  await second.close();
});

test('a second station on the same folder is refused with a sentence', async () => {
  const first = await start();
  const second = await startEmbeddedPostgres({ folder });
  expect(refusal(second)).toContain('in use by another station');
  await first.close();
});

test('a server that outlived its killed station is taken over, and stops when asked', async () => {
  const script = path.join(import.meta.dirname, 'support', 'run-postgres.ts');
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve) =>
    child.stdout.once('data', (line: Buffer) => resolve(Number(line.toString()))),
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await ended;
  expect(await isReachable(port)).toBe(true);
  const next = await start();
  expect(next.port).toBe(port);
  await next.close();
  expect(await isReachable(port)).toBe(false);
});

test('a process number left behind that now belongs to another program does not keep it from starting', async () => {
  const pidFile = path.join(folder, 'postgres', 'cluster', 'postmaster.pid');
  await writeFile(pidFile, `${process.ppid}\n${folder}\n1700000000\n54321\n\n127.0.0.1\n`);
  const postgres = await start();
  expect(await readFile(pidFile, 'utf8')).not.toContain(`${process.ppid}\n`);
  await postgres.close();
});

test('a folder whose password was lost says which file is missing', async () => {
  await rm(path.join(folder, 'postgres.password'));
  const started = await startEmbeddedPostgres({ folder });
  expect(refusal(started)).toContain('postgres.password');
});
