import { z } from 'zod';
import { donationId, driveId, operatorId, sessionId, visitId } from '../ids.ts';
import { bagLot, drive, driveDeparture, sessionBodies } from '../journal/bodies/session.ts';
import { command, query } from './define.ts';

export const stages = [
  'questionnaire',
  'examination',
  'test',
  'collection',
  'observation',
  'ended',
] as const;
export const stage = z.enum(stages);
export type Stage = z.infer<typeof stage>;

const nothing = z.strictObject({});

export const card = z.strictObject({
  visitId,
  ticket: z.int(),
  /** Surname kept, the rest starred (蒋**): the board faces the queue. */
  maskedName: z.string(),
  stage,
  stageSinceMs: z.int(),
  firstTime: z.boolean().nullable(),
  donationCount: z.int().nullable(),
  decision: z.string().nullable(),
  endedReason: z.string().nullable(),
  donation: z
    .strictObject({
      donationId,
      din: z.string(),
      state: z.enum(['prepared', 'started', 'stopped', 'packed', 'spoiled']),
      wantedVolumeMl: z.int(),
      startedAtMs: z.int().nullable(),
      labelsScanned: z.int(),
      labelsWanted: z.int(),
      /** The station holds the unit: it is packed apart. */
      held: z.boolean(),
      box: z.string().nullable(),
      /** Held, and in a box among units that are not. */
      toTakeOut: z.boolean(),
    })
    .nullable(),
});
export type Card = Readonly<z.infer<typeof card>>;

/** One thing that does not add up: `code` keys the sentence that says how to settle it. */
export const difference = z.strictObject({
  code: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const totals = sessionBodies['session.sealed'].shape.totals;

export const sessionCalls = {
  /**
   * Opens a drive; refuses without station data, with an expired lot, with a deferral list older than the station allows. A drive
   * confirmed for another vehicle or day, or withdrawn, is refused until `knowingly` names how it departs from the plan: never for good.
   */
  'session.open': command(
    ['leader'],
    z.strictObject({
      driveId,
      bagLots: z.array(z.string()).min(1).max(20),
      clockConfirmedAtMs: z.int(),
      knowingly: z.array(driveDeparture).max(3).optional(),
    }),
    z.strictObject({ sessionId }),
  ),
  /** Everybody in the vehicle by stage; null when no session is open. */
  'session.board': query(
    nothing,
    z
      .strictObject({
        sessionId,
        drive,
        openedAtMs: z.int(),
        bagLots: z.array(bagLot),
        dinsLeft: z.int(),
        cards: z.array(card).max(2000),
        boxes: z.array(z.strictObject({ box: z.string(), units: z.int() })),
        byHour: z.array(z.strictObject({ hour: z.int().min(0).max(23), registered: z.int() })),
        totals,
      })
      .nullable(),
  ),
  /** What does not add up, each with the way to settle it. Empty: the session may be sealed. */
  'session.reconciliation': query(
    nothing,
    z.strictObject({ differences: z.array(difference), totals }),
  ),
  /** Closes the day: signed by the laptop's key, witnessed by a second person. Refuses while anything is unexplained. */
  'session.seal': command(
    ['leader'],
    z.strictObject({ secondOperator: operatorId }),
    z.strictObject({ sessionId, headSeq: z.int(), signature: z.string() }),
  ),
  /** Sealed sessions, newest first. */
  'session.sealed-list': query(
    nothing,
    z.strictObject({
      sessions: z
        .array(
          z.strictObject({
            sessionId,
            drive,
            openedAtMs: z.int(),
            sealedAtMs: z.int(),
            totals,
          }),
        )
        .max(50),
    }),
  ),
};
