import { answersOf, type Person, peopleOf, testsOf, vitalsOf } from '../../scripts/day/person.ts';
import { dinBarcodeText, parseBareDin } from '../../shared/codes/isbt128/din.ts';
import type { CallInput } from '../../shared/contract/index.ts';
import { donorKeyOf } from '../../shared/domain/donor/donor-key.ts';
import { driveId, type DonationId, type VisitId } from '../../shared/ids.ts';
import type { Identity } from '../../shared/journal/bodies/donor.ts';
import { generateDonors } from '../../simulators/donors.ts';
import { nationCode } from '../../simulators/nations.ts';
import { systemHashing } from '../../electron/core/system.ts';
import { bag400, donorHashKeyHex, staff } from './station-data.ts';
import type { TestCore } from './test-core.ts';

/** Healthy adults who would give 400 mL. */
export const people: readonly Person[] = peopleOf(
  3,
  generateDonors({ seed: 3, count: 20, onDate: '2026-06-16', wrongAge: 0 }),
).map((person) => ({
  ...person,
  ...{ trait: 'well', wantedVolumeMl: 400, weightKg: 65, haemoglobinGPerL: 145 },
  pressure: { systolic: 118, diastolic: 76, pulse: 70 },
}));

export function personAt(at: number): Person {
  const person = people[at];
  if (!person) throw new Error('there are not so many people');
  return person;
}

export const identityOf = ({ donor: { card } }: Person): Identity => ({
  ...{ name: card.name, sex: card.sex, nation: nationCode(card.nation), birthDate: card.birth },
  ...{ address: card.address, documentType: 'resident-id', documentNumber: card.idNumber },
  ...{ issuer: card.issuer, validFrom: card.validFrom, validTo: null },
});

export function keyOf(person: Person) {
  const key = donorKeyOf('resident-id', person.donor.card.idNumber, (text) =>
    systemHashing.hmacSha256(donorHashKeyHex, text),
  );
  if (!key.ok) throw new Error(key.error);
  return key.value;
}

type Registration = CallInput<'donor.register'>;

export const typed = (
  identity: Identity,
  over: Partial<Extract<Registration['source'], { kind: 'typed' }>> = {},
): Registration => ({
  source: { kind: 'typed', identity, reason: '读卡器故障', witness: staff.zhang, ...over },
  ...{ personChecked: true, organisation: null, phone: null, samePersonAs: [] },
});

export const opening = (nowMs: number): CallInput<'session.open'> => ({
  ...{ driveId: driveId.parse('plan-0001'), bagLots: [bag400], clockConfirmedAtMs: nowMs },
});

export const openDay = (test: TestCore, over: Partial<CallInput<'session.open'>> = {}) =>
  test.ok('session.open', { ...opening(test.world.clock.nowMs()), ...over });

export const register = async (test: TestCore, person: Person): Promise<VisitId> =>
  (await test.ok('donor.register', typed(identityOf(person)))).visitId;

export const signature = 'M4 20L9 6L15 22';

export async function answers(test: TestCore, visitId: VisitId, person: Person) {
  const { questionnaire } = await test.ok('screening.forms', {});
  return {
    visitId,
    answers: answersOf(person, questionnaire, '2026-06-16'),
    donorSignature: signature,
  };
}

export const examination = (visitId: VisitId, person: Person): CallInput<'examination.record'> => {
  const { systolic, diastolic, pulse } = person.pressure;
  const measured = { systolicMmHg: systolic, diastolicMmHg: diastolic, pulsePerMin: pulse };
  return {
    ...{ visitId, vitals: vitalsOf(person, measured), bloodPressureSource: { kind: 'typed' } },
    examinerSignature: signature,
  };
};

export const tests = (visitId: VisitId, person: Person): CallInput<'test.record'> => ({
  ...{ visitId, tests: testsOf(person), reagentLot: 'HB-1', wantedVolumeMl: person.wantedVolumeMl },
});

/** Registers and screens a person until a number may be bound. */
export async function toCollection(test: TestCore, at: number): Promise<VisitId> {
  const person = personAt(at);
  const visitId = await register(test, person);
  await test.ok('questionnaire.answer', await answers(test, visitId, person));
  await test.ok('examination.record', examination(visitId, person));
  const { decision } = await test.ok('test.record', tests(visitId, person));
  if (decision.kind !== 'eligible') throw new Error(`not eligible: ${JSON.stringify(decision)}`);
  return visitId;
}

export const preparation = (visitId: VisitId): CallInput<'donation.prepare'> => ({
  ...{ visitId, din: { kind: 'next' }, bagLot: bag400, volumeMl: 400 },
});

export interface Bound {
  readonly visitId: VisitId;
  readonly donationId: DonationId;
  readonly din: string;
}

export async function toPrepared(
  test: TestCore,
  at: number,
  din: CallInput<'donation.prepare'>['din'] = { kind: 'next' },
): Promise<Bound> {
  const visitId = await toCollection(test, at);
  return { visitId, ...(await test.ok('donation.prepare', { ...preparation(visitId), din })) };
}

export function barcode(din: string, flags: string): string {
  const bare = parseBareDin(din);
  if (!bare.ok) throw new Error(`not a DIN: ${din}`);
  return dinBarcodeText(bare.value, flags);
}

export async function scanAll(test: TestCore, { visitId, donationId, din }: Bound): Promise<void> {
  const { donation } = await test.ok('visit.get', { visitId });
  for (const { flags, scanned } of donation?.labels ?? []) {
    if (!scanned) await test.ok('label.scan-back', { donationId, raw: barcode(din, flags) });
  }
}

export async function toStarted(test: TestCore, at: number): Promise<Bound> {
  const bound = await toPrepared(test, at);
  await test.ok('donation.confirm-identity', { donationId: bound.donationId, how: 'spoken' });
  await scanAll(test, bound);
  await test.ok('donation.start', { donationId: bound.donationId });
  return bound;
}

export const stopping = (donationId: DonationId): CallInput<'donation.stop'> => ({
  ...{ donationId, volumeMl: 402, volumeSource: 'typed', scaleFrame: null },
});

export async function toStopped(test: TestCore, at: number): Promise<Bound> {
  const bound = await toStarted(test, at);
  test.world.passTime(8 * 60_000);
  await test.ok('donation.stop', stopping(bound.donationId));
  return bound;
}

/** One donor from the door to the box. */
export async function donate(test: TestCore, at: number, box = 'BOX-01'): Promise<Bound> {
  const bound = await toStopped(test, at);
  await test.ok('visit.end', { visitId: bound.visitId, reason: 'completed' });
  await test.ok('unit.pack', { raw: barcode(bound.din, '00'), box });
  return bound;
}
