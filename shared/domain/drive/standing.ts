import { addDays, type CivilDate } from '../civil-date.ts';
import type { DriveDeparture } from '../../journal/bodies/session.ts';
import type { PlannedDrive } from './planned-drive.ts';

/** Where and when one vehicle stands: `date` is its day in China. */
export interface Here {
  readonly vehicle: string;
  readonly date: CivilDate;
}

type Standing = Pick<PlannedDrive, 'confirmed' | 'withdrawn' | 'from' | 'to'>;

/** In the order in which a vehicle's people look for their drive. */
export const drivePlaces = ['today', 'coming', 'in-period', 'rest'] as const;
export type DrivePlace = (typeof drivePlaces)[number];

/** Whose turn a drive is: confirmed for this vehicle today or later, not confirmed and in its planned time, or none of these. */
export function placeOfDrive({ confirmed, withdrawn, from, to }: Standing, here: Here): DrivePlace {
  if (confirmed !== null) {
    if (confirmed.vehicle !== here.vehicle || confirmed.on < here.date) return 'rest';
    return confirmed.on === here.date ? 'today' : 'coming';
  }
  return !withdrawn && from <= here.date && here.date <= to ? 'in-period' : 'rest';
}

/** In what opening a drive here and today departs from what the station confirmed. Empty: in nothing. */
export function departuresOf({ confirmed, withdrawn }: Standing, here: Here): DriveDeparture[] {
  return [
    ...(withdrawn ? (['withdrawn'] as const) : []),
    ...(confirmed !== null && confirmed.vehicle !== here.vehicle
      ? (['other-vehicle'] as const)
      : []),
    ...(confirmed !== null && confirmed.on !== here.date ? (['other-day'] as const) : []),
  ];
}

/** Snow and floods: a vehicle may still come to its units this many days after the confirmed one, and calls them before. */
const slippedDaysMax = 7;

/** Whether a vehicle is told whom to call: of drives that are its own, or that nobody has confirmed and that it may still open. */
export function contactsGoAlong({ confirmed, withdrawn, to }: Standing, here: Here): boolean {
  if (confirmed !== null) {
    return confirmed.vehicle === here.vehicle && addDays(confirmed.on, slippedDaysMax) >= here.date;
  }
  return !withdrawn && to >= here.date;
}
