import { expect, test } from 'vitest';
import { startSimulators } from '../../simulators/start.ts';
import { createHands } from '../../scripts/day/hands.ts';
import { fixedOperator } from '../../electron/core/operator.ts';
import { parseDeviceUrl } from '../../shared/device-url.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import {
  identityOf,
  keyOf,
  openDay,
  personAt,
  register,
  toStarted,
  toPrepared,
  toStopped,
  typed,
} from '../support/donor-steps.ts';
import { staff } from '../support/station-data.ts';
import { openTestCore } from '../support/test-core.ts';

const known = (at: number, over: Partial<IndexedDonor>): IndexedDonor => ({
  ...{
    donorKey: keyOf(personAt(at)),
    personKey: null,
    donationCount: 0,
    bloodGroup: 'A',
    hadReaction: false,
  },
  ...{ history: [], deferrals: [], ...over },
});
const deferral = (until: string | null) => ({
  ...{ reason: '6.2.9-tattoo', clause: '6.2.9', until, permanent: until === null },
  ...{ bars: 'all' as const, endedOn: null },
});
const donated = (date: string) => ({ date, type: 'whole-blood' as const, volumeMl: 400 });

test('what the index says is told at registration; who may not donate is recorded and sent home', async () => {
  const donors = [
    known(0, { deferrals: [deferral('2026-10-01')] }),
    known(1, { deferrals: [deferral(null)] }),
    known(2, { donationCount: 1, history: [donated('2026-04-01')] }),
    known(3, { donationCount: 1, history: [donated('2025-11-01')] }),
    known(4, { deferrals: [deferral('2026-06-01')] }),
  ];
  const it = openTestCore({ taken: { donors } });
  await openDay(it);
  const kinds: unknown[] = [];
  for (const at of [0, 1, 2, 3, 4, 5]) {
    const { visitId, ticket, check } = await it.ok(
      'donor.register',
      typed(identityOf(personAt(at))),
    );
    const { stage, endedReason } = await it.ok('visit.get', { visitId });
    kinds.push([ticket, check.kind, stage, endedReason]);
  }
  expect(kinds).toEqual([
    [1, 'deferred', 'ended', 'deferred'],
    [2, 'deferred-permanently', 'ended', 'deferred'],
    [3, 'too-early', 'ended', 'deferred'],
    [4, 'may-continue', 'questionnaire', null],
    [5, 'may-continue', 'questionnaire', null],
    [6, 'may-continue', 'questionnaire', null],
  ]);
  const board = await it.ok('session.board', {});
  expect(board?.cards.map(({ firstTime }) => firstTime)).toEqual([
    ...[true, true, false, false, true, null],
  ]);
  expect(it.world.errors).toEqual([]);
  await it.core.close();
});

test('the board shows a surname and stars, never a number', async () => {
  const it = openTestCore();
  await openDay(it);
  await register(it, personAt(0));
  const text = JSON.stringify(await it.ok('session.board', {}));
  const { card } = personAt(0).donor;
  expect(text).not.toContain(card.name);
  expect(text).not.toContain(card.idNumber);
  expect(text).toContain(`"${Array.from(card.name)[0]}*`);
  await it.core.close();
});

test('a document stands once in a session, unless its donor left of his or her own will', async () => {
  const it = openTestCore();
  await openDay(it);
  const form = typed(identityOf(personAt(0)));
  const { visitId } = await it.ok('donor.register', form);
  expect(await it.refusal('donor.register', form)).toEqual({
    ...{ reason: 'already-registered-today', details: { ticket: 1 } },
  });
  await it.ok('visit.end', { visitId, reason: 'left' });
  expect(await it.ok('donor.register', form)).toMatchObject({ ticket: 2 });
  expect((await it.refusal('donor.register', form)).details).toEqual({ ticket: 2 });
  await it.core.close();
});

test('who gave blood on this vehicle is too early at its next session, index or not', async () => {
  const it = openTestCore();
  await openDay(it);
  const { visitId, din } = await toStopped(it, 0);
  await it.ok('visit.end', { visitId, reason: 'completed' });
  await it.ok('unit.pack', { raw: `=${din}00`, box: 'BOX-1' });
  expect(await it.refusal('donor.register', typed(identityOf(personAt(0))))).toMatchObject({
    reason: 'already-registered-today',
  });
  await it.ok('session.seal', { secondOperator: staff.zhang });
  await openDay(it);
  const again = await it.ok('donor.register', typed(identityOf(personAt(0))));
  expect(again.check.kind).toBe('too-early');
  await it.core.close();
});

test('an expired document is refused with its date; one that ends today is not', async () => {
  const it = openTestCore();
  await openDay(it);
  const identity = identityOf(personAt(0));
  const expired = typed({ ...identity, validTo: '2026-06-15' });
  expect(await it.refusal('donor.register', expired)).toEqual({
    ...{ reason: 'identity-expired', details: { until: '2026-06-15' } },
  });
  await it.ok('donor.register', typed({ ...identity, validTo: '2026-06-16' }));
  await it.core.close();
});

