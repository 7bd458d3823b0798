import { err, ok, type Result } from '../../../shared/result.ts';
import {
  type ChangesPlace,
  type DonorChanges,
  donorChanges,
} from '../../../shared/sync/donor-changes.ts';
import { type DonorPage, donorPage, paths } from '../../../shared/sync/station-api.ts';
import type { IndexTransfer } from '../store/donor-index-transfer.ts';
import type { IndexKeeper } from './index-keeper.ts';
import type { LinkFailure, StationLink } from './station-link.ts';

/** 5,000,000 donors in the smallest pages, with room. */
const pagesMax = 100_000;
const [donorsLeast, donorsMost] = [100, 4000];
/** So many are written in a tenth of a second, in which nobody can look anybody up; more go onto a copy. */
const changesPerPage = 1000;

/** Donors in the next page: a line that falls every few seconds lets only small ones through. */
export interface Pace {
  donors: number;
}
export const firstPace: Pace = { donors: 2000 };

interface IndexPorts {
  readonly keeper: IndexKeeper;
  readonly memory: Pace;
  readonly between: () => Promise<void>;
  /** Lets everything go first that waits. */
  readonly pause: () => Promise<void>;
}

/**
 * Brings the index under one key up to date, to `newest` at least: what changed since when there is a whole one, all of it otherwise. A
 * transfer cut off goes on where it was.
 */
export async function fetchIndex(
  ports: IndexPorts,
  link: StationLink,
  generation: number,
  newest: number,
): Promise<Result<null, LinkFailure>> {
  const { keeper } = ports;
  const version = keeper.versionOf(generation);
  if (version === newest) return ok(null);
  if (version !== undefined) {
    const changes = await fetchChanges(ports, link, generation, { version, donorKey: null });
    if (!changes.ok) return changes;
    if (changes.value.kind === 'changes') {
      if (changes.value.next !== null) {
        return transfer(ports, link, generation, await keeper.copy(generation));
      }
      keeper.change(generation, changes.value);
      return ok(null);
    }
  }
  return transfer(ports, link, generation, keeper.begin(generation));
}

async function transfer(
  ports: IndexPorts,
  link: StationLink,
  generation: number,
  begun: IndexTransfer,
): Promise<Result<null, LinkFailure>> {
  const { keeper, between, pause } = ports;
  let under = begun;
  let hasBegunAnew = false;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    if (pages > 0) await between();
    const wanted = under.wanted();
    if (wanted.kind === 'sort') {
      under.sort();
      // Between two parts of it the nurse's call comes first.
      await pause();
      continue;
    }
    if (wanted.kind === 'rows') {
      const page = await fetchRows(ports, link, generation, wanted.cursor);
      if (!page.ok) return left(under, page);
      under.takeRows(page.value);
      continue;
    }
    const changes = await fetchChanges(ports, link, generation, wanted.since);
    if (!changes.ok) return left(under, changes);
    if (changes.value.kind === 'load-anew') {
      under.abandon();
      // Twice in a row: the station is giving this key up, and says so the next time it is asked.
      if (hasBegunAnew) return err({ kind: 'unreachable' });
      hasBegunAnew = true;
      under = keeper.begin(generation);
      continue;
    }
    under.takeChanges(changes.value);
    if (changes.value.next !== null) continue;
    under.finish();
    keeper.replace(generation);
    return ok(null);
  }
  throw new Error('the donor index has more pages than any station can have');
}

function left<R>(transfer: IndexTransfer, failure: R): R {
  transfer.close();
  return failure;
}

async function fetchRows(
  { memory }: IndexPorts,
  link: StationLink,
  generation: number,
  cursor: string | null,
): Promise<Result<DonorPage, LinkFailure>> {
  const after = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  const place = `generation=${generation}&limit=${memory.donors}${after}`;
  const answer = paced(memory, await link.get(`${paths.donors}?${place}`));
  if (!answer.ok) return answer;
  const page = donorPage.safeParse(answer.value.body);
  return page.success ? ok(page.data) : err({ kind: 'not-the-station' });
}

async function fetchChanges(
  { memory }: IndexPorts,
  link: StationLink,
  generation: number,
  { version, donorKey }: ChangesPlace,
): Promise<Result<DonorChanges, LinkFailure>> {
  const after = donorKey === null ? '' : `&after=${donorKey}`;
  const limit = Math.min(changesPerPage, memory.donors);
  const place = `generation=${generation}&since=${version}${after}&limit=${limit}`;
  const answer = paced(memory, await link.get(`${paths.donorChanges}?${place}`));
  if (!answer.ok) return answer;
  const changes = donorChanges.safeParse(answer.value.body);
  return changes.success ? ok(changes.data) : err({ kind: 'not-the-station' });
}

/** The next page is half of one that did not come through, and twice one that did. */
function paced<R extends Result<unknown, LinkFailure>>(pace: Pace, answer: R): R {
  const isCut = !answer.ok && answer.error.kind === 'cut';
  if (isCut) pace.donors = Math.max(donorsLeast, Math.floor(pace.donors / 2));
  if (answer.ok) pace.donors = Math.min(donorsMost, pace.donors * 2);
  return answer;
}
