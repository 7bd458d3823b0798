import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrolledLaptop } from './support/laptop.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { createVehicleJournal, send } from './support/vehicle-journal.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

test('a name beyond the basic plane and of private use is held by the station as the vehicle sent it', async () => {
  const laptop = await enrolledLaptop(station, 'van-rare', '皖F·采9');
  const journal = createVehicleJournal('van-rare', randomUUID(), nowMs);
  journal.open();
  journal.register('ab'.repeat(32));
  const registered = journal.entries.find(({ type }) => type === 'donor.registered');
  if (!registered) throw new Error('nobody was registered');
  const body = registered.body as { identity: object };
  const rare = createVehicleJournal('van-rare', journal.epoch, nowMs);
  rare.open();
  const name = '\u{20BB7}\uE864明';
  rare.appendAny('donor.registered', {
    ...{ ...body, sessionId: rare.sessionId },
    identity: { ...body.identity, name },
  });
  const { status, reply } = await send(laptop, rare.batch());
  expect({ status, setAside: reply.setAside }).toEqual({ status: 200, setAside: [] });
  const held = await station.db
    .selectFrom('journal')
    .select('body')
    .where('vehicle', '=', 'van-rare')
    .where('type', '=', 'donor.registered')
    .executeTakeFirstOrThrow();
  expect(held.body).toMatchObject({ identity: { name } });
});
