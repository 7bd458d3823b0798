import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'fences-'));

const plant = (path: string, text: string): void => {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), `${text}\n`);
};

const run = (tool: string, ...args: string[]): { code: number | null; output: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...args], {
    cwd: copy,
    encoding: 'utf8',
    timeout: 30_000,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, output: stdout + stderr };
};

/** The real configuration around a few files, so that a forbidden line can be tried without touching the project. */
beforeAll(() => {
  for (const name of [
    '.dependency-cruiser.mjs',
    'eslint.config.js',
    'package.json',
    'tsconfig.base.json',
    'shared/tsconfig.json',
    'electron/core/tsconfig.json',
    'scripts/boundaries.ts',
    'shared/result.ts',
    'electron/core/deps.ts',
  ]) {
    cpSync(join(root, name), join(copy, name));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('the import fence sees a forbidden import, direct and through another file', {
  timeout: 60_000,
}, () => {
  plant('shared/ok.ts', "import { ok } from './result.ts';\nexport const fine = ok(1);");
  const clean = run('scripts/boundaries.ts');
  expect(clean.output).toMatch(/^\d+ modules, \d+ imports, 0 forbidden/m);
  expect(clean.code).toBe(0);

  plant(
    'shared/planted.ts',
    "import type { Clock } from '../electron/core/deps.ts';\nexport type C = Clock;",
  );
  plant(
    'electron/main/shell.ts',
    "import { app } from 'electron';\nexport const quit = () => app.quit();",
  );
  plant('electron/core/bridge.ts', "export { quit } from '../main/shell.ts';");
  plant('electron/core/services/planted.ts', "export { quit } from '../bridge.ts';");
  plant(
    'renderer/planted.ts',
    "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;",
  );
  const { code, output } = run('scripts/boundaries.ts');
  expect(code).toBe(1);
  expect(output).toContain(
    'shared-imports-only-its-row: shared/planted.ts -> electron/core/deps.ts',
  );
  expect(output).toContain('renderer-imports-only-its-row: renderer/planted.ts -> fs');
  expect(output).toMatch(
    /core-never-reaches-electron: electron\/core\/services\/planted\.ts .*shell\.ts/,
  );
});

test('the compiler refuses what belongs to Node or to a browser in shared/', () => {
  plant(
    'shared/planted.ts',
    'export const found = [process.pid, window.name, setTimeout(() => 1, 1)];',
  );
  const { code, output } = run('node_modules/typescript/bin/tsc', '-p', 'shared');
  expect(code).not.toBe(0);
  for (const name of ['process', 'window', 'setTimeout']) {
    expect(output).toContain(`Cannot find name '${name}'`);
  }
});

test('lint refuses the clock, randomness and timers in the pure code', { timeout: 30_000 }, () => {
  plant('shared/planted.ts', 'export const found = [Date.now(), new Date(), Math.random()];');
  plant('electron/core/planted.ts', 'export const tick = () => setTimeout(() => Date.now(), 1);');
  const { code, output } = run(
    'node_modules/eslint/bin/eslint.js',
    'shared',
    'electron/core/planted.ts',
  );
  expect(code).toBe(1);
  expect(output.match(/Take the time from `Clock`/g)).toHaveLength(3);
  expect(output.match(/Take it from `Random`/g)).toHaveLength(1);
  expect(output.match(/Take it from `Timers`/g)).toHaveLength(1);
});
