import type { CallOutput } from '../../../shared/contract/index.ts';
import type { PlannedDrive } from '../../../shared/domain/drive/planned-drive.ts';
import type { Mark } from '../../parts/foot-bar-view.ts';
import type { Sentence } from '../../text/index.ts';

type AppState = CallOutput<'app.state'>;
type DriveList = CallOutput<'drive.list'>;

export interface TakenItem {
  readonly name: Sentence;
  readonly mark: Mark;
  readonly state: Sentence;
}

/** Numbers left below this are a reason to ask the station for more before leaving. */
const dinsLeftFew = 50;

const dinsItem = (dinsLeft: number): TakenItem => ({
  name: { key: 'open.taken.dins' },
  mark: dinsLeft === 0 ? 'bad' : dinsLeft < dinsLeftFew ? 'am' : 'ok',
  state: { key: 'open.taken.dins-left', values: { n: { count: dinsLeft } } },
});

/** What the vehicle has with it, each with its age or size and whether a session may open on it. */
export function takenItems(state: AppState, list: DriveList | null, nowMs: number): TakenItem[] {
  const taken = state.takenAlong;
  if (taken === null) {
    return [
      { name: { key: 'open.taken.data' }, mark: 'bad', state: { key: 'open.taken.nothing' } },
    ];
  }
  const ageMs = taken.deferralListAgeMs + nowMs - state.nowMs;
  const usable = list?.bagLots.filter(({ expired }) => !expired).length ?? 0;
  const drives = list?.drives.length ?? 0;
  return [
    {
      name: { key: 'open.taken.deferrals' },
      mark:
        ageMs > taken.deferralListAgeMaxMs
          ? 'bad'
          : ageMs > taken.deferralListAgeMaxMs * 0.8
            ? 'am'
            : 'ok',
      state: {
        key: 'open.taken.age-of',
        values: { age: { durationMs: ageMs }, max: { durationMs: taken.deferralListAgeMaxMs } },
      },
    },
    {
      name: { key: 'open.taken.index' },
      mark: taken.indexedDonors > 0 ? 'ok' : 'am',
      state: {
        key: 'open.taken.donors',
        values: { n: { count: taken.indexedDonors } },
      },
    },
    {
      name: { key: 'open.taken.plan' },
      mark: drives > 0 ? 'ok' : 'bad',
      state: { key: 'open.taken.drives', values: { n: { count: drives }, version: taken.version } },
    },
    dinsItem(list?.dinsLeft ?? 0),
    {
      name: { key: 'open.taken.lots' },
      mark: usable > 0 ? 'ok' : 'bad',
      state: { key: 'open.taken.lots-usable', values: { n: usable } },
    },
  ];
}

/** Drives whose plan, venue or organisations hold every word that was typed. */
export function searchDrives(
  drives: readonly PlannedDrive[],
  typed: string,
): readonly PlannedDrive[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return drives;
  return drives.filter((drive) => {
    const units = drive.units.map(({ name }) => name);
    const text = [drive.planned, drive.venue, ...units].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What still has to be chosen before the session may open; null when nothing is missing. */
export function missingToOpen(
  driveId: string | null,
  lots: readonly string[],
  clockConfirmed: boolean,
): Sentence | null {
  if (driveId === null) return { key: 'open.missing.drive' };
  if (lots.length === 0) return { key: 'open.missing.lot' };
  if (!clockConfirmed) return { key: 'open.missing.clock' };
  return null;
}
