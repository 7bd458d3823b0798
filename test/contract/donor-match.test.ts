import { expect, test } from 'vitest';
import { donorKeyOf } from '../../shared/domain/donor/donor-key.ts';
import { personKeyOf } from '../../shared/domain/donor/person-key.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { donorKey } from '../../shared/ids.ts';
import type { Identity } from '../../shared/journal/bodies/donor.ts';
import { systemHashing } from '../../electron/core/system.ts';
import { openCardDesk } from '../support/card-desk-steps.ts';
import { donate, identityOf, openDay, personAt, typed } from '../support/donor-steps.ts';
import { bodiesIn } from '../support/journal-of.ts';
import { sleep } from '../support/screening-steps.ts';
import { dayMs, donorHashKeyHex } from '../support/station-data.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const keyed = (text: string) => systemHashing.hmacSha256(donorHashKeyHex, text);
const passport = (at: number, number = 'E12345678'): Identity => ({
  ...identityOf(personAt(at)),
  ...{ documentType: 'other', documentNumber: number },
});
const otherKey = donorKey.parse('ab'.repeat(32));
const recordOf = (at: number, over: Partial<IndexedDonor> = {}): IndexedDonor => ({
  ...{ donorKey: otherKey, personKey: personKeyOf(identityOf(personAt(at)), keyed) },
  ...{ donationCount: 0, bloodGroup: null, hadReaction: false, history: [], deferrals: [] },
  ...over,
});
const tattoo = {
  ...{ reason: '6.2.9-tattoo', clause: '6.2.9', permanent: false, until: '2026-09-01' },
  ...{ bars: 'all' as const, endedOn: null },
};
const gave = { date: '2026-05-01', type: 'whole-blood' as const, volumeMl: 400 };

const registered = (it: TestCore, identity: Identity, samePersonAs: readonly string[] = []) =>
  it.ok('donor.register', {
    ...typed(identity),
    samePersonAs: samePersonAs.map((key) => donorKey.parse(key)),
  });

test('a record under another document is proposed with the card, and never joined by itself', async () => {
  const record = recordOf(0, { deferrals: [tattoo], donationCount: 1, history: [gave] });
  const desk = await openCardDesk({ donors: [record] });
  const it = desk.test;
  await openDay(it);
  const cardReadId = await desk.place(personAt(0).donor.card);
  const { card } = await it.ok('id-card.current', {});
  expect(card?.answer).toMatchObject({
    ...{ indexed: null, others: [], check: { kind: 'may-continue' } },
  });
  expect(card?.maybeSamePerson).toEqual([
    {
      ...{ donorKey: otherKey, visitId: null, ticket: null, donationCount: 1 },
      ...{ lastDonationOn: '2026-05-01', deferrals: [tattoo] },
    },
  ]);
  const source = { kind: 'card' as const, cardReadId };
  const { check, visitId } = await it.ok('donor.register', {
    ...typed(identityOf(personAt(0))),
    source,
  });
  expect(check.kind).toBe('may-continue');
  expect(bodiesIn(it.folder, 'donor.registered')).toMatchObject([{ samePersonAs: [] }]);
  expect((await it.ok('donor.history', { visitId })).deferrals).toEqual([]);
  await desk.close();
});

test('confirmed by the registrar, its deferrals count', async () => {
  const it = openTestCore({ taken: { donors: [recordOf(0, { deferrals: [tattoo] })] } });
  await openDay(it);
  const { check, visitId } = await registered(it, identityOf(personAt(0)), [otherKey]);
  expect(check).toMatchObject({ kind: 'deferred', reasons: [{ until: '2026-09-01' }] });
  const visit = await it.ok('visit.get', { visitId });
  expect(visit.answer.others).toMatchObject([{ donorKey: otherKey }]);
  expect((await it.ok('donor.history', { visitId })).deferrals).toEqual([
    { ...tattoo, onThisVehicle: false },
  ]);
  // Ending it ends the one under the other document.
  const ending = {
    visitId,
    reason: tattoo.reason,
    until: tattoo.until,
    why: '复核',
    witness: null,
  };
  await it.ok('deferral.end', ending);
  expect(bodiesIn(it.folder, 'deferral.ended')).toMatchObject([{ donorKey: otherKey }]);
  await it.core.close();
});

test('confirmed by the registrar, its donations count', async () => {
  const it = openTestCore({
    taken: { donors: [recordOf(0, { donationCount: 1, history: [gave] })] },
  });
  await openDay(it);
  expect((await registered(it, identityOf(personAt(0)), [otherKey])).check).toMatchObject({
    ...{ kind: 'too-early', reasons: [{ code: 'interval-too-short', until: '2026-11-01' }] },
  });
  await it.core.close();
});

test('a key nobody proposed is not taken over', async () => {
  const stranger = recordOf(1, { deferrals: [tattoo] });
  const it = openTestCore({ taken: { donors: [stranger] } });
  await openDay(it);
  const { check } = await registered(it, identityOf(personAt(0)), [otherKey, 'cd'.repeat(32)]);
  expect(check.kind).toBe('may-continue');
  expect(bodiesIn(it.folder, 'donor.registered')).toMatchObject([
    { samePersonAs: [], answer: { others: [] } },
  ]);
  await it.core.close();
});

