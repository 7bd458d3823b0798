import { createHash } from 'node:crypto';
import { LABEL_FLAGS } from '../../shared/codes/isbt128/flags.ts';
import { operatorId } from '../../shared/ids.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { roles } from '../../shared/roles.ts';
import { type StationData, stationData } from '../../shared/sync/station-data.ts';

/** 16 June 2026 in China, 08:30. */
export const startsAtMs = Date.UTC(2026, 5, 16, 0, 30);
export const donorHashKeyHex = '5eed'.repeat(16);
export const dayMs = 86_400_000;

export const staff = {
  demo: operatorId.parse('demo'),
  zhang: operatorId.parse('zhang'),
  stranger: operatorId.parse('stranger'),
};

export const bag400 = 'CPDA400-26A';
export const bag200 = 'CPDA200-26B';
export const bagExpired = 'CPDA400-OLD';
export const dinOf = (sequence: number): string => `A999926${String(sequence).padStart(6, '0')}`;
export const dinsIssued = 6;

/** What a station gives a vehicle, small: one drive, three lots, six numbers. */
export const smallStationData = (over: Partial<StationData> = {}): StationData =>
  stationData.parse({
    version: 1,
    station: { name: '试验血站', latinName: 'TEST STATION', licence: '' },
    settings: {
      deferralListAgeMaxMs: 3 * dayMs,
      labelSet: [
        { kind: 'bag', flags: LABEL_FLAGS.bag },
        { kind: 'nat-tube', flags: LABEL_FLAGS.natTube },
        { kind: 'donor-record', flags: LABEL_FLAGS.donorRecord },
      ],
      tubesPerDonation: 2,
    },
    staff: [
      { operatorId: staff.demo, name: '演示护士', roles: [...roles] },
      { operatorId: staff.zhang, name: '张护士', roles: ['phlebotomist'] },
    ],
    drives: [
      {
        ...{ driveId: 'plan-0001', planned: '6月16日', venue: '四马路', units: [], target: 40 },
        ...{ from: '2026-06-16', to: '2026-06-16', withdrawn: false, confirmed: null },
      },
    ],
    bagLots: [
      bag(bag400, 400, '2027-12-31'),
      // Today is the last day it may be used.
      bag(bag200, 200, '2026-06-16'),
      bag(bagExpired, 400, '2026-06-15'),
    ],
    dinRanges: [{ rangeId: 'r1', firstDin: dinOf(1), count: dinsIssued }],
    ruleSets: [],
    ...over,
  });

const bag = (lot: string, nominalVolumeMl: number, expiresOn: string) => ({
  ...{ lot, nominalVolumeMl, expiresOn },
  ...{ product: `CPDA-1 ${nominalVolumeMl} mL`, anticoagulant: 'CPDA-1' },
});

/** As it comes down: canonical text and its hash. */
export const asReceived = (data: StationData) => {
  const body = canonicalJson(data);
  return { body, sha256: createHash('sha256').update(body, 'utf8').digest('hex') };
};
