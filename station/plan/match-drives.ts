import { grouped } from './grouped.ts';

/** What tells a drive from others of its plan, whatever the way of writing. */
export interface DriveMarks {
  readonly when: string;
  readonly venue: string;
  readonly units: string;
}

/** From the most to the least alike: a drive may move, change its place or its units, and is still the same drive. */
const likenesses: readonly ((marks: DriveMarks) => string)[] = [
  ({ when, venue, units }) => JSON.stringify([when, venue, units]),
  ({ when, units }) => JSON.stringify([when, units]),
  ({ venue, units }) => JSON.stringify([venue, units]),
  ({ units }) => units,
  ({ when, venue }) => JSON.stringify([when, venue]),
];

/**
 * Pairs the drives of a plan's new file with those stored of it: entry i is the place in `stored` of the drive that `fresh[i]` is, or
 * undefined for a new one. Rows that are alike in everything pair in their order; a lesser likeness pairs only what has one candidate
 * on either side, for a guess could hand one drive's confirmed date to another.
 */
export function matchDrives(
  stored: readonly DriveMarks[],
  fresh: readonly DriveMarks[],
): readonly (number | undefined)[] {
  const matches: (number | undefined)[] = fresh.map(() => undefined);
  const taken = new Set<number>();
  for (const [level, likeness] of likenesses.entries()) {
    const open = groups(stored, likeness, (at) => !taken.has(at));
    const wanting = groups(fresh, likeness, (at) => matches[at] === undefined);
    for (const [key, ats] of wanting) {
      const candidates = open.get(key) ?? [];
      if (level > 0 && (ats.length > 1 || candidates.length > 1)) continue;
      for (const [place, at] of ats.entries()) {
        const candidate = candidates[place];
        if (candidate === undefined) break;
        matches[at] = candidate;
        taken.add(candidate);
      }
    }
  }
  return matches;
}

const groups = (
  rows: readonly DriveMarks[],
  likeness: (marks: DriveMarks) => string,
  isOpen: (at: number) => boolean,
): Map<string, number[]> =>
  grouped(
    [...rows.keys()].filter(isOpen),
    // Only keys of `rows` come here.
    (at) => likeness(rows[at] as DriveMarks),
  );
