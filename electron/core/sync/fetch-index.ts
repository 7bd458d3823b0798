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

/** 5,000,000 donors at the station's page size, with room. */
const pagesMax = 20_000;
/** So many are written in a tenth of a second, in which nobody can look anybody up; more go onto a copy. */
const changesPerPage = 1000;

/**
 * Brings the index under one key up to date, to `newest` at least: what changed since when there is a whole one, all of it otherwise. A
 * transfer cut off goes on where it was.
 */
export async function fetchIndex(
  link: StationLink,
  keeper: IndexKeeper,
  generation: number,
  newest: number,
): Promise<Result<null, LinkFailure>> {
  const version = keeper.versionOf(generation);
  if (version === newest) return ok(null);
  if (version !== undefined) {
    const changes = await fetchChanges(link, generation, { version, donorKey: null });
    if (!changes.ok) return changes;
    if (changes.value.kind === 'changes') {
      if (changes.value.next !== null) {
        return transfer(link, keeper, generation, await keeper.copy(generation));
      }
      keeper.change(generation, changes.value);
      return ok(null);
    }
  }
  return transfer(link, keeper, generation, keeper.begin(generation));
}

async function transfer(
  link: StationLink,
  keeper: IndexKeeper,
  generation: number,
  begun: IndexTransfer,
): Promise<Result<null, LinkFailure>> {
  let under = begun;
  let hasBegunAnew = false;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const wanted = under.wanted();
    if (wanted.kind === 'rows') {
      const page = await fetchRows(link, generation, wanted.cursor);
      if (!page.ok) return left(under, page);
      under.takeRows(page.value);
      continue;
    }
    const changes = await fetchChanges(link, generation, wanted.since);
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
  link: StationLink,
  generation: number,
  cursor: string | null,
): Promise<Result<DonorPage, LinkFailure>> {
  const after = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  const answer = await link.get(`${paths.donors}?generation=${generation}${after}`);
  if (!answer.ok) return answer;
  const page = donorPage.safeParse(answer.value.body);
  return page.success ? ok(page.data) : err({ kind: 'not-the-station' });
}

async function fetchChanges(
  link: StationLink,
  generation: number,
  { version, donorKey }: ChangesPlace,
): Promise<Result<DonorChanges, LinkFailure>> {
  const after = donorKey === null ? '' : `&after=${donorKey}`;
  const place = `generation=${generation}&since=${version}${after}&limit=${changesPerPage}`;
  const answer = await link.get(`${paths.donorChanges}?${place}`);
  if (!answer.ok) return answer;
  const changes = donorChanges.safeParse(answer.value.body);
  return changes.success ? ok(changes.data) : err({ kind: 'not-the-station' });
}
