import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { donorKey } from '../../shared/ids.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import { ok } from '../../shared/result.ts';
import { putDonors, resolveSetAside } from '../../station/administer.ts';
import { endDeferral, placeDeferral } from '../../station/reference/change-deferral.ts';
import { deferral, drawn, heldDins, listed } from './support/late-deferral.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { createVan, queueOf, seqOf, type Van } from './support/van.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());
beforeEach(() => station.setNow(nowMs));

type Drawn = Awaited<ReturnType<typeof drawn>>;

/** Two persons decide what waits for this vehicle. */
async function decide(it: Van, decision: 'release' | 'discard'): Promise<void> {
  for (const { id, decision: said } of await queueOf(station, it)) {
    if (said !== null) continue;
    for (const by of ['lab-1', 'lab-2']) {
      await resolveSetAside(station.db, { id, decision, why: '核对无误', by }, nowMs);
    }
  }
}

/** What the unit was held for, in the order in which it was found. */
const causesOf = async (it: Van) =>
  (await queueOf(station, it)).map(({ cause }) => cause).toSorted();

const named = ({ person }: Drawn) => ({
  ...{ donorKey: donorKey.parse(person), reason: 'hbsag', until: null },
});

/** A unit that two persons released although its donor is deferred. */
async function released(): Promise<Drawn> {
  const it = await drawn(station, 2);
  await putDonors(station.db, [listed(it.person)], nowMs);
  await placeDeferral(station.db, named(it), nowMs);
  expect(await heldDins(station)).toContain(it.din(0));
  await decide(it, 'release');
  expect(await heldDins(station)).not.toContain(it.din(0));
  return it;
}

/** A nurse of another vehicle puts the donor on the list. */
async function placedElsewhere({ person }: Drawn): Promise<Van> {
  const other = await createVan(station);
  const visitId = other.journal.register(person);
  other.journal.append(
    'deferral.placed',
    entryBodies['deferral.placed'].parse({
      ...{ donorKey: person, visitId, deferral: deferral(), note: '', witness: 'leader-1' },
    }),
  );
  await other.post();
  return other;
}

describe('a deferral that is placed again after its unit was released', () => {
  test('at the station holds the unit again, as often as it is placed', async () => {
    const it = await released();
    for (const again of [2, 3]) {
      expect(await endDeferral(station.db, named(it), '2026-03-18')).toEqual(ok(undefined));
      expect(await placeDeferral(station.db, named(it), nowMs)).toEqual(ok(undefined));
      expect(await heldDins(station)).toContain(it.din(0));
      expect((await causesOf(it)).at(-1)).toBe(`hbsag||${again}`);
      await decide(it, 'release');
      expect(await heldDins(station)).not.toContain(it.din(0));
    }
  });

  test('by a vehicle holds it again, and once however often the batch comes', async () => {
    const it = await released();
    const other = await placedElsewhere(it);
    expect(await causesOf(it)).toEqual(['hbsag|', 'hbsag||2']);
    expect(await heldDins(station)).toContain(it.din(0));
    await decide(it, 'release');
    await other.post();
    expect(await heldDins(station)).not.toContain(it.din(0));
  });

  test('holds nothing twice while the first hold waits, and nothing that is not to be used', async () => {
    const waiting = await drawn(station, 2);
    await putDonors(station.db, [listed(waiting.person)], nowMs);
    await placeDeferral(station.db, named(waiting), nowMs);
    await placedElsewhere(waiting);
    expect(await causesOf(waiting)).toEqual(['hbsag|']);
    await decide(waiting, 'discard');
    await placedElsewhere(waiting);
    expect(await causesOf(waiting)).toEqual(['hbsag|']);
  });

  test('is not what a list says that is loaded again', async () => {
    const it = await released();
    await putDonors(station.db, [listed(it.person, deferral())], nowMs);
    expect(await causesOf(it)).toEqual(['hbsag|']);
  });
});

describe('an entry the station does not understand', () => {
  const holdsOf = async (it: Van) =>
    (await queueOf(station, it)).map(({ seq, donationId }) => ({ seq, donationId }));

  test('holds the unit it speaks of, and that of the visit it speaks of', async () => {
    const it = await drawn(station, 0);
    const { donationId } = entryBodies['donation.prepared'].parse(
      it.journal.entries[seqOf(it, 'donation.prepared') - 1]?.body,
    );
    const ofUnit = it.journal.appendAny('donation.weighed', { donationId }, 1, donationId);
    const ofVisit = it.journal.appendAny('deferral.placed', { visitId: it.visitId }, 2, it.visitId);
    await it.post();
    expect(await holdsOf(it)).toEqual(
      expect.arrayContaining([
        { seq: ofUnit.seq, donationId },
        { seq: ofVisit.seq, donationId },
      ]),
    );
    expect(await heldDins(station)).toContain(it.din(0));
    await decide(it, 'release');
    expect(await heldDins(station)).not.toContain(it.din(0));
  });

  test('about anything else waits for a person and holds no unit', async () => {
    const it = await drawn(station, 0);
    for (const subject of [null, 'a box', randomUUID()]) {
      it.journal.appendAny('box.sealed', {}, 1, subject);
    }
    await it.post();
    expect((await holdsOf(it)).map(({ donationId }) => donationId)).toEqual([null, null, null]);
    expect(await heldDins(station)).not.toContain(it.din(0));
  });
});
