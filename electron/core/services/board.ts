import type { Card } from '../../../shared/contract/session.ts';
import { type Donation, donationOfVisit, donationsOf, labelsOf } from '../store/reads/donation.ts';
import type { Session } from '../store/reads/session.ts';
import { type Visit, visitsOf } from '../store/reads/visit.ts';
import { heldUnits } from '../store/verdicts.ts';
import type { Reader } from '../store/writer.ts';
import { unitsToTakeOut } from './packed-apart.ts';
import { hourOf } from './today.ts';

/** The surname stays, the rest is starred: the board faces the queue. Counted in code points, because rare characters are pairs. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = Array.from(name);
  return first + '*'.repeat(Math.min(rest.length, 2));
};

interface Held {
  readonly all: ReadonlySet<string>;
  readonly toTakeOut: ReadonlySet<string>;
}

function donationOnCard(db: Reader, held: Held, donation: Donation): NonNullable<Card['donation']> {
  const labels = labelsOf(db, donation.donationId);
  return {
    donationId: donation.donationId,
    din: donation.din,
    state: donation.state,
    wantedVolumeMl: donation.wantedVolumeMl,
    startedAtMs: donation.startedAtMs,
    labelsScanned: labels.filter(({ scanned }) => scanned).length,
    labelsWanted: labels.length,
    held: held.all.has(donation.donationId),
    box: donation.box,
    toTakeOut: held.toTakeOut.has(donation.donationId),
  };
}

function toCard(db: Reader, held: Held, visit: Visit): Card {
  const { indexed } = visit.answer;
  const donation = donationOfVisit(db, visit.visitId);
  return {
    visitId: visit.visitId,
    ticket: visit.ticket,
    maskedName: maskName(visit.identity.name),
    stage: visit.stage,
    stageSinceMs: visit.stageSinceMs,
    firstTime: indexed === null ? null : indexed.donationCount === 0,
    donationCount: indexed?.donationCount ?? null,
    decision: visit.decision?.kind ?? null,
    endedReason: visit.endedReason,
    donation: donation ? donationOnCard(db, held, donation) : null,
  };
}

/** Everybody of the session as cards. */
export function cardsOf(db: Reader, session: Session): Card[] {
  const held = {
    all: new Set(heldUnits(db).map(({ donationId }) => donationId)),
    toTakeOut: unitsToTakeOut(db, session.sessionId),
  };
  return visitsOf(db, session.sessionId).map((visit) => toCard(db, held, visit));
}

export function boxesOf(db: Reader, session: Session): { box: string; units: number }[] {
  const units = new Map<string, number>();
  for (const { box } of donationsOf(db, session.sessionId)) {
    if (box !== null) units.set(box, (units.get(box) ?? 0) + 1);
  }
  return [...units].map(([box, count]) => ({ box, units: count }));
}

/** Registrations by hour of the day, from the first hour with one to the last. */
export function registeredByHour(
  db: Reader,
  session: Session,
): { hour: number; registered: number }[] {
  const byHour = new Map<number, number>();
  for (const { registeredAtMs } of visitsOf(db, session.sessionId)) {
    const hour = hourOf(registeredAtMs);
    byHour.set(hour, (byHour.get(hour) ?? 0) + 1);
  }
  const hours = [...byHour.keys()];
  if (hours.length === 0) return [];
  const first = Math.min(...hours);
  return Array.from({ length: Math.max(...hours) - first + 1 }, (_, index) => ({
    hour: first + index,
    registered: byHour.get(first + index) ?? 0,
  }));
}
