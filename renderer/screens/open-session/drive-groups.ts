import type { PlannedDrive } from '../../../shared/domain/drive/planned-drive.ts';
import {
  type DrivePlace,
  drivePlaces,
  departuresOf,
  type Here,
  placeOfDrive,
} from '../../../shared/domain/drive/standing.ts';
import type { Sentence } from '../../text/index.ts';

export interface DriveGroup {
  readonly place: DrivePlace;
  readonly drives: readonly PlannedDrive[];
}

/**
 * The drives as a vehicle's people look for theirs: its own of today, its coming ones by day, what is planned about now and nobody has
 * confirmed, then the rest in the plan's order.
 */
export function groupDrives(drives: readonly PlannedDrive[], here: Here): readonly DriveGroup[] {
  const groups = drivePlaces.map((place) => ({
    place,
    drives: drives.filter((drive) => placeOfDrive(drive, here) === place),
  }));
  return groups.map(({ place, drives: some }) => ({
    place,
    drives: place === 'coming' ? some.toSorted(byDay) : some,
  }));
}

const byDay = ({ confirmed: a }: PlannedDrive, { confirmed: b }: PlannedDrive): number =>
  (a?.on ?? '') < (b?.on ?? '') ? -1 : 1;

/** The only drive confirmed for this vehicle today: it is chosen before anybody asks. */
export function driveOfToday(drives: readonly PlannedDrive[], here: Here): PlannedDrive | null {
  const [first, second] = drives.filter((drive) => placeOfDrive(drive, here) === 'today');
  return first !== undefined && second === undefined && !first.withdrawn ? first : null;
}

/** What the station said of a drive, beside it in the list; null where it said nothing yet. */
export function driveMark(
  { confirmed, withdrawn }: PlannedDrive,
  { vehicle }: Here,
): { readonly tone: 'go' | 'wait' | 'stop'; readonly sentence: Sentence } | null {
  if (withdrawn) return { tone: 'stop', sentence: { key: 'open.withdrawn' } };
  if (confirmed === null) return null;
  const day = { day: confirmed.on };
  return confirmed.vehicle === vehicle
    ? { tone: 'go', sentence: { key: 'open.confirmed-on', values: { day } } }
    : {
        tone: 'wait',
        sentence: { key: 'open.confirmed-other', values: { day, plate: confirmed.plate } },
      };
}

/** What to tell before a drive is opened against the station's plan; empty when it follows it. */
export const departureSentences = (drive: PlannedDrive, here: Here): readonly Sentence[] =>
  departuresOf(drive, here).map((departure) => ({
    key: `open.against.${departure}` as const,
    values: {
      plate: drive.confirmed?.plate ?? '',
      day: { day: drive.confirmed?.on ?? here.date },
    },
  }));
