import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCardDesk } from '../../electron/core/services/card-desk.ts';
import { roles } from '../../shared/roles.ts';
import {
  identityOf,
  openDay,
  personAt,
  register,
  stopping,
  toStarted,
  typed,
} from '../support/donor-steps.ts';
import { dayMs, staff } from '../support/station-data.ts';
import { openTestCore } from '../support/test-core.ts';

test('nobody is registered while the donor index is gone: a deferred donor would look like a new one', async () => {
  const before = openTestCore();
  await openDay(before);
  await before.core.close();
  rmSync(join(before.folder, 'donor-index-1-1.db'));
  const { world, folder } = before;
  const it = openTestCore({ folder, world, taken: 'already' });
  expect(await it.refusal('donor.register', typed(identityOf(personAt(0))))).toMatchObject({
    reason: 'no-station-data',
  });
  await it.core.close();
});

test('a session that stays open for days registers nobody by a deferral list the station calls too old', async () => {
  const it = openTestCore();
  await openDay(it);
  it.world.passTime(3 * dayMs);
  await register(it, personAt(0));
  it.world.passTime(1);
  expect(await it.refusal('donor.register', typed(identityOf(personAt(1))))).toEqual({
    ...{ reason: 'deferral-list-too-old', details: { hours: 72 } },
  });
  await it.core.close();
});

test('a clock set back before the list came registers nobody either', async () => {
  const it = openTestCore();
  await openDay(it);
  it.world.passTime(-dayMs);
  expect((await it.refusal('donor.register', typed(identityOf(personAt(0))))).reason).toBe(
    'clock-differs',
  );
  await it.core.close();
});

test('a draw whose time nobody knows, because the clock was set back, gives neither platelets nor FFP', async () => {
  const it = openTestCore();
  await openDay(it);
  const { donationId } = await toStarted(it, 0);
  it.world.passTime(-3_600_000);
  expect((await it.ok('donation.stop', stopping(donationId))).marks).toMatchObject({
    ...{ noPlatelets: true, noFfp: true },
  });
  await it.core.close();
});

test('a command id of another person gets no answer that was not given to him or her', async () => {
  const it = openTestCore();
  await openDay(it);
  const commandId = it.world.random.uuid();
  await it.ok('donor.register', typed(identityOf(personAt(0))), { commandId });
  const caller = { operator: staff.zhang, roles, machine: 'm1' };
  const given = typed(identityOf(personAt(0)), { witness: staff.demo });
  expect(await it.reply('donor.register', given, { commandId, caller })).toMatchObject({
    ...{ ok: false, error: { kind: 'fault' } },
  });
  await it.core.close();
});

test('a command id that comes back with another input is a fault, not an answer that all is done', async () => {
  const it = openTestCore();
  await openDay(it);
  const commandId = it.world.random.uuid();
  const first = typed(identityOf(personAt(0)));
  const reply = await it.reply('donor.register', first, { commandId });
  expect(await it.reply('donor.register', first, { commandId })).toEqual(reply);
  const other = typed(identityOf(personAt(1)));
  expect(await it.reply('donor.register', other, { commandId })).toMatchObject({
    ...{ ok: false, error: { kind: 'fault' } },
  });
  expect((await it.ok('session.board', {}))?.cards.length).toBe(1);
  await it.core.close();
});

test('a page that breaks while it is told of a change costs neither the answer nor the other pages', async () => {
  const it = openTestCore();
  const told: string[] = [];
  it.core.subscribe(() => {
    throw new Error('the socket is broken');
  });
  it.core.subscribe((topic) => void told.push(topic));
  await openDay(it);
  expect(told).toContain('changed');
  expect(it.world.errors.join()).toContain('the socket is broken');
  await it.core.close();
});

test('a card read ten minutes ago is forgotten, whichever way the clock goes', () => {
  for (const [later, isHeld] of [
    [600_000, true],
    [600_001, false],
    [-600_001, false],
  ] as const) {
    let nowMs = 1_000_000;
    const desk = createCardDesk({ nowMs: () => nowMs }, () => true);
    const source = { kind: 'card', samId: null, textBase64: '', photoBase64: '' } as const;
    desk.put({ cardReadId: 'read', identity: identityOf(personAt(0)), source });
    nowMs += later;
    const place = desk.of({ machine: 'any' });
    expect(place.ok && place.value.current() !== undefined, String(later)).toBe(isHeld);
  }
});
