import { expect, test } from 'vitest';
import { openDay, stopping, toStarted } from '../support/donor-steps.ts';
import { openTestCore } from '../support/test-core.ts';

test.each([0, 1])(
  'the limits the page is told make the marks, %i s over the first',
  async (over) => {
    const it = openTestCore();
    await openDay(it);
    const { visitId, donationId } = await toStarted(it, 0);
    const { donation } = await it.ok('visit.get', { visitId });
    // 400 mL, technical operating procedures for blood stations (2019); to be confirmed by the station.
    expect(donation?.timeLimits).toEqual({ noPlateletsOverS: 600, noFfpOverS: 780 });
    expect(donation?.volumeLimits).toEqual({ minMl: 360, maxMl: 440 });
    it.world.passTime(((donation?.timeLimits?.noPlateletsOverS ?? 0) + over) * 1000);
    expect(await it.ok('donation.stop', stopping(donationId))).toMatchObject({
      marks: { noPlatelets: over > 0, noFfp: false },
    });
    await it.core.close();
  },
);