test('the same person again under another document is flagged for a person; donations of the day count when confirmed', async () => {
  const it = openTestCore();
  await openDay(it);
  const first = await donate(it, 0);
  const again = await registered(it, passport(0));
  expect(again.check.kind).toBe('may-continue');
  const { flags } = await it.ok('integrity.list', {});
  expect(flags).toMatchObject([
    {
      ...{ kind: 'same-person-other-document', visitId: again.visitId },
      ...{ ticket: 2, otherTicket: 1, judgement: null, note: null },
    },
  ]);
  expect(bodiesIn(it.folder, 'integrity.flagged')).toMatchObject([
    { visitId: again.visitId, otherVisitId: first.visitId },
  ]);
  expect((await it.ok('donor.history', { visitId: first.visitId })).flags).toEqual(flags);

  const key = bodiesIn(it.folder, 'donor.registered')[0]?.donorKey ?? '';
  const third = await registered(it, passport(0, 'E87654321'), [key]);
  expect(third.check).toMatchObject({
    ...{ kind: 'too-early', reasons: [{ code: 'interval-too-short' }] },
  });
  expect(it.world.errors).toEqual([]);
  await it.core.close();
});

test('who came last week with another document is proposed from this vehicle’s own record', async () => {
  const it = openTestCore();
  await openDay(it);
  await donate(it, 0);
  await sleep(it);
  it.world.passTime(dayMs);
  await openDay(it);
  const key = bodiesIn(it.folder, 'donor.registered')[0]?.donorKey ?? '';
  const { check } = await registered(it, passport(0), [key]);
  expect(check.kind).toBe('too-early');
  // Not of this session: nobody tried twice in a day.
  expect((await it.ok('integrity.list', {})).flags).toEqual([]);
  await it.core.close();
});

test('twins of one name are proposed and flagged, and each donates', async () => {
  const it = openTestCore();
  await openDay(it);
  const [one, two] = [passport(0, 'G00000001'), passport(0, 'G00000002')];
  const first = await registered(it, one);
  const second = await registered(it, two);
  expect([first.check.kind, second.check.kind]).toEqual(['may-continue', 'may-continue']);
  const { flags } = await it.ok('integrity.list', {});
  expect(flags.map(({ kind, ticket, otherTicket }) => [kind, ticket, otherTicket])).toEqual([
    ['same-person-other-document', 2, 1],
  ]);
  const [flag] = flags;
  if (!flag) throw new Error('no flag');
  const judgement = { flagId: flag.flagId, judgement: 'harmless' as const, note: '双胞胎,已核对' };
  await it.ok('integrity.judge', judgement);
  expect((await it.ok('integrity.list', {})).flags).toMatchObject([
    { judgement: 'harmless', note: '双胞胎,已核对' },
  ]);
  await it.core.close();
});

test('one donor whatever way the number was typed; another kind of document is another', async () => {
  const it = openTestCore();
  await openDay(it);
  const identity = { ...identityOf(personAt(0)), documentNumber: '11010519491231002X' };
  const first = await registered(it, { ...identity, birthDate: '1949-12-31' });
  for (const documentNumber of ['11010519491231002x', '11010519491231002X']) {
    const again = typed({ ...identity, documentNumber });
    expect(await it.refusal('donor.register', again)).toEqual({
      ...{ reason: 'already-registered-today', details: { ticket: first.ticket } },
    });
  }
  // No card with 15 digits is valid any more; records of that time are found by the same key.
  const old = { ...identity, documentNumber: '110105491231002' };
  expect((await it.refusal('donor.register', typed(old))).reason).toBe('id-number-wrong');
  const [{ donorKey: key } = { donorKey: '' }] = bodiesIn(it.folder, 'donor.registered');
  for (const number of [identity.documentNumber, '110105491231002', '11010519491231002x']) {
    expect(donorKeyOf('resident-id', number, keyed)).toEqual({ ok: true, value: key });
  }
  await registered(it, { ...identity, documentType: 'foreigner-id', documentNumber: 'A1234567' });
  await it.core.close();
});

test('a name with a middle dot is one name however the dot was typed', async () => {
  const it = openTestCore();
  await openDay(it);
  const named = (name: string, number: string) => ({ ...passport(0, number), name });
  await registered(it, named('阿不都·热合曼', 'G00000001'));
  for (const [at, dot] of ['•', '・', '.', ''].entries()) {
    await registered(it, named(`阿不都${dot}热合曼`, `G0000001${at}`));
  }
  await registered(it, named('阿不都热合', 'G00000020'));
  const { flags } = await it.ok('integrity.list', {});
  // The second is like the first, the third like the two before it, …; the last is like nobody.
  expect(flags).toHaveLength(1 + 2 + 3 + 4);
  expect(flags.some(({ ticket }) => ticket === 6)).toBe(false);
  await it.core.close();
});

test('a typed identity is matched like a card, before it is registered and after', async () => {
  const it = openTestCore({ taken: { donors: [recordOf(0, { deferrals: [tattoo] })] } });
  await openDay(it);
  const identity = identityOf(personAt(0));
  const before = await it.ok('donor.match', { identity });
  expect(before).toMatchObject({
    ...{ alreadyRegistered: null, answer: { check: { kind: 'may-continue' } } },
    maybeSamePerson: [{ donorKey: otherKey, deferrals: [tattoo] }],
  });
  const { visitId } = await registered(it, identity);
  const after = await it.ok('donor.match', { identity });
  expect(after.alreadyRegistered).toBe(visitId);
  const wrong = { ...identity, documentNumber: '110105194912310021' };
  expect((await it.refusal('donor.match', { identity: wrong })).reason).toBe('id-number-wrong');
  await it.core.close();
});
