import { printerTrouble } from '../../../shared/codec/printer-status.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { sessionId as sessionIdSchema } from '../../../shared/ids.ts';
import type { EntryBody } from '../../../shared/journal/types.ts';
import type { PrintProblem } from '../../../shared/journal/bodies/label.ts';
import type { Cancel } from '../deps.ts';
import type { Printer } from '../devices/printer.ts';
import { donationById, jobById, jobsIn, jobsOf, type PrintJob } from '../store/reads/donation.ts';
import { systemOperator } from '../store/system-operator.ts';
import type { Context } from './context.ts';
import { labelPayload, payloadHash } from './label-payload.ts';

const jobsMax = 100;
const looseMax = 20;
/** After a fault of ours or of the disk. */
const restMs = 5_000;

/** `maybe-printed`: bytes may have left, and nobody knows what became of them. */
export type LooseProblem = PrintProblem | 'busy' | 'maybe-printed';

type JobType = 'label.sent' | 'label.failed' | 'label.uncertain';

/**
 * Sends asked print jobs one after another. `sent` is written before the first byte may leave: a job that a crash interrupts is
 * therefore found `sent`, becomes uncertain at the next start, and is never printed again without a person's word.
 */
export interface PrintQueue {
  /** Looks for asked jobs; harmless to call at any time. To be called too when the printer's state changes: jobs wait while it opens. */
  readonly wake: () => void;
  /**
   * Prints what carries no donation number, behind what is being sent; no job is kept of it. Refused with what is
   * wrong with the printer.
   */
  readonly printLoose: (payload: Uint8Array) => Promise<Result<void, LooseProblem>>;
  /** Resolves when nothing is being sent. */
  readonly settled: () => Promise<void>;
  /** Finishes what was asked for, unless it rests after a fault; wakes no more. */
  readonly close: () => Promise<void>;
}

export function createPrintQueue(ctx: Context, printer: Printer): PrintQueue {
  let working: Promise<void> | null = null;
  let cancelRest: Cancel | null = null;
  let isClosed = false;
  let waitingLoose = 0;

  const note = <T extends JobType>(type: T, job: PrintJob, body: EntryBody<T>): boolean =>
    ctx.store.write((tx) => {
      // Somebody may have settled the job meanwhile.
      const now = jobById(tx, job.jobId)?.state;
      if (now !== 'asked' && (now !== 'sent' || type === 'label.sent')) return err(null);
      tx.append({
        type,
        operator: systemOperator,
        session: sessionIdSchema.parse(job.sessionId),
        subject: job.jobId,
        body,
      });
      return ok(null);
    }).ok;

  const fail = (job: PrintJob, problem: PrintProblem): void => {
    ctx.log.warn('print.failed', { job: job.jobId, problem });
    note('label.failed', job, { jobId: job.jobId, problem });
  };

  /** Paper out, head open and the like, when the printer tells; silence says nothing about printing. */
  const trouble = async (): Promise<PrintProblem | null> => {
    const status = await printer.status();
    if (status.ok) return printerTrouble(status.value);
    return status.error.reason === 'no-reply' ? null : 'not-connected';
  };

  const send = async (job: PrintJob): Promise<void> => {
    // Destroyed before two people after its labels were asked for: no label of that number may come out any more.
    const donation = donationById(ctx.store.reader, job.donationId);
    if (!donation || donation.state === 'spoiled') return fail(job, 'number-spoiled');
    const payload = labelPayload(ctx, ctx.store.reader, donation, job.labels);
    if (!payload.ok || payloadHash(ctx.hashing, payload.value) !== job.payloadSha256) {
      // The label's design or the station's name changed since it was asked for: asking again makes the right bytes.
      return fail(job, 'design-changed');
    }
    if (printer.state().kind !== 'ready') return fail(job, 'not-connected');
    const problem = await trouble();
    if (problem !== null) return fail(job, problem);
    if (!note('label.sent', job, { jobId: job.jobId })) return;
    const printed = await printer.print(payload.value);
    if (printed.ok) return;
    if (printed.error.left === 'nothing') return fail(job, 'not-connected');
    ctx.log.warn('print.uncertain', { job: job.jobId });
    note('label.uncertain', job, { jobId: job.jobId });
  };

  /** The oldest asked job that may leave; one whose donation has an uncertain job waits for a person's word on that. */
  const next = (): PrintJob | undefined => {
    // At the start the printer is still being looked for: that is no reason to fail what was asked for before.
    if (printer.state().kind === 'opening') return undefined;
    return jobsIn(ctx.store.reader, 'asked', jobsMax).find(
      ({ donationId }) =>
        !jobsOf(ctx.store.reader, donationId).some(({ state }) => state === 'uncertain'),
    );
  };

  const drain = async (): Promise<void> => {
    for (let sent = 0; sent < jobsMax; sent += 1) {
      const job = next();
      if (!job) return;
      await send(job);
    }
  };

  const wake = (): void => {
    if (working || cancelRest || isClosed || !next()) return;
    // Not at once: the first steps of a job write, and each write wakes the queue again.
    working = Promise.resolve()
      .then(drain)
      .catch((fault: unknown) => {
        ctx.log.error('print.fault', { fault: String(fault) });
        // A full disk refuses the next attempt too: trying again at once would leave no time for anything else.
        cancelRest = ctx.timers.after(restMs, () => {
          cancelRest = null;
          wake();
        });
      })
      .finally(() => {
        working = null;
        // What was asked for while the last job was being sent.
        wake();
      });
  };

  const sendLoose = async (payload: Uint8Array): Promise<Result<void, LooseProblem>> => {
    if (isClosed || printer.state().kind !== 'ready') return err('not-connected');
    const problem = await trouble();
    if (problem !== null) return err(problem);
    const printed = await printer.print(payload);
    if (printed.ok) return printed;
    return err(printed.error.left === 'nothing' ? 'not-connected' : 'maybe-printed');
  };

  const printLoose: PrintQueue['printLoose'] = async (payload) => {
    if (waitingLoose >= looseMax) return err('busy');
    waitingLoose += 1;
    // Whoever waited longest goes on first: each that resumes takes the turn before the next one looks.
    while (working) await working;
    const sent = sendLoose(payload);
    working = sent.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await sent;
    } finally {
      waitingLoose -= 1;
      working = null;
      wake();
    }
  };

  const close = async (): Promise<void> => {
    isClosed = true;
    cancelRest?.();
    await working;
  };

  return { wake, printLoose, settled: () => working ?? Promise.resolve(), close };
}

/** At the start: jobs found `sent` were interrupted, nobody knows how far. */
export function markUncertainJobs(ctx: Context): void {
  for (const job of jobsIn(ctx.store.reader, 'sent', jobsMax)) {
    ctx.store.write((tx) => {
      tx.append({
        type: 'label.uncertain',
        operator: systemOperator,
        session: sessionIdSchema.parse(job.sessionId),
        subject: job.jobId,
        body: { jobId: job.jobId },
      });
      return ok(null);
    });
  }
}
