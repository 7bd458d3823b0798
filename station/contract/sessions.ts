import { z } from 'zod';
import { sessionId } from '../../shared/ids.ts';
import { sessionBodies } from '../../shared/journal/bodies/session.ts';
import { setAsideReason } from '../../shared/sync/station-api.ts';
import { query } from './define.ts';
import { fateLine } from './din-ranges.ts';
import { direction, pageOf, pageWanted, searchText } from './page.ts';
import { everybody } from './roles.ts';
import { judging } from './set-asides.ts';

export const sessionSummary = z.strictObject({
  sessionId: z.string(),
  vehicle: z.string(),
  plate: z.string(),
  epoch: z.string(),
  planned: z.string(),
  venue: z.string(),
  organisations: z.array(z.string()),
  target: z.int().nullable(),
  state: z.enum(['open', 'sealed']),
  /** null while the session is open. */
  sealValid: z.boolean().nullable(),
  openedAtMs: z.int(),
  openedBy: z.string(),
  sealedAtMs: z.int().nullable(),
  donors: z.int(),
  eligible: z.int(),
  deferred: z.int(),
  /** Donations whose draw began. */
  donations: z.int(),
  volumeMl: z.int(),
  setAside: z.int(),
  /** Figures in which the seal and the station's own count differ; null while the session is open. */
  differences: z.int().nullable(),
  lastReceivedAtMs: z.int(),
});
export type SessionSummary = z.infer<typeof sessionSummary>;

/** What the vehicle counted when it sealed, beside what the station counts in the entries it holds. */
export const sealedFigure = z.enum([
  'donors',
  'eligible',
  'deferred',
  'donations',
  'volumeMl',
  'dinsUsed',
  'dinsSpoiled',
]);
export type SealedFigure = z.infer<typeof sealedFigure>;

export const sessionDetail = sessionSummary.extend({
  sealedBy: z.string().nullable(),
  secondOperator: z.string().nullable(),
  /** When this day last came again, the same as it is held; null: it came once. */
  repeatedAtMs: z.int().nullable(),
  /** Opened against what was confirmed for its drive, and the vehicle's people knew; null: it was not. */
  knowingly: sessionBodies['session.opened'].shape.knowingly.unwrap().nullable(),
  sealed: z
    .array(z.strictObject({ figure: sealedFigure, atVehicle: z.int(), atStation: z.int() }))
    .nullable(),
});
export type SessionDetail = z.infer<typeof sessionDetail>;

export const chainFault = z.enum([
  'gap',
  'wrong-previous-hash',
  'wrong-hash',
  'wrong-body-hash',
  'wrong-epoch',
  'no-day-key',
  'no-root',
  'head-differs',
]);
export type StationChainFault = z.infer<typeof chainFault>;

export const chainState = z.strictObject({
  verified: z.boolean(),
  entries: z.int(),
  /** The first entry that does not hold, and why; null when all do. */
  brokenAtSeq: z.int().nullable(),
  fault: chainFault.nullable(),
});
export type ChainState = z.infer<typeof chainState>;

/** A donation without any word on who the donor is but the ticket number of the day. */
export const donationLine = z.strictObject({
  donationId: z.string(),
  ticket: z.int(),
  din: z.string(),
  product: z.string().nullable(),
  bagLot: z.string(),
  plannedVolumeMl: z.int(),
  volumeMl: z.int().nullable(),
  startedAtMs: z.int().nullable(),
  stoppedAtMs: z.int().nullable(),
  durationS: z.int().nullable(),
  noPlatelets: z.boolean(),
  noFfp: z.boolean(),
  volumeOutOfTolerance: z.boolean(),
  spoiled: z.string().nullable(),
  box: z.string().nullable(),
  /** Some verdict on it waits for a person: the unit does not go on before that. */
  held: z.boolean(),
});
export type DonationLine = z.infer<typeof donationLine>;

export const setAsideLine = z.strictObject({
  seq: z.int(),
  reason: setAsideReason,
  entryType: z.string(),
  din: z.string().nullable(),
  setAsideAtMs: z.int(),
});
export type SetAsideLine = z.infer<typeof setAsideLine>;

/** The numbers a day had with it. What was used and spoiled stands by number; of the rest the seal gives the count. */
const sessionNumbers = z.strictObject({
  carried: z.int(),
  used: z.int(),
  spoiled: z.int(),
  /** Of its ranges, used on other days or taken back before the seal. */
  elsewhere: z.int(),
  /** Must have been left at the seal, or are left now. */
  left: z.int(),
  /** Counted back at the seal; null while the session is open. */
  returned: z.int().nullable(),
  lines: pageOf(fateLine),
});
export type SessionNumbers = z.infer<typeof sessionNumbers>;

const which = { sessionId } as const;

export const sessionCalls = {
  'session.list': query(
    everybody,
    z.strictObject({
      ...pageWanted,
      search: searchText,
      vehicle: z.string().max(64).optional(),
      show: z.enum(['all', 'open', 'sealed', 'with-differences']).default('all'),
      sort: z.enum(['openedAt', 'vehicle', 'donations', 'setAside']).default('openedAt'),
      direction: direction.default('descend'),
    }),
    pageOf(sessionSummary),
  ),
  'session.get': query(everybody, z.strictObject(which), sessionDetail),
  /** Walks the chain of the session's epoch anew for this answer. */
  'session.verify': query(everybody, z.strictObject(which), chainState),
  'session.donations': query(
    everybody,
    z.strictObject({ ...which, ...pageWanted }),
    pageOf(donationLine),
  ),
  'session.numbers': query(everybody, z.strictObject({ ...which, ...pageWanted }), sessionNumbers),
  'session.set-asides': query(
    judging,
    z.strictObject({ ...which, ...pageWanted }),
    pageOf(setAsideLine),
  ),
} as const;
