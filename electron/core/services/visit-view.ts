import { formatDin } from '../../../shared/codes/isbt128/din.ts';
import type { DonationDetail, VisitDetail } from '../../../shared/contract/visit.ts';
import { setAsideReason } from '../../../shared/sync/station-api.ts';
import { timeLimits } from '../../../shared/domain/donation/timing.ts';
import { volumeLimits } from '../../../shared/domain/donation/volume.ts';
import { ageOn } from '../../../shared/domain/civil-date.ts';
import {
  type Donation,
  donationOfVisit,
  jobsOf,
  labelsOf,
  printsBagLabel,
} from '../store/reads/donation.ts';
import { draftOf } from '../store/reads/draft.ts';
import { heldUnits } from '../store/verdicts.ts';
import type { Visit } from '../store/reads/visit.ts';
import type { Reader } from '../store/writer.ts';
import type { Context } from './context.ts';
import { collectionRulesOn } from './rules.ts';
import { today } from './today.ts';

function donationView(ctx: Context, db: Reader, donation: Donation): DonationDetail {
  const { spaced, check } = formatDin(donation.din);
  const rules = collectionRulesOn(ctx, today(ctx).date);
  const { visitId: _visit, holdToldTo: _told, dinOrigin, ...rest } = donation;
  return {
    ...rest,
    dinText: spaced,
    heldFor: heldFor(db, donation),
    printedBeforehand: dinOrigin !== 'next-of-range',
    checkCharacter: check,
    timeLimits: rules.ok ? timeLimits(donation.wantedVolumeMl, rules.value) : null,
    volumeLimits: rules.ok ? volumeLimits(donation.wantedVolumeMl, rules.value) : null,
    labels: [...labelsOf(db, donation.donationId)],
    printJobs: jobsOf(db, donation.donationId).map((job) => {
      const { jobId, copy, state, problem } = job;
      const prints = printsBagLabel(job) ? ('bag-label' as const) : ('set' as const);
      return { jobId, prints, copy, state, problem };
    }),
  };
}

/** What the station holds a unit for now; empty: for nothing. */
export const heldFor = (
  db: Reader,
  { donationId }: Pick<Donation, 'donationId'>,
): DonationDetail['heldFor'] =>
  heldUnits(db)
    .filter((unit) => unit.donationId === donationId)
    .flatMap(({ reasons }) => reasons.map((reason) => setAsideReason.parse(reason)));

/** A visit as the page shows it. */
export function visitView(ctx: Context, db: Reader, visit: Visit): VisitDetail {
  const { sessionId: _s, donorKey: _d, personKey: _p, samePersonAs: _o, ...rest } = visit;
  const donation = donationOfVisit(db, visit.visitId);
  return {
    ...rest,
    ageYears: ageOn(visit.identity.birthDate, today(ctx).date),
    draft: draftOf(db, visit.visitId),
    earlierVitals: [...rest.earlierVitals],
    overrides: [...rest.overrides],
    donation: donation ? donationView(ctx, db, donation) : null,
  };
}
