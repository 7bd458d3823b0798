import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const run = (script: string, option: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, script), option], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

const commands = [
  ...['check', 'day', 'verify', 'demo', 'plan', 'bench', 'make-dictionary'],
  ...['simulate-line', 'simulate-histories'],
].map((name) => `scripts/${name}.ts`);

describe.each([...commands, 'simulators/main.ts'])('%s', (script) => {
  test('refuses an option it does not know with how it is said', () => {
    const { status, stderr, stdout } = run(script, '--nonsense');
    expect(stderr).toMatch(/(npm run|node) [\w:/.]+/);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('says how it is said when asked', () => {
    const { status, stderr, stdout } = run(script, '--help');
    expect(stdout).toMatch(/(npm run|node) [\w:/.]+/);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
