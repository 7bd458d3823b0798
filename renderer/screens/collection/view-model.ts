import { isPrintInDoubt } from '../../../shared/domain/label/in-doubt.ts';
import type { DonationDetail, PrintJob, VisitDetail } from '../../../shared/contract/visit.ts';
import type { TopicMessage } from '../../../shared/contract/topics.ts';
import type { Step } from '../../parts/Steps.tsx';
import type { Said } from '../../parts/saying.ts';
import type { Scan } from '../../scan/meaning.ts';
import type { BagLot } from '../../../shared/journal/bodies/session.ts';
import type { Sentence, TextKey } from '../../text/index.ts';
import { failureSentence } from '../../text/failure-sentence.ts';
import type { CallResult } from '../../api/client.ts';
import { runningTime } from '../board/view-model.ts';

export type Phase = 'prepare' | 'labels' | 'start' | 'draw';

/** The living donation; a spoiled one leaves room for another number. */
export const livingDonation = ({ donation }: VisitDetail): DonationDetail | null =>
  donation === null || donation.state === 'spoiled' ? null : donation;

export const labelsMissing = (donation: DonationDetail): number =>
  donation.labels.filter(({ scanned }) => !scanned).length;

export function phaseOf(donation: DonationDetail | null): Phase {
  if (donation === null) return 'prepare';
  if (donation.state !== 'prepared') return 'draw';
  return labelsMissing(donation) > 0 ? 'labels' : 'start';
}

export interface TimeWarning {
  /** The draw has taken longer than that. */
  readonly isPassed: boolean;
  readonly sentence: Sentence;
}

/** What the draw's time costs the bag: until when not, and once it has. */
export function timeWarnings(
  { startedAtMs, timeLimits }: Pick<DonationDetail, 'startedAtMs' | 'timeLimits'>,
  nowMs: number,
): readonly TimeWarning[] {
  if (startedAtMs === null || timeLimits === null) return [];
  const warning = (limitS: number, until: TextKey, passed: TextKey): TimeWarning => {
    const isPassed = nowMs - startedAtMs > limitS * 1000;
    const time = runningTime(0, limitS * 1000);
    return { isPassed, sentence: isPassed ? { key: passed } : { key: until, values: { time } } };
  };
  return [
    warning(timeLimits.noPlateletsOverS, 'draw.platelets-until', 'mark.no-platelets'),
    warning(timeLimits.noFfpOverS, 'draw.ffp-until', 'mark.no-ffp'),
  ];
}

/** Whether a draw that ends with so much gives a bag out of tolerance: less than it should hold, or more. */
export function outOfLimits(
  volumeMl: number,
  { volumeLimits: limits }: Pick<DonationDetail, 'volumeLimits'>,
): 'under' | 'over' | null {
  if (limits === null) return null;
  return volumeMl < limits.minMl ? 'under' : volumeMl > limits.maxMl ? 'over' : null;
}

const stepKeys = [
  'collection.step.identity',
  'collection.step.number',
  'collection.step.bag',
  'collection.step.labels',
  'collection.step.draw',
  'collection.step.end',
] as const satisfies readonly TextKey[];

/** Where the work stands, step by step; the first that is not done is the present one. */
export function collectionSteps(
  donation: DonationDetail | null,
  identityChecked: boolean,
  t: (key: TextKey) => string,
): readonly Step[] {
  const phase = phaseOf(donation);
  const done = [
    identityChecked,
    phase !== 'prepare',
    phase !== 'prepare',
    phase === 'start' || phase === 'draw',
    donation?.state === 'stopped' || donation?.state === 'packed',
    false,
  ];
  const now = done.indexOf(false);
  return stepKeys.map((key, at) => ({
    name: t(key),
    state: done[at] === true ? 'done' : at === now ? 'now' : 'later',
  }));
}

/** What a card laid on the reader says at the chair; null: it was taken away again. */
export function cardAtChair(
  read: CallResult<'id-card.current'>,
  { visitId }: Pick<VisitDetail, 'visitId'>,
): 'same' | Said | null {
  if (!read.ok) return { tone: 'stop', sentence: failureSentence(read.error) };
  const { card } = read.value;
  if (card === null) return null;
  return card.alreadyRegistered === visitId
    ? 'same'
    : { tone: 'stop', sentence: { key: 'collection.others-card' } };
}

/** The lots a volume can be drawn into. */
export const lotsFor = (lots: readonly BagLot[], volumeMl: number): readonly BagLot[] =>
  lots.filter(({ nominalVolumeMl }) => nominalVolumeMl >= volumeMl);

/** The lot that is meant without asking: the only one, or the smallest bag that holds the volume. */
export function likelyLot(lots: readonly BagLot[], volumeMl: number): string | null {
  const fitting = lotsFor(lots, volumeMl).toSorted((a, b) => a.nominalVolumeMl - b.nominalVolumeMl);
  const [first, second] = fitting;
  if (first === undefined) return null;
  if (second !== undefined && second.nominalVolumeMl === first.nominalVolumeMl) return null;
  return first.lot;
}

/** The job that decides whether labels may be asked for again: the newest copy. */
export const newestJob = (jobs: readonly PrintJob[], prints: PrintJob['prints']): PrintJob | null =>
  jobs.filter((job) => job.prints === prints).toSorted((a, b) => b.copy - a.copy)[0] ?? null;

/** The job a person must answer for. A copy that a newer one has replaced is accounted for by that one's reason. */
export const jobInDoubt = (donation: DonationDetail): PrintJob | null =>
  donation.printJobs.find(
    (job) =>
      isPrintInDoubt(job, donation) &&
      (job.state === 'uncertain' || newestJob(donation.printJobs, job.prints) === job),
  ) ?? null;

/** Another donor's label at this chair: said in words, never ignored. Null: it is this donor's, or nobody's yet. */
export function othersLabel(scan: Scan, visit: VisitDetail): Said | null {
  const { meaning } = scan;
  if (meaning.kind !== 'din') return null;
  const { ticket, dinText } = meaning;
  const mine = livingDonation(visit);
  const isOthers =
    (meaning.visitId !== null && meaning.visitId !== visit.visitId) ||
    (mine !== null && mine.din !== meaning.din);
  if (!isOthers) return null;
  return ticket === null
    ? { tone: 'stop', sentence: { key: 'collection.unknown-label', values: { din: dinText } } }
    : {
        tone: 'stop',
        sentence: { key: 'collection.others-label', values: { ticket, din: dinText } },
      };
}

export type Weighing = TopicMessage<'scale.weighed'> & { readonly atMs: number };

/** A weighing older than this says nothing about the bag any more. */
const weighingFreshMs = 10_000;

/** The scale's word, while it is fresh. */
export const freshWeighing = (weighing: Weighing | null, nowMs: number): Weighing | null =>
  weighing !== null && nowMs - weighing.atMs <= weighingFreshMs ? weighing : null;

/**
 * The weighing that counts for this draw: while others run too, only one that somebody said was this bag's, for every screen hears the
 * one scale.
 */
export const weighingOf = (
  fresh: Weighing | null,
  taken: Weighing | null,
  drawsRunning: number,
): Weighing | null => (drawsRunning > 1 ? taken : fresh);
