import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  holdsList,
  putDonors,
  resolveSetAside,
  verifyStationChain,
} from '../../station/administer.ts';
import { nodeHashing } from '../../station/hashing.ts';
import { enrolledLaptop } from './support/laptop.ts';
import { startTestStation, type TestStation } from './support/station.ts';
import { createVehicleJournal, send } from './support/vehicle-journal.ts';
import { aPerson, createVan, queueOf, type Van } from './support/van.ts';
import { deferral, listed } from './support/late-deferral.ts';

let station: TestStation;
let van: Van;
let journal: Van['journal'];

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

// Every test has a vehicle and numbers of its own on the one station.
beforeEach(async () => {
  van = await createVan(station);
  ({ journal } = van);
});

describe('what the rules reject is kept and set aside', () => {
  test('a donation of a donor the station has deferred meanwhile', async () => {
    const [still, past, permanent] = [aPerson(), aPerson(), aPerson()];
    await putDonors(station.db, [
      listed(still, deferral({ permanent: false, until: '2026-03-19' })),
      listed(past, deferral({ permanent: false, until: '2026-03-18' })),
      listed(permanent, deferral({ permanent: true, until: null })),
    ]);
    const stillDeferred = journal.donate(journal.register(still), van.din(0));
    journal.donate(journal.register(past), van.din(1));
    const forGood = journal.donate(journal.register(permanent), van.din(2));
    const { status, reply } = await van.send(journal.batch());
    expect(status).toBe(200);
    expect(reply.setAside).toEqual([
      { seq: stillDeferred.seq, reason: 'donor-deferred' },
      { seq: forGood.seq, reason: 'donor-deferred' },
    ]);
    expect(reply.heldThroughSeq).toBe(journal.entries.length);
  });

  test('a number used by two donations of one vehicle', async () => {
    journal.donate(journal.register(aPerson()), van.din(0));
    const second = journal.donate(journal.register(aPerson()), van.din(0));
    const { reply } = await van.send(journal.batch());
    expect(reply.setAside).toEqual([{ seq: second.seq, reason: 'din-seen-before' }]);
  });

  test('a number another vehicle used before: the first registered stands', async () => {
    journal.donate(journal.register(aPerson()), van.din(0));
    journal.seal();
    await van.post();
    const usedDin = van.din(0);
    const otherVehicle = `${van.vehicle}-b`;
    const otherLaptop = await enrolledLaptop(station, otherVehicle);
    const other = createVehicleJournal(otherVehicle);
    other.open();
    const prepared = other.donate(other.register(aPerson()), usedDin);
    const { reply } = await send(otherLaptop, other.batch());
    expect(reply.setAside).toEqual([
      { seq: prepared.seq, reason: 'din-outside-range' },
      { seq: prepared.seq, reason: 'din-seen-before' },
    ]);
  });

  test('an entry of a later version, of no known shape, or about nothing that exists', async () => {
    const later = journal.appendAny('consent.witnessed', { visitId: randomUUID() });
    const newer = journal.appendAny('donation.started', { donationId: randomUUID() }, 2);
    const shapeless = journal.appendAny('donation.started', { donationId: 'x\u0000' });
    const orphan = journal.appendAny('donation.started', { donationId: randomUUID() });
    journal.register(aPerson());
    const { status, reply } = await van.send(journal.batch());
    expect(status).toBe(200);
    expect(reply.setAside).toEqual(
      [later, newer, shapeless, orphan].map(({ seq }) => ({ seq, reason: 'unknown-entry' })),
    );
    expect((await verifyStationChain(station.db, journal.epoch, nodeHashing)).verified).toBe(true);
  });

  test('a unit prepared after an entry of its visit that nobody could read', async () => {
    const visitId = journal.register(aPerson());
    const unread = journal.appendAny('deferral.widened', { visitId }, 1, visitId);
    const other = journal.register(aPerson());
    expect(await van.post()).toEqual([[unread.seq, 'unknown-entry']]);
    const [item] = await queueOf(station, van);
    const word = { by: 'wang', why: '已看过', decision: 'acknowledge' } as const;
    expect(await resolveSetAside(station.db, { ...word, id: item?.id ?? '' })).toMatchObject({
      ok: true,
    });

    const from = journal.entries.length + 1;
    const prepared = journal.donate(visitId, van.din(0));
    journal.donate(other, van.din(1));
    const verdict = [prepared.seq, 'unknown-entry'];
    expect(await van.post(from)).toEqual([verdict]);
    expect(await van.post(from)).toEqual([verdict]);
    expect(await holdsList(station.db)).toContainEqual(
      expect.objectContaining({ din: van.din(0), reasons: ['unknown-entry'], state: 'waiting' }),
    );
    const found = (await queueOf(station, van)).map(({ seq, facts }) => ({ seq, facts }));
    expect(found).toHaveLength(2);
    expect(found).toContainEqual({ seq: unread.seq, facts: {} });
    expect(found).toContainEqual({ seq: prepared.seq, facts: { unreadSeq: unread.seq } });
    expect((await van.feed()).verdicts).toHaveLength(2);
  });

  test.each([
    ['over another head', () => journal.seal(`${journal.epoch}:1:${'0'.repeat(64)}`)],
    [
      'by another laptop',
      () => {
        const stranger = createVehicleJournal(van.vehicle, journal.epoch);
        stranger.open();
        const { body } = stranger.seal();
        const head = journal.entries.at(-1);
        return journal.appendAny('session.sealed', {
          ...body,
          sessionId: journal.sessionId,
          headSeq: head?.seq,
          headHash: head?.hash,
        });
      },
    ],
    [
      'not of the entry just before it',
      () => {
        const early = journal.seal();
        journal.entries.pop();
        journal.register(aPerson());
        return journal.appendAny('session.sealed', early.body);
      },
    ],
  ])('a seal signed %s', async (_, seal) => {
    const { seq } = seal();
    const { reply } = await van.send(journal.batch());
    expect(reply.setAside).toEqual([{ seq, reason: 'seal-not-valid' }]);
  });
});
