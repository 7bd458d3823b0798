import { expect, onTestFinished, test } from 'vitest';
import { plannedDrive } from '../../shared/domain/drive/planned-drive.ts';
import { opening } from '../support/donor-steps.ts';
import { bodiesIn } from '../support/journal-of.ts';
import { smallStationData, startsAtMs } from '../support/station-data.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

interface Station {
  readonly on?: string;
  readonly vehicle?: string;
  readonly withdrawn?: boolean;
}

/** A laptop of vehicle-1 on 16 June 2026, and what the station made of its one drive. */
function laptop({ on, vehicle = 'vehicle-1', withdrawn = false }: Station): TestCore {
  const drive = plannedDrive.parse({
    ...{ driveId: 'plan-0001', planned: '6月第三周', venue: '四马路', target: 40, withdrawn },
    ...{ from: '2026-06-15', to: '2026-06-21' },
    units: [{ name: '市一中', target: 12, contacts: [contact] }],
    confirmed: on === undefined ? null : { on, vehicle, plate: '皖F·采05', team: ['zhang'] },
  });
  const it = openTestCore({ taken: { data: smallStationData({ drives: [drive] }) } });
  onTestFinished(async () => {
    await it.core.close();
    expect(it.world.errors).toEqual([]);
  });
  return it;
}
const contact = { role: 'liaison', name: '王某某', phone: '0561-0000000' };

test('what the station confirmed for this vehicle and day, or not at all, opens without a question', async () => {
  for (const station of [{ on: '2026-06-16' }, {}]) {
    const it = laptop(station);
    await it.ok('session.open', opening(startsAtMs));
    const [opened] = bodiesIn(it.folder, 'session.opened');
    expect(opened?.knowingly).toBeUndefined();
    expect(opened?.drive.organisations).toEqual(['市一中']);
  }
});

test.each([
  [{ on: '2026-06-16', vehicle: 'vehicle-2' }, ['other-vehicle']],
  [{ on: '2026-06-18' }, ['other-day']],
  [{ on: '2026-06-18', vehicle: 'vehicle-2' }, ['other-vehicle', 'other-day']],
  [{ withdrawn: true }, ['withdrawn']],
] as const)(
  'a drive of which the station says %j is opened knowingly, and that is recorded',
  async (station, departures) => {
    const it = laptop(station);
    const asked = opening(startsAtMs);
    expect(await it.refusal('session.open', asked)).toEqual({
      ...{ reason: 'drive-against-plan', details: { departures: departures.join(', ') } },
    });
    const less = { ...asked, knowingly: departures.slice(1) };
    expect((await it.refusal('session.open', less)).reason).toBe('drive-against-plan');
    await it.ok('session.open', { ...asked, knowingly: [...departures] });
    expect(bodiesIn(it.folder, 'session.opened')).toMatchObject([
      {
        knowingly: {
          departures,
          confirmedOn: 'on' in station ? station.on : null,
          confirmedVehicle:
            'on' in station ? ('vehicle' in station ? station.vehicle : 'vehicle-1') : null,
        },
      },
    ]);
  },
);

test('whom to call is no part of what is recorded', async () => {
  const it = laptop({});
  expect((await it.ok('drive.list', {})).drives[0]?.units[0]?.contacts).toEqual([contact]);
  await it.ok('session.open', opening(startsAtMs));
  expect(JSON.stringify(bodiesIn(it.folder, 'session.opened'))).not.toContain(contact.phone);
});
