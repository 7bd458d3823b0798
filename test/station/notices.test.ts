import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import { noticesPath } from '../../shared/sync/notices.ts';
import { lockedInOrder } from '../../station/judging/people.ts';
import { startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, type Van } from './support/van.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

const hbsag: HeldDeferral = {
  ...{ reason: 'hbsag', clause: '8.3', permanent: true, until: null, bars: 'all' },
  endedOn: null,
};
const shortly = () => new Promise((resolve) => setTimeout(resolve, 400));

const tell = ({ laptop, journal }: Van, seq: number, donorKey: string) =>
  laptop.ask(noticesPath, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(
      JSON.stringify({
        epoch: journal.epoch,
        notices: [{ seq, donorKey, personKey: null, deferral: hbsag }],
      }),
    ),
  });

async function deferralsOf(donorKey: string) {
  const { donor } = await station.db
    .selectFrom('donor_index')
    .select('donor')
    .where('donor_key', '=', Buffer.from(donorKey, 'hex'))
    .executeTakeFirstOrThrow();
  return indexedDonor.parse(donor).deferrals;
}

test('a deferral told while its own entry is being taken in is not placed a second time after its end', async () => {
  const [it, person] = [await createVan(station), aPerson()];
  const visitId = it.journal.register(person);
  const placed = it.journal.append(
    'deferral.placed',
    entryBodies['deferral.placed'].parse({
      ...{ donorKey: person, visitId, deferral: hbsag, note: '', witness: 'leader-1' },
    }),
  );
  it.journal.append(
    'deferral.ended',
    entryBodies['deferral.ended'].parse({
      ...{ donorKey: person, visitId, reason: 'hbsag', until: null, endedOn: '2026-03-18' },
      ...{ role: 'leader', why: '录错', witness: 'leader-1' },
    }),
  );
  let goOn: () => void = () => undefined;
  const gate = station.db.transaction().execute(async (trx) => {
    await lockedInOrder([person]).execute(trx);
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
  });
  await shortly();
  const batch = it.post();
  await shortly();
  // The vehicle never had an answer to the batch and tells ahead of sending it again.
  const notice = tell(it, placed.seq, person);
  await shortly();
  goOn();
  const [, , { status }] = await Promise.all([gate, batch, notice]);
  expect(status).toBe(200);
  expect(await deferralsOf(person)).toEqual([{ ...hbsag, endedOn: '2026-03-18' }]);
  expect(await station.db.selectFrom('deferral_notice').selectAll().execute()).toEqual([]);
});
