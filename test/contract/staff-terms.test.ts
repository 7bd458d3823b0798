import { expect, onTestFinished, test } from 'vitest';
import { roles } from '../../shared/roles.ts';
import {
  openDay,
  personAt,
  register,
  stopping,
  toStarted,
  typed,
  identityOf,
} from '../support/donor-steps.ts';
import { dayMs, smallStationData, staff, startsAtMs } from '../support/station-data.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const hourMs = 3_600_000;
interface Term {
  readonly sinceMs: number;
  readonly untilMs: number | null;
}

function vehicle(terms: { readonly demo?: Term; readonly zhang?: Term }): TestCore {
  const data = smallStationData({
    staff: [
      {
        ...{ operatorId: staff.demo, name: '演示护士', roles: [...roles] },
        ...(terms.demo && { term: terms.demo }),
      },
      {
        ...{ operatorId: staff.zhang, name: '张护士', roles: ['phlebotomist'] },
        ...(terms.zhang && { term: terms.zhang }),
      },
    ],
  });
  const it = openTestCore({ taken: { data } });
  onTestFinished(async () => {
    await it.core.close();
    expect(it.world.errors).toEqual([]);
  });
  return it;
}

test('whoever’s term begins tomorrow opens nothing today, and may look', async () => {
  const it = vehicle({ demo: { sinceMs: startsAtMs + dayMs, untilMs: null } });
  const refusal = await it.refusal('session.open', {
    ...{ driveId: (await it.ok('drive.list', {})).drives[0]?.driveId ?? ('' as never) },
    ...{ bagLots: ['CPDA400-26A'], clockConfirmedAtMs: startsAtMs },
  });
  expect(refusal).toEqual({ reason: 'term-not-begun', details: { day: '2026-06-17' } });
  const { operator } = await it.ok('app.state', {});
  expect(operator).toMatchObject({ operatorId: 'demo', mayAct: false });
});

test('a term ends by the vehicle’s own clock, with no network: the last moment of it counts, the next does not', async () => {
  const untilMs = startsAtMs + hourMs;
  const it = vehicle({ demo: { sinceMs: startsAtMs - dayMs, untilMs } });
  await openDay(it);
  it.world.passTime(untilMs - 1 - it.world.clock.nowMs());
  await register(it, personAt(0));
  it.world.passTime(1);
  const refusal = await it.refusal('donor.register', typed(identityOf(personAt(1))));
  expect(refusal).toEqual({ reason: 'term-ended', details: { day: '2026-06-16' } });
});

test('a draw that runs when the term ends is stopped all the same; a new one is not begun', async () => {
  const it = vehicle({ demo: { sinceMs: 0, untilMs: startsAtMs + dayMs } });
  await openDay(it);
  const running = await toStarted(it, 0);
  it.world.passTime(dayMs);
  const { donationId } = running;
  expect((await it.refusal('donation.start', { donationId })).reason).toBe('term-ended');
  await it.ok('donation.stop', stopping(donationId));
});

test('what was done before the term ended is answered again after it', async () => {
  const it = vehicle({ demo: { sinceMs: 0, untilMs: startsAtMs + dayMs } });
  await openDay(it);
  const commandId = it.world.random.uuid();
  const registration = typed(identityOf(personAt(0)));
  const first = await it.ok('donor.register', registration, { commandId });
  it.world.passTime(dayMs);
  expect(await it.ok('donor.register', registration, { commandId })).toEqual(first);
});

test('a second person is within their term too, and is not offered outside of it', async () => {
  const it = vehicle({ zhang: { sinceMs: 0, untilMs: startsAtMs } });
  await openDay(it);
  expect(await it.refusal('donor.register', typed(identityOf(personAt(0))))).toEqual({
    ...{ reason: 'second-person-term', details: { day: '2026-06-16' } },
  });
  const { staff: people } = await it.ok('app.state', {});
  expect(people.map(({ operatorId, mayAct }) => [operatorId, mayAct])).toEqual([
    ['demo', true],
    ['zhang', false],
  ]);
});

test('who has no term, and who is on no list, acts as before', async () => {
  const it = vehicle({});
  await openDay(it);
  const caller = { operator: staff.stranger, roles, machine: 'this-laptop' } as const;
  await it.ok('donor.register', typed(identityOf(personAt(0))), { caller });
});
