import type { KeyObject } from 'node:crypto';
import { checkAtRegistration } from '../../../shared/domain/screening/check-at-registration.ts';
import { entryBodies } from '../../../shared/journal/types.ts';
import { canonicalJson } from '../../../shared/journal/canonical.ts';
import { nodeHashing } from '../../../station/hashing.ts';
import { GB, healthyMan, judge } from '../../support/screening-facts.ts';

/** As a vehicle names the rule set it judged by. */
const sha256 = nodeHashing.sha256(canonicalJson(GB));
const decided = judge(healthyMan);
const check = checkAtRegistration(
  {
    donor: healthyMan.donor,
    date: healthyMan.date,
    wantedType: healthyMan.wantedType,
    history: [],
    deferrals: [],
  },
  GB,
);

/** Bodies of a day's entries, each checked with its own schema. */
export const dayBodies = (sessionId: string) => ({
  epochOpened: (vehicle: string, publicKey: KeyObject) =>
    entryBodies['epoch.opened'].parse({
      vehicle,
      reason: 'created',
      appVersion: '0.1.0',
      devicePublicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    }),
  sessionOpened: () =>
    entryBodies['session.opened'].parse({
      sessionId,
      drive: {
        driveId: 'huaibei-annex1-0010',
        planned: '3月第三周(17-23日)',
        venue: '四马路工商银行',
        organisations: ['淮北市农业农商银行', '中国银行淮北分行'],
        target: 120,
      },
      bagLots: [
        {
          lot: 'B2603',
          product: '全血 CPDA-1 400',
          anticoagulant: 'CPDA-1',
          nominalVolumeMl: 400,
          expiresOn: '2027-03-31',
        },
      ],
      dinRanges: [{ rangeId: 'r1', firstDin: 'G123426000001', count: 100 }],
      ruleSet: { id: 'gb-18467-2011', version: 1, sha256 },
      deferralListAgeMs: 3_600_000,
      clockConfirmedAtMs: 1,
    }),
  donorRegistered: (visitId: string, ticket: number, donorKey: string, personKey: string) =>
    entryBodies['donor.registered'].parse({
      visitId,
      sessionId,
      ticket,
      donorKey,
      personKey,
      samePersonAs: [],
      identity: {
        // Of two keys that are two people's: the station links keys of one document, or of one name, birth date and sex.
        name: `褚秘密${personKey.slice(-8)}`,
        sex: 'male',
        nation: '01',
        birthDate: '1996-01-01',
        address: null,
        documentType: 'other',
        documentNumber: `11010519491231002X${donorKey.slice(-12).toUpperCase()}`,
        issuer: null,
        validFrom: null,
        validTo: null,
      },
      source: { kind: 'typed', reason: 'reader away', witness: 'leader-1' },
      personChecked: true,
      organisation: null,
      phone: null,
      answer: { indexed: null, others: [], check },
    }),
  screeningDecided: (visitId: string) =>
    entryBodies['screening.decided'].parse({
      visitId,
      input: healthyMan,
      ruleSetSha256: sha256,
      decision: decided,
    }),
  prepared: (donationId: string, visitId: string, din: string) =>
    entryBodies['donation.prepared'].parse({
      donationId,
      sessionId,
      visitId,
      din,
      dinOrigin: 'scanned',
      bagLot: 'B2603',
      volumeMl: 400,
      labels: [{ kind: 'bag', flags: '00' }],
    }),
  stopped: (donationId: string) =>
    entryBodies['donation.stopped'].parse({
      donationId,
      volumeMl: 402,
      volumeSource: 'scale',
      // A device's line may hold a zero byte; it must be kept as it came.
      scaleFrame: 'ST,GS,+00402.0 g\u0000',
      durationS: 441,
      marks: { noPlatelets: true, noFfp: false, volumeOutOfTolerance: false },
    }),
  sealed: (head: { readonly seq: number; readonly hash: string }, signature: string) =>
    entryBodies['session.sealed'].parse({
      sessionId,
      totals: {
        donors: 1,
        eligible: 1,
        deferred: 0,
        donations: 1,
        volumeMl: 402,
        units: 2,
        dinsUsed: 1,
        dinsSpoiled: 0,
        dinsReturned: 99,
      },
      secondOperator: 'leader-1',
      headSeq: head.seq,
      headHash: head.hash,
      signature,
    }),
});
