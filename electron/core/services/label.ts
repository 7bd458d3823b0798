import { formatDin } from '../../../shared/codes/isbt128/din.ts';
import { scannedLabel } from '../../../shared/codes/scan.ts';
import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import type { Caller } from '../../../shared/contract/router.ts';
import { isPrintInDoubt } from '../../../shared/domain/label/in-doubt.ts';
import { judgeLabelScan } from '../../../shared/domain/label/reconcile.ts';
import { type PrintJobId, printJobId, type SessionId } from '../../../shared/ids.ts';
import type { JobLabel } from '../../../shared/journal/bodies/label.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import {
  donationByDin,
  jobById,
  jobsOf,
  labelsOf,
  type PrintJob,
  printsBagLabel,
} from '../store/reads/donation.ts';
import { visitById } from '../store/reads/visit.ts';
import type { Reader, Writer } from '../store/writer.ts';
import type { AllHandlers, Context } from './context.ts';
import { labelPayload, payloadHash } from './label-payload.ts';
import { donationAt, type DonationAtStep } from './steps.ts';

interface JobAsked {
  readonly labels: readonly JobLabel[];
  /** There is one already that this program did not print. */
  readonly isPrintedAlready: boolean;
  readonly reason: string | null;
}

/** 05, a repeated label of the number (ISBT 128 RT004): so that scanning it back cannot be the label of the set beside it. */
export const bagLabel: JobLabel = { kind: 'bag-label', flags: '05' };

/** Nothing of such a job ever came out of the printer, so printing again makes no second label. */
const leftNoLabel = (job: PrintJob): boolean =>
  job.state === 'failed' || job.state === 'not-printed';

/** The queue number of the donor a label belongs to, so that the nurse can be told whose it is; another day's names somebody else today. */
function ticketOf(
  db: Reader,
  session: SessionId,
  din: Parameters<typeof donationByDin>[1],
): number | null {
  const other = donationByDin(db, din);
  const visit = other && visitById(db, other.visitId);
  return visit?.sessionId === session ? visit.ticket : null;
}

/** Asks for a job: the set of a number before the draw, or the bag label after it. Each counts its own copies' reasons. */
function askForJob(
  ctx: Context,
  tx: Writer,
  caller: Caller,
  { donation, session }: DonationAtStep,
  { labels, isPrintedAlready, reason }: JobAsked,
): Result<{ jobId: PrintJobId }, Refusal> {
  if (donation.state === 'spoiled') return err(refused('donation-unknown'));
  const jobs = jobsOf(tx, donation.donationId);
  if (jobs.some(({ state }) => state === 'uncertain')) return err(refused('print-uncertain'));
  const isBagLabel = printsBagLabel({ labels });
  const earlier = jobs.filter((job) => printsBagLabel(job) === isBagLabel);
  const needsReason = isPrintedAlready || earlier.some((job) => !leftNoLabel(job));
  const why = reason?.trim() ?? '';
  if (needsReason && why.length < 2) return err(refused('reprint-needs-reason'));
  const payload = labelPayload(ctx, tx, donation, labels);
  if (!payload.ok) return payload;
  const jobId = printJobId.parse(ctx.random.uuid());
  tx.append({
    type: 'label.asked',
    operator: caller.operator,
    session: session.sessionId,
    subject: jobId,
    body: {
      ...{ jobId, sessionId: session.sessionId, donationId: donation.donationId },
      ...{ din: donation.din, copy: jobs.length + 1, reason: why === '' ? null : why },
      labels: [...labels],
      payloadSha256: payloadHash(ctx.hashing, payload.value),
    },
  });
  return ok({ jobId });
}

/** A bag label that is read is on its bag: its job is confirmed. False: there is none that could have been read. */
export function confirmBagLabel(
  tx: Writer,
  caller: Caller,
  { donation, session }: DonationAtStep,
): boolean {
  const job = jobsOf(tx, donation.donationId).findLast(
    (each) => printsBagLabel(each) && !leftNoLabel(each),
  );
  if (!job || job.state === 'asked') return false;
  if (job.state === 'confirmed') return true;
  tx.append({
    type: 'label.confirmed',
    operator: caller.operator,
    session: session.sessionId,
    subject: job.jobId,
    body: { jobId: job.jobId },
  });
  return true;
}

