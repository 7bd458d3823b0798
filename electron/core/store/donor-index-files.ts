import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `donor-index-<generation>-<serial>.db` is a whole index under the station's hash key of that generation, of several the one with the
 * greatest serial; `….part.db` is on its way to become one. No file ever takes the name of another: what a power cut leaves of the old
 * one's log would be read into the new.
 */
const wholeName = /^donor-index-(\d+)-(\d+)\.db$/;
const ofAnIndex = /^donor-index-(\d+)(?:-(\d+))?(?:\.part|\.copy)?\.db(?:-wal|-shm)?$/;

const fileOf = (folder: string, generation: number, serial: number): string =>
  join(folder, `donor-index-${generation}-${serial}.db`);

export const partFile = (folder: string, generation: number): string =>
  join(folder, `donor-index-${generation}.part.db`);

/** A copy that is being made; never read, because it may be half a file. */
export const copyFileOf = (folder: string, generation: number): string =>
  join(folder, `donor-index-${generation}.copy.db`);

function serialsOf(folder: string, generation: number): readonly number[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const match = wholeName.exec(name);
      return match && Number(match[1]) === generation ? [Number(match[2])] : [];
    })
    .toSorted((a, b) => b - a);
}

export function wholeFile(folder: string, generation: number): string | undefined {
  const [newest] = serialsOf(folder, generation);
  return newest === undefined ? undefined : fileOf(folder, generation, newest);
}

/** The part, closed and with nothing in its log, is the newest whole index from now on. */
export function nameWhole(folder: string, generation: number): void {
  const [newest = 0] = serialsOf(folder, generation);
  renameSync(partFile(folder, generation), fileOf(folder, generation, newest + 1));
}

export function removeIndexFile(path: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
}

/** Removes the files of other generations than these, and older whole files; what is on its way for these stays. */
export function removeOtherIndexes(folder: string, generations: readonly number[]): void {
  for (const name of readdirSync(folder)) {
    const match = ofAnIndex.exec(name);
    if (!match) continue;
    const generation = Number(match[1]);
    const [newest] = serialsOf(folder, generation);
    const isOld = match[2] !== undefined && Number(match[2]) !== newest;
    if (isOld || !generations.includes(generation)) rmSync(join(folder, name), { force: true });
  }
}
