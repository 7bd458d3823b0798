import { type Identity, identity as identityShape } from '../../shared/journal/bodies/donor.ts';
import { type EntryBody, entryBodies } from '../../shared/journal/types.ts';

const sha256 = 'cd'.repeat(32);
const bag = {
  lot: 'B2603',
  product: 'CPDA-1 400',
  anticoagulant: 'CPDA-1',
  nominalVolumeMl: 400,
  expiresOn: '2027-03-31',
};
const labels = [{ kind: 'bag' as const, flags: '00' }];

/** The numbers a session begins with; a laptop whose range was closed has others of the vehicle's. */
export const rangeId = 'r1';
export const rangeCount = 20;

/** Bodies of the entries that a donor's way leaves, small and valid; the store parses each with its own schema. */
export const sessionOpened = (sessionId: string, firstDin: string): EntryBody<'session.opened'> =>
  entryBodies['session.opened'].parse({
    sessionId,
    drive: {
      driveId: 'drive-1',
      planned: '3月第三周(17-23日)',
      venue: '四马路工商银行',
      organisations: [],
      target: 20,
    },
    bagLots: [bag],
    dinRanges: [{ rangeId, firstDin, count: rangeCount }],
    ruleSet: { id: 'gb-18467-2011', version: 1, sha256 },
    deferralListAgeMs: 0,
    clockConfirmedAtMs: 1,
  });

/** Who comes, and under which keys the laptop knows him or her. */
export interface Who {
  readonly donorKey: string;
  readonly personKey: string;
  readonly identity: Identity;
}

/** Somebody whose key has nothing to do with the document, which is the same for all. */
export const somebody = (donorKey: string): Who => ({ donorKey, personKey: donorKey, identity });

const identity = identityShape.parse({
  ...{ name: '试验', sex: 'male', nation: '01', birthDate: '1996-01-01', address: null },
  ...{ documentType: 'resident-id', documentNumber: '11010519491231002X' },
  ...{ issuer: null, validFrom: null, validTo: null },
});

export const donorRegistered = (
  visitId: string,
  sessionId: string,
  ticket: number,
  who: Who,
): EntryBody<'donor.registered'> =>
  entryBodies['donor.registered'].parse({
    ...{ visitId, sessionId, ticket, ...who, samePersonAs: [] },
    source: { kind: 'typed', reason: 'reader away', witness: 'leader-1' },
    personChecked: true,
    organisation: null,
    phone: null,
    answer: {
      indexed: null,
      others: [],
      check: {
        kind: 'may-continue',
        reasons: [],
        earliest: [],
        ruleSet: { id: 'gb-18467-2011', version: 1 },
      },
    },
  });

/** As long as a person who takes time over a signature makes it: a few of these fill a batch. */
const strokes = `M4 20${'L9 6L15 22L22 8'.repeat(500)}`;

export const consentSigned = (visitId: string): EntryBody<'consent.signed'> =>
  entryBodies['consent.signed'].parse({
    ...{ visitId, consentVersion: '1', textSha256: sha256, signedSha256: sha256 },
    donorSignature: strokes,
  });

/** For good: no date, so that clocks that jump do not matter. */
export const deferralPlaced = (
  visitId: string,
  donorKey: string,
  reason: string,
): EntryBody<'deferral.placed'> =>
  entryBodies['deferral.placed'].parse({
    ...{ visitId, donorKey, note: '', witness: 'leader-1' },
    deferral: { reason, clause: null, permanent: true, until: null, bars: 'all', endedOn: null },
  });

export const prepared = (
  donationId: string,
  sessionId: string,
  visitId: string,
  din: string,
): EntryBody<'donation.prepared'> =>
  entryBodies['donation.prepared'].parse({
    ...{ donationId, sessionId, visitId, din, dinOrigin: 'next-of-range' },
    ...{ bagLot: bag.lot, volumeMl: 400, labels },
  });

export const labelAsked = (
  jobId: string,
  sessionId: string,
  donationId: string,
  din: string,
): EntryBody<'label.asked'> =>
  entryBodies['label.asked'].parse({
    ...{ jobId, sessionId, donationId, din, copy: 1, reason: null, labels, payloadSha256: sha256 },
  });

export const stopped = (donationId: string): EntryBody<'donation.stopped'> =>
  entryBodies['donation.stopped'].parse({
    ...{ donationId, volumeMl: 402, volumeSource: 'scale', durationS: 441 },
    // A device's line may hold a zero byte; it must be kept as it came.
    scaleFrame: 'ST,GS,+00402.0 g\u0000',
    marks: { noPlatelets: false, noFfp: false, volumeOutOfTolerance: false },
  });

export const sealed = (
  sessionId: string,
  head: { readonly seq: number; readonly hash: string },
  signature: string,
): EntryBody<'session.sealed'> =>
  entryBodies['session.sealed'].parse({
    sessionId,
    totals: {
      ...{ donors: 1, eligible: 1, deferred: 0, donations: 1, volumeMl: 402, units: 2 },
      ...{ dinsUsed: 1, dinsSpoiled: 0, dinsReturned: 49 },
    },
    secondOperator: 'leader-1',
    headSeq: head.seq,
    headHash: head.hash,
    signature,
  });
