import { canonicalJson } from '../../../shared/journal/canonical.ts';
import type { Hashing } from '../../../shared/journal/chain.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import {
  type DonorPage,
  donorPage,
  paths,
  type VehicleReference,
  vehicleReference,
} from '../../../shared/sync/station-api.ts';
import { keepStationData } from '../store/keep-station-data.ts';
import { keepKnownDins } from '../store/known-dins.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import type { Store } from '../store/store.ts';
import type { IndexKeeper } from './index-keeper.ts';
import type { LinkFailure, StationLink } from './station-link.ts';

/** 5,000,000 donors at the station's page size, with room. */
const pagesMax = 20_000;

async function fetchPage(
  link: StationLink,
  cursor: string | null,
): Promise<Result<DonorPage, LinkFailure>> {
  const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  const answer = await link.get(`${paths.donors}${query}`);
  if (!answer.ok) return answer;
  const page = donorPage.safeParse(answer.value.body);
  return page.success ? ok(page.data) : err({ kind: 'not-the-station' });
}

/** Fetches the donor index of `version` page by page; a transfer cut off goes on at its cursor. */
async function fetchIndex(
  link: StationLink,
  keeper: IndexKeeper,
  version: number,
): Promise<Result<null, LinkFailure>> {
  const transfer = keeper.begin(version);
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const page = await fetchPage(link, transfer.cursor());
    if (!page.ok) {
      transfer.close();
      return page;
    }
    if (page.value.indexVersion !== version) {
      // The station's index moved on meanwhile; what came so far belongs to the older one and is fetched anew.
      transfer.abandon();
      return err({ kind: 'unreachable' });
    }
    transfer.take(page.value.donors, page.value.nextCursor);
    if (page.value.nextCursor === null) {
      transfer.finish();
      return ok(null);
    }
  }
  throw new Error('the donor index has more pages than any station can have');
}

/**
 * Fetches what the station owns and swaps it in: the index first, in a file of another name, then the small tables together with the
 * mark that says which index belongs to them, in one write.
 */
export async function download(
  store: Store,
  link: StationLink,
  keeper: IndexKeeper,
  hashing: Hashing,
  nowMs: () => number,
): Promise<Result<VehicleReference, LinkFailure>> {
  const answer = await link.get(paths.reference);
  if (!answer.ok) return answer;
  const reference = vehicleReference.safeParse(answer.value.body);
  if (!reference.success) return err({ kind: 'not-the-station' });
  const { data, indexVersion, indexDonors, donorHashKeyHex } = reference.data;
  if (!keeper.has(indexVersion)) {
    const fetched = await fetchIndex(link, keeper, indexVersion);
    if (!fetched.ok) return fetched;
  }
  const body = canonicalJson(data);
  const sha256 = hashing.sha256(body);
  const isNew = takenAlong(store.reader)?.sha256 !== sha256;
  store.write((tx) => {
    keepStationData(tx, {
      ...{ version: data.version, sha256, body, donorHashKeyHex, indexVersion, indexDonors },
      receivedAtMs: nowMs(),
      isNew,
    });
    keepKnownDins(tx, reference.data.dinsUsed);
    return ok(null);
  });
  keeper.use(indexVersion);
  return ok(reference.data);
}