test('a typed identity needs a number that checks, a reason and a second person of the staff', async () => {
  const it = openTestCore();
  await openDay(it);
  const identity = identityOf(personAt(0));
  const other = identity.documentNumber.endsWith('1') ? '2' : '1';
  const wrong = { ...identity, documentNumber: identity.documentNumber.slice(0, -1) + other };
  expect(await it.refusal('donor.register', typed(wrong))).toMatchObject({
    reason: 'id-number-wrong',
  });
  for (const documentNumber of ['12345', '000000000000000000', '1101051949123100']) {
    expect(
      await it.refusal('donor.register', typed({ ...identity, documentNumber })),
    ).toMatchObject({ reason: 'id-number-wrong' });
  }
  for (const reason of ['', '   ', ' x ']) {
    expect(await it.refusal('donor.register', typed(identity, { reason }))).toMatchObject({
      reason: 'reason-needed',
    });
  }
  for (const witness of [staff.demo, staff.stranger]) {
    expect(await it.refusal('donor.register', typed(identity, { witness }))).toMatchObject({
      reason: 'second-person-needed',
    });
  }
  await it.ok('donor.register', typed(identity));
  await it.core.close();
});

test('sex and birth date of a typed identity are those of its number, whatever was typed beside it', async () => {
  const it = openTestCore();
  await openDay(it);
  const identity = identityOf(personAt(0));
  const sex = identity.sex === 'male' ? ('female' as const) : ('male' as const);
  const form = typed({ ...identity, sex, birthDate: '1901-01-01' });
  const { visitId } = await it.ok('donor.register', form);
  const visit = await it.ok('visit.get', { visitId });
  expect(visit.identity).toMatchObject({ sex: identity.sex, birthDate: identity.birthDate });
  await it.core.close();
});

test('no registration without the look at face and document, and none from a card that is not there', async () => {
  const it = openTestCore();
  await openDay(it);
  const form = typed(identityOf(personAt(0)));
  expect(await it.refusal('donor.register', { ...form, personChecked: false })).toMatchObject({
    reason: 'person-not-checked',
  });
  const source = { kind: 'card' as const, cardReadId: it.world.random.uuid() };
  expect(await it.refusal('donor.register', { ...form, source })).toMatchObject({
    reason: 'card-not-on-reader',
  });
  await it.core.close();
});

test('a card on the reader registers once, an earlier reading of it does not, an expired one is refused', async () => {
  const simulators = await startSimulators({ transport: 'tcp' });
  const url = parseDeviceUrl(simulators.urls.idReader);
  if (!url.ok) throw new Error(url.error);
  const it = openTestCore({ devices: { 'id-reader': url.value } });
  await openDay(it);
  const hands = createHands(
    { request: (asked) => it.core.call(asked, fixedOperator), subscribe: it.core.subscribe },
    simulators,
  );
  const { card } = personAt(0).donor;
  const ofCard = (cardReadId: string) => ({
    ...typed(identityOf(personAt(0))),
    source: { kind: 'card' as const, cardReadId },
  });
  // The reader looks again at a card that lies there when time has passed.
  const place = (placed: typeof card): Promise<string> => {
    it.world.passTime(60_000);
    return hands.placeCard(placed);
  };
  const expired = await place({ ...card, validTo: '2026-06-15' });
  expect(await it.refusal('donor.register', ofCard(expired))).toMatchObject({
    reason: 'identity-expired',
  });
  const earlier = await place(personAt(1).donor.card);
  const now = await place(card);
  expect(await it.refusal('donor.register', ofCard(earlier))).toMatchObject({
    reason: 'card-not-on-reader',
  });
  expect(await it.ok('id-card.current', {})).toMatchObject({
    card: { cardReadId: now, identity: { documentNumber: card.idNumber }, alreadyRegistered: null },
  });
  const { visitId } = await it.ok('donor.register', ofCard(now));
  expect(await it.ok('id-card.current', {})).toMatchObject({
    card: { alreadyRegistered: visitId },
  });
  await it.core.close();
  await simulators.close();
});

test('a visit ends once, not during a draw, and not while a bound number is neither drawn nor destroyed', async () => {
  const it = openTestCore();
  await openDay(it);
  const left = { reason: 'left' as const };
  const drawing = await toStarted(it, 0);
  expect(await it.refusal('visit.end', { visitId: drawing.visitId, ...left })).toMatchObject({
    reason: 'draw-running',
  });
  const prepared = await toPrepared(it, 1);
  expect(await it.refusal('visit.end', { visitId: prepared.visitId, ...left })).toMatchObject({
    reason: 'donation-already-prepared',
  });
  const visitId = await register(it, personAt(2));
  expect(await it.refusal('visit.end', { visitId, reason: 'completed' })).toMatchObject({
    reason: 'wrong-step',
  });
  await it.ok('visit.end', { visitId, ...left });
  expect(await it.refusal('visit.end', { visitId, ...left })).toMatchObject({
    reason: 'visit-ended',
  });
  await it.core.close();
});