export const labelHandlers = (
  ctx: Context,
): Pick<AllHandlers, 'label.print' | 'label.print-bag' | 'label.settle' | 'label.scan-back'> => ({
  'label.print': (tx, { donationId, reason }, caller) => {
    const at = donationAt(tx, donationId);
    if (!at.ok) return at;
    const labels = labelsOf(tx, donationId).map(({ kind, flags }) => ({ kind, flags }));
    // A scanned or typed number came from a set that was printed beforehand: printing makes a second one.
    const isPrintedAlready = at.value.donation.dinOrigin !== 'next-of-range';
    return askForJob(ctx, tx, caller, at.value, { labels, isPrintedAlready, reason });
  },

  'label.print-bag': (tx, { donationId, reason }, caller) => {
    const at = donationAt(tx, donationId);
    if (!at.ok) return at;
    const labels = [bagLabel];
    return askForJob(ctx, tx, caller, at.value, { labels, isPrintedAlready: false, reason });
  },

  'label.settle': (tx, { jobId, printed }, caller) => {
    const job = jobById(tx, jobId);
    if (!job) return err(refused('print-job-unknown'));
    const at = donationAt(tx, job.donationId);
    if (!at.ok) return at;
    const prints = printsBagLabel(job) ? 'bag-label' : 'set';
    const { state } = at.value.donation;
    const isInDoubt = isPrintInDoubt(
      { state: job.state, prints },
      { state, labels: labelsOf(tx, job.donationId) },
    );
    if (!isInDoubt) return err(refused('print-job-not-uncertain'));
    tx.append({
      type: 'label.settled',
      operator: caller.operator,
      session: at.value.session.sessionId,
      subject: jobId,
      body: { jobId, printed },
    });
    return ok({});
  },

  'label.scan-back': (tx, { donationId, raw }, caller) => {
    const at = donationAt(tx, donationId);
    if (!at.ok) return at;
    const { donation, session } = at.value;
    const scan = scannedLabel(raw, ctx.resources.localNumbers);
    const isBagLabel = scan.ok && scan.value.flags === bagLabel.flags;
    if (donation.state !== 'prepared' && !isBagLabel) return err(refused('draw-already-started'));
    if (!scan.ok) return err(refused('din-unreadable', { problem: scan.error }));
    const { din, flags } = scan.value;
    if (din !== donation.din) {
      const ticket = ticketOf(tx, session.sessionId, din);
      const { spaced } = formatDin(din);
      return err(
        refused('label-of-other-donation', { din: spaced, ...(ticket === null ? {} : { ticket }) }),
      );
    }
    if (donation.state !== 'prepared') {
      return confirmBagLabel(tx, caller, at.value)
        ? ok({ label: bagLabel, missing: 0 })
        : err(refused('label-not-in-set', { flags }));
    }
    const labels = labelsOf(tx, donationId);
    const scans = labels
      .filter(({ scanned }) => scanned)
      .map((each) => ({ din, flags: each.flags }));
    const judged = judgeLabelScan(labels, scans, donation.din, { din, flags });
    if (!judged.ok) return err(refused(judged.error, { flags }));
    const label = judged.value;
    const about = { operator: caller.operator, session: session.sessionId };
    const { kind } = label;
    tx.append({
      type: 'label.scanned-back',
      ...about,
      subject: donationId,
      body: { donationId, kind, flags, raw },
    });
    const missing = labels.filter((each) => !each.scanned).length - 1;
    if (missing === 0) {
      // Scanned back whole: whatever was believed of the job, its labels are here.
      const job = jobsOf(tx, donationId).findLast((each) => !leftNoLabel(each));
      if (job && job.state !== 'asked') {
        const { jobId } = job;
        tx.append({ type: 'label.confirmed', ...about, subject: jobId, body: { jobId } });
      }
    }
    return ok({ label: { kind, flags }, missing });
  },
});
