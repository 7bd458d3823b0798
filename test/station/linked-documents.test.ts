import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import { putDonors } from '../../station/administer.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, type Van } from './support/van.ts';

const day = 86_400_000;
let station: TestStation;

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

const hbsag: HeldDeferral = {
  ...{ reason: 'hbsag', clause: '8.3', permanent: true, until: null, bars: 'all' },
  endedOn: null,
};
const listed = (donorKey: string) =>
  indexedDonor.parse({
    ...{ donorKey, personKey: null, donationCount: 1, bloodGroup: null, hadReaction: false },
    ...{ history: [], deferrals: [hbsag] },
  });
const reasonsOf = async (it: Van) => (await it.feed()).verdicts.map(({ reason }) => reason);

test('a deferral under one document holds what was drawn under the other once a registrar says that both are one person’s', async () => {
  const [card, passport] = [aPerson(), aPerson()];
  const it = await createVan(station, nowMs - 3 * day);
  it.journal.donate(it.journal.register(passport), it.din(0));
  await it.post();
  await putDonors(station.db, [listed(card)], nowMs);
  expect(await reasonsOf(it)).toEqual([]);
  const other = await createVan(station);
  other.journal.register(card, card, [passport]);
  expect(await other.post()).toEqual([]);
  expect(await reasonsOf(it)).toEqual(['donor-deferred']);
  // Said again by somebody else: one hold.
  const third = await createVan(station);
  third.journal.register(passport, passport, [card]);
  await third.post();
  expect(await reasonsOf(it)).toEqual(['donor-deferred']);
});

test('a deferral under one document and a donation under the other that arrive together are not missed', async () => {
  const [card, passport] = [aPerson(), aPerson()];
  const before = await createVan(station);
  before.journal.register(card, card, [passport]);
  await before.post();
  const [giving, deferring] = [await createVan(station), await createVan(station)];
  const [visitId, otherVisitId] = [
    giving.journal.register(passport),
    deferring.journal.register(card),
  ];
  await giving.post();
  await deferring.post();
  const [from, otherFrom] = [giving, deferring].map(({ journal }) => journal.entries.length + 1);
  giving.journal.donate(visitId, giving.din(0));
  deferring.journal.append(
    'deferral.placed',
    entryBodies['deferral.placed'].parse({
      ...{ donorKey: card, visitId: otherVisitId, deferral: hbsag, note: '', witness: 'leader-1' },
    }),
  );
  // The donation's batch has read its facts by the time it notes the draw, and waits there.
  let goOn: () => void = () => undefined;
  const gate = station.db.transaction().execute(async (trx) => {
    await sql`lock table draw_due in access exclusive mode`.execute(trx);
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
  });
  const donation = giving.post(from);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const deferral = deferring.post(otherFrom);
  await Promise.race([deferral, new Promise((resolve) => setTimeout(resolve, 1000))]);
  goOn();
  await Promise.all([gate, donation, deferral]);
  expect(await reasonsOf(giving)).toEqual(['donor-deferred']);
});

test('draws under two documents are too soon after each other once a registrar says that both are one person’s', async () => {
  const [card, passport] = [aPerson(), aPerson()];
  const first = await createVan(station, nowMs - 10 * day);
  first.journal.donate(first.journal.register(passport), first.din(0));
  const second = await createVan(station, nowMs - 5 * day);
  second.journal.donate(second.journal.register(card), second.din(0));
  for (const it of [second, first]) expect(await it.post()).toEqual([]);
  const third = await createVan(station);
  third.journal.register(card, card, [passport]);
  await third.post();
  expect((await second.feed()).verdicts).toMatchObject([
    { reason: 'interval-broken', other: { vehicle: first.vehicle, din: first.din(0) } },
  ]);
  expect(await reasonsOf(first)).toEqual([]);
});
