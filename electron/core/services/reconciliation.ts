import { indexInRange } from '../../../shared/codes/isbt128/din-sequence.ts';
import { parseBareDin } from '../../../shared/codes/isbt128/din.ts';
import { decidedAtRegistration } from '../../../shared/domain/screening/check-at-registration.ts';
import { type Difference, reconcileDay } from '../../../shared/domain/session/reconcile.ts';
import { tallyDay } from '../../../shared/domain/session/tally.ts';
import type { EntryBody } from '../../../shared/journal/types.ts';
import {
  type Donation,
  donationsOf,
  jobsOfSession,
  labelsOf,
  type PrintJob,
  printsBagLabel,
} from '../store/reads/donation.ts';
import type { Session } from '../store/reads/session.ts';
import { visitsOf } from '../store/reads/visit.ts';
import type { Reader } from '../store/writer.ts';
import { dinsLeft, toRange } from './din-supply.ts';
import { unitsToTakeOut } from './packed-apart.ts';
import { donationState } from './steps.ts';
import { hourOf } from './today.ts';
import { usableRanges } from './usable-ranges.ts';

/** Everything the day must account for, and what does not add up. Empty: it may be sealed. */
export function reconcileSession(db: Reader, session: Session): readonly Difference[] {
  const donations = donationsOf(db, session.sessionId);
  const ranges = session.dinRanges.map(toRange);
  const toTakeOut = unitsToTakeOut(db, session.sessionId);
  return reconcileDay({
    dins: {
      // What other sessions took of the ranges was accounted for when they were sealed.
      issuedCount: dinsLeft(db, usableRanges(db, session)) + donations.length,
      isIssued: (din) => {
        const bare = parseBareDin(din);
        return bare.ok && ranges.some((range) => indexInRange(range, bare.value) !== null);
      },
      spoiledUnused: [],
      returnedCount: null,
    },
    donations: donations.map((donation) => ({
      din: donation.din,
      phase: donationState(db, donation).phase,
      volumeMl: donation.volumeMl,
      labelsMissing: labelsOf(db, donation.donationId).filter(({ scanned }) => !scanned).length,
      takeOutOf: toTakeOut.has(donation.donationId) ? donation.box : null,
    })),
    visits: visitsOf(db, session.sessionId).map(({ ticket, stage }) => ({
      ticket,
      isEnded: stage === 'ended',
    })),
    printJobs: unaccountedJobs(jobsOfSession(db, session.sessionId), donations),
    tubes: null,
  });
}

/**
 * Jobs still to be accounted for: a spoiled number's labels were destroyed before a witness, and an earlier copy is accounted
 * for by the reason that its reprint carries.
 */
const unaccountedJobs = (
  jobs: readonly PrintJob[],
  donations: readonly Donation[],
): readonly PrintJob[] =>
  jobs.filter((job) => {
    const donation = donations.find(({ donationId }) => donationId === job.donationId);
    const isNewest = !jobs.some(
      (each) =>
        each.donationId === job.donationId &&
        printsBagLabel(each) === printsBagLabel(job) &&
        each.copy > job.copy,
    );
    return donation?.state !== 'spoiled' && isNewest;
  });

const unitMl = 200;

/** The counts of a session, as the strip above the board and the seal carry them. */
export function totalsOf(db: Reader, session: Session): EntryBody<'session.sealed'>['totals'] {
  const donations = donationsOf(db, session.sessionId);
  const tally = tallyDay(
    visitsOf(db, session.sessionId).map((visit) => ({
      registeredHour: hourOf(visit.registeredAtMs),
      isEnded: visit.stage === 'ended',
      decision: visit.decision?.kind ?? decidedAtRegistration(visit.answer.check),
      firstReason: (visit.decision ?? visit.answer.check).reasons[0]?.code ?? null,
    })),
    donations.map((donation) => ({
      phase: donationState(db, donation).phase,
      nominalVolumeMl: donation.wantedVolumeMl,
      volumeMl: donation.volumeMl,
    })),
    session.drive.target,
    unitMl,
  );
  return {
    donors: tally.donors,
    eligible: tally.eligible,
    deferred: tally.deferred,
    donations: tally.donations,
    volumeMl: tally.volumeMl,
    units: tally.units,
    dinsUsed: donations.length - tally.spoiled,
    dinsSpoiled: tally.spoiled,
    dinsReturned: dinsLeft(db, usableRanges(db, session)),
  };
}
