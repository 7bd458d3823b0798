import { expect, test } from 'vitest';
import { z } from 'zod';
import { action, command, query } from '../../shared/contract/define.ts';
import { refused } from '../../shared/contract/refusals.ts';
import { type Caller, createRouter, type Handlers } from '../../shared/contract/router.ts';
import { operatorId } from '../../shared/ids.ts';
import { err, ok } from '../../shared/result.ts';

const text = z.strictObject({ text: z.string().max(5) });
const secret = '褚秘密 11010519491231002X';
const calls = {
  'thing.get': query(text, text),
  'thing.list': query(z.strictObject({}), z.strictObject({}), ['leader']),
  'thing.break': query(z.strictObject({}), z.strictObject({})),
  'thing.wrong': query(z.strictObject({}), text),
  'thing.put': command(['registrar', 'leader'], text, text),
  'thing.put-wrong': command(['registrar'], z.strictObject({}), text),
  'thing.do': action(['registrar'], z.strictObject({ ok: z.boolean() }), z.strictObject({})),
};
type Tx = string[];

const registrar: Caller = {
  operator: operatorId.parse('zhang'),
  roles: ['registrar'],
  machine: 'm1',
};
const id = '0198a000-0000-7000-8000-000000000001';

function createRoute(fullDisk = false) {
  const rows: Tx = [];
  const replies = new Map<string, ReturnType<typeof ok>>();
  const faults: unknown[] = [];
  const handlers: Handlers<typeof calls, null, Tx> = {
    'thing.get': (_db, input) => ok(input),
    'thing.list': () => ok({}),
    'thing.break': () => {
      throw new Error(secret);
    },
    'thing.wrong': () => ok({ text: `${secret} and more` }),
    'thing.put': (tx, input) => {
      tx.push(input.text);
      return input.text === 'no' ? err(refused('wrong-step', { stage: 'test' })) : ok(input);
    },
    'thing.put-wrong': (tx) => {
      tx.push('a');
      return ok({ text: secret });
    },
    'thing.do': async (input) => {
      if (!input.ok) throw new Error(fullDisk ? 'SQLITE_FULL' : secret);
      return ok({});
    },
  };
  const route = createRouter(calls, handlers, {
    reader: null,
    mendable: (fault) => (String(fault).includes('SQLITE_FULL') ? refused('disk-full') : null),
    gate: (caller, { name }) =>
      caller.machine === 'turned' && name !== 'thing.get' ? refused('self-service-open') : null,
    once: (commandId, _name, _caller, work) => {
      const known = replies.get(commandId);
      if (known) return known;
      const tx: Tx = [];
      const result = work(tx);
      if (!result.ok) return result;
      rows.push(...tx);
      replies.set(commandId, result);
      return result;
    },
    incident: (name, fault) => {
      faults.push([name, fault]);
      return `incident-${faults.length}`;
    },
  });
  return { route, rows, faults };
}

test('a call that is not declared is unknown, names of every object included', async () => {
  const { route } = createRoute();
  const names = ['thing.gone', '', '__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  for (const name of names) {
    expect(await route({ name, input: {} }, registrar)).toEqual({
      ...{ ok: false, error: { kind: 'unknown-call' } },
    });
  }
});

test('invalid input gives the paths and never the values', async () => {
  const { route } = createRoute();
  const reply = await route({ name: 'thing.get', input: { text: secret } }, registrar);
  expect(reply).toEqual({ ok: false, error: { kind: 'invalid-input', paths: ['text'] } });
  const others = [undefined, null, secret, [], { [secret]: 1 }, { text: { [secret]: 1 } }];
  for (const input of others) {
    const said = await route({ name: 'thing.get', input }, registrar);
    expect(said).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
    expect(JSON.stringify(said)).not.toContain('秘密');
  }
});

test('a role that is missing is told before the input is looked at', async () => {
  const { route } = createRoute();
  expect(await route({ name: 'thing.list', input: 1 }, registrar)).toEqual({
    ok: false,
    error: { kind: 'refused', reason: 'role-missing', details: { roles: 'leader' } },
  });
  const nobody: Caller = { ...registrar, roles: [] };
  expect(await route({ name: 'thing.get', input: { text: 'a' } }, nobody)).toMatchObject({
    ok: true,
  });
  expect((await route({ name: 'thing.put', input: { text: 'a' } }, nobody)).ok).toBe(false);
});

test('a fault gives its number and nothing of what went wrong', async () => {
  const { route, faults } = createRoute();
  const broken = [
    await route({ name: 'thing.break', input: {} }, registrar),
    await route({ name: 'thing.do', input: { ok: false } }, registrar),
    await route({ name: 'thing.wrong', input: {} }, registrar),
    await route({ name: 'thing.put-wrong', input: {}, commandId: id }, registrar),
  ];
  expect(broken).toEqual(
    broken.map((_, at) => ({
      ok: false,
      error: { kind: 'fault', incident: `incident-${at + 1}` },
    })),
  );
  expect(faults.length).toBe(4);
});

test('an answer of the wrong shape undoes its command', async () => {
  const { route, rows } = createRoute();
  await route({ name: 'thing.put-wrong', input: {}, commandId: id }, registrar);
  expect(rows).toEqual([]);
});

test('a command without a proper id is refused and does nothing', async () => {
  const { route, rows } = createRoute();
  for (const commandId of [undefined, '', 'x', '1', `${id}0`]) {
    const reply = await route({ name: 'thing.put', input: { text: 'a' }, commandId }, registrar);
    expect(reply).toMatchObject({ ok: false, error: { reason: 'command-id-missing' } });
  }
  expect(rows).toEqual([]);
});

test('a command runs once for its id, and a refused one leaves nothing', async () => {
  const { route, rows } = createRoute();
  const put = (value: string, commandId: string) =>
    route({ name: 'thing.put', input: { text: value }, commandId }, registrar);
  expect(await put('no', id)).toMatchObject({ ok: false, error: { details: { stage: 'test' } } });
  expect(await put('a', id)).toEqual({ ok: true, value: { text: 'a' } });
  expect(await put('b', id)).toEqual({ ok: true, value: { text: 'a' } });
  expect(rows).toEqual(['a']);
});

test('the gate stands before every handler', async () => {
  const { route, rows } = createRoute();
  const turned: Caller = { ...registrar, machine: 'turned' };
  const put = { name: 'thing.put', input: { text: 'a' }, commandId: id };
  const stopped = { ok: false, error: { kind: 'refused', reason: 'self-service-open' } };
  expect(await route(put, turned)).toMatchObject(stopped);
  expect(await route({ name: 'thing.do', input: { ok: true } }, turned)).toMatchObject(stopped);
  expect(await route({ name: 'thing.get', input: { text: 'a' } }, turned)).toMatchObject({
    ok: true,
  });
  expect(rows).toEqual([]);
});

test('a full disk is told as what it is, and is no incident', async () => {
  const { route, faults } = createRoute(true);
  const reply = await route({ name: 'thing.do', input: { ok: false } }, registrar);
  expect(reply).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'disk-full' } });
  expect(faults).toEqual([]);
});
