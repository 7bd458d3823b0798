import { createHash } from 'node:crypto';
import { appVersion } from '../../electron/core/app-version.ts';
import type { Core } from '../../electron/core/compose.ts';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { fixedOperator } from '../../electron/core/operator.ts';
import { beginIndexTransfer } from '../../electron/core/store/donor-index-transfer.ts';
import { keepStationData } from '../../electron/core/store/keep-station-data.ts';
import { openStore } from '../../electron/core/store/store.ts';
import { systemHashing } from '../../electron/core/system.ts';
import { LABEL_FLAGS } from '../../shared/codes/isbt128/flags.ts';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/index.ts';
import {
  type DonationId,
  driveId,
  operatorId,
  type VehicleId,
  type VisitId,
} from '../../shared/ids.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { ok } from '../../shared/result.ts';
import { roles } from '../../shared/roles.ts';
import { stationData } from '../../shared/sync/station-data.ts';
import { generateDonors } from '../../simulators/donors.ts';
import { answersOf, type Person, peopleOf, testsOf, vitalsOf } from '../day/person.ts';
import type { SeededWorld } from '../day/seeded-world.ts';

const onDate = '2026-06-16';
const lot = 'CPDA400-26A';
const drive = driveId.parse('bench-drive');
const witness = operatorId.parse('zhang');
const signature = 'M4 20L9 6L15 22';

/** What a station would have sent: the longest name a station has, and a set of five labels. */
const data = stationData.parse({
  version: 1,
  station: {
    name: '新疆维吾尔自治区巴音郭楞蒙古自治州中心血站',
    latinName: 'BAYINGOLIN BLOOD STATION',
    licence: '许可证号 0000000',
  },
  settings: {
    deferralListAgeMaxMs: 86_400_000,
    labelSet: [
      { kind: 'bag', flags: LABEL_FLAGS.bag },
      { kind: 'pilot-tube', flags: LABEL_FLAGS.pilotTube },
      { kind: 'test-tube', flags: LABEL_FLAGS.testTube },
      { kind: 'donor-record', flags: LABEL_FLAGS.donorRecord },
      { kind: 'nat-tube', flags: LABEL_FLAGS.natTube },
    ],
    tubesPerDonation: 3,
  },
  staff: [
    { operatorId: fixedOperator.operator, name: '演示护士', roles: [...roles] },
    { operatorId: witness, name: '张护士', roles: ['phlebotomist'] },
  ],
  drives: [
    {
      ...{ driveId: drive, planned: '', venue: '四马路', units: [], target: 1 },
      ...{ from: '2026-01-01', to: '2026-12-31', withdrawn: false, confirmed: null },
    },
  ],
  bagLots: [
    {
      ...{ lot, product: 'CPDA-1 400 mL', anticoagulant: 'CPDA-1', nominalVolumeMl: 400 },
      expiresOn: '2027-12-31',
    },
  ],
  dinRanges: [{ rangeId: 'r1', firstDin: 'A999926000001', count: 500 }],
  ruleSets: [],
});

/** Puts into an empty data folder what a vehicle takes along, by the code that takes it in. */
export function takeAlong(folder: string, vehicle: VehicleId, world: SeededWorld): void {
  const keys = createFileKeyStore(folder);
  const keyHex = keys.databaseKeyHex();
  const transfer = beginIndexTransfer(folder, keyHex, 1);
  transfer.takeRows({ donors: [], nextCursor: null, indexVersion: 1 });
  transfer.finish();
  const store = openStore({
    ...{ dataFolder: folder, keyHex, vehicle, appVersion, clockOffsetMs: () => 0 },
    ...{ clock: world.clock, random: world.random, hashing: systemHashing },
    devicePublicKey: keys.devicePublicKey(),
  });
  const body = canonicalJson(data);
  store.write((tx) => {
    keepStationData(tx, {
      ...{ body, sha256: createHash('sha256').update(body, 'utf8').digest('hex') },
      ...{
        version: 1,
        donorHashKeyHex: '5eed'.repeat(16),
        keyGeneration: 1,
        indexVersion: 1,
        indexDonors: 0,
      },
      ...{ receivedAtMs: world.clock.nowMs(), isNew: true },
    });
    return ok(null);
  });
  store.close();
}

export type Call = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

/** Calls in at the router; a refusal is a fault of the bench. */
export const callOf =
  (core: Core, world: SeededWorld): Call =>
  async <N extends CallName>(name: N, input: CallInput<N>) => {
    const reply = await core.call({ name, input, commandId: world.random.uuid() }, fixedOperator);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    // The router has checked it against the call's output schema.
    return reply.value as CallOutput<N>;
  };

const person: Person | undefined = peopleOf(
  3,
  generateDonors({ seed: 3, count: 1, onDate, wrongAge: 0 }),
).map((each) => ({
  ...each,
  ...{ trait: 'well' as const, wantedVolumeMl: 400 as const, weightKg: 65, haemoglobinGPerL: 145 },
  pressure: { systolic: 118, diastolic: 76, pulse: 70 },
}))[0];

/** One donor from the door to where a number may be bound. */
export async function toCollection(call: Call, nowMs: number): Promise<VisitId> {
  if (person === undefined) throw new Error('there is nobody');
  const { card } = person.donor;
  await call('session.open', { driveId: drive, bagLots: [lot], clockConfirmedAtMs: nowMs });
  const { visitId } = await call('donor.register', {
    source: {
      ...{ kind: 'typed', reason: '读卡器故障', witness },
      identity: {
        ...{ name: card.name, sex: 'male', nation: null, birthDate: card.birth, address: null },
        ...{ documentType: 'resident-id', documentNumber: card.idNumber },
        ...{ issuer: null, validFrom: null, validTo: null },
      },
    },
    ...{ personChecked: true, organisation: null, phone: null, samePersonAs: [] },
  });
  const { questionnaire } = await call('screening.forms', {});
  const answers = answersOf(person, questionnaire, onDate);
  await call('questionnaire.answer', { visitId, answers, donorSignature: signature });
  await call('examination.record', {
    ...{ visitId, examinerSignature: signature, bloodPressureSource: { kind: 'typed' } },
    vitals: vitalsOf(person, { systolicMmHg: 118, diastolicMmHg: 76, pulsePerMin: 70 }),
  });
  const tests = testsOf(person);
  await call('test.record', { visitId, tests, reagentLot: 'HB-1', wantedVolumeMl: 400 });
  return visitId;
}

/** The next number of the range, bound and without labels yet. */
export const bindNext = async (call: Call, visitId: VisitId): Promise<DonationId> =>
  (
    await call('donation.prepare', {
      ...{ visitId, din: { kind: 'next' }, bagLot: lot, volumeMl: 400 },
    })
  ).donationId;

/** Destroys a number, so that the donor may get another. */
export const spoil = (call: Call, donationId: DonationId) =>
  call('donation.spoil', { donationId, reason: 'label-damaged', witness });
