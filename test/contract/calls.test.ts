import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appVersion } from '../../electron/core/app-version.ts';
import { calls } from '../../shared/contract/index.ts';
import { refusalReasons } from '../../shared/contract/refusals.ts';
import { isTopic } from '../../shared/contract/topics.ts';
import { operatorId } from '../../shared/ids.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import { openTestCore } from '../support/test-core.ts';

const nobody = { operator: operatorId.parse('nobody'), roles: [], machine: 'm1' };

test('the version in the core is the version in package.json', () => {
  const file = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(file) as { version: string };
  expect(appVersion).toBe(version);
});

test('names are written area.verb for calls and area.past for entries, each once', () => {
  for (const name of Object.keys(calls)) expect(name).toMatch(/^[a-z-]+\.[a-z-]+$/);
  for (const type of Object.keys(entryBodies)) expect(type).toMatch(/^[a-z-]+\.[a-z-]+$/);
  expect(new Set(refusalReasons).size).toBe(refusalReasons.length);
  expect(isTopic('__proto__')).toBe(false);
});

test('every command names the roles that may give it', () => {
  for (const [name, { kind, roles }] of Object.entries(calls)) {
    if (kind === 'command') expect(roles.length, name).toBeGreaterThan(0);
  }
});

test('every call has a handler: none is unknown, none breaks on input it was not made for', async () => {
  const it = openTestCore({ taken: 'nothing' });
  for (const name of Object.keys(calls)) {
    const reply = await it.reply(name, { made: 'up' });
    expect(reply, name).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  }
  expect(it.world.errors).toEqual([]);
  await it.core.close();
});

test('every query that needs nothing answers on a laptop that has never met its station', async () => {
  const it = openTestCore({ taken: 'nothing' });
  const empty = Object.entries(calls).filter(
    ([, { kind, input }]) => kind === 'query' && input.safeParse({}).success,
  );
  expect(empty.length).toBeGreaterThan(6);
  for (const [name] of empty) {
    const reply = await it.reply(name, {});
    const fine = reply.ok || reply.error.kind === 'refused';
    expect(fine, `${name}: ${JSON.stringify(reply)}`).toBe(true);
  }
  expect(it.world.errors).toEqual([]);
  await it.core.close();
});

test('no command works for somebody without a role, and only registered reasons are given', async () => {
  const it = openTestCore();
  for (const [name, { kind }] of Object.entries(calls)) {
    if (kind !== 'command') continue;
    const reply = await it.reply(name, {}, { caller: nobody });
    expect(reply, name).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'role-missing' },
    });
  }
  await it.core.close();
});

test('every reason of the contract is given by some call', () => {
  const folder = join(import.meta.dirname, '..', '..');
  const sources = [
    'electron/core/services/*.ts',
    'electron/core/compose.ts',
    'shared/contract/router.ts',
    'shared/domain/donation/state.ts',
    'shared/domain/label/reconcile.ts',
  ];
  const text = sources.flatMap((pattern) => textsOf(folder, pattern)).join('\n');
  const unused = refusalReasons.filter((reason) => !text.includes(`'${reason}'`));
  expect(unused).toEqual([]);
});

function textsOf(folder: string, pattern: string): string[] {
  return globSync(pattern, { cwd: folder }).map((path) => readFileSync(join(folder, path), 'utf8'));
}
