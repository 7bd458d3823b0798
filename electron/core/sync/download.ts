import { canonicalJson } from '../../../shared/journal/canonical.ts';
import type { Hashing } from '../../../shared/journal/chain.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import {
  type DonorPage,
  donorPage,
  paths,
  referenceReply,
  type VehicleReference,
} from '../../../shared/sync/station-api.ts';
import { keepStationData } from '../store/keep-station-data.ts';
import { keepKnownDins } from '../store/known-dins.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import type { Store } from '../store/store.ts';
import { referenceMark } from '../../../shared/sync/reference-mark.ts';
import type { IndexKeeper } from './index-keeper.ts';
import type { LinkFailure, StationLink } from './station-link.ts';

/** 5,000,000 donors in the smallest pages, with room. */
const pagesMax = 100_000;
/** Donors in a page: a line that falls every few seconds lets only small ones through. */
const page = { first: 2000, least: 100, most: 4000 } as const;

/** Takes in what the station owns; answers the station's time. */
export type Download = (link: StationLink) => Promise<Result<number, LinkFailure>>;

/**
 * Fetches what the station owns and swaps it in: the index first, in a file of another name, then the small tables together with the
 * mark that says which index belongs to them, in one write. The small tables come whole the first time and when they have changed;
 * asked again, the station says that they have not. A cut costs the page or the document under way; pages then get smaller.
 */
export function createDownload(
  store: Store,
  keeper: IndexKeeper,
  hashing: Hashing,
  nowMs: () => number,
): Download {
  /** What the station said last, taken in or not: a cut on the way to the index does not cost the document again. */
  let last: { readonly reference: VehicleReference; readonly mark: string } | undefined;
  let donors: number = page.first;

  async function fetchReference(link: StationLink): Promise<Result<VehicleReference, LinkFailure>> {
    const known = last === undefined ? '' : `?known=${last.mark}`;
    const answer = await link.get(`${paths.reference}${known}`);
    if (!answer.ok) return answer;
    const reply = referenceReply.safeParse(answer.value.body);
    if (!reply.success) return err({ kind: 'not-the-station' });
    if (!('unchanged' in reply.data)) {
      last = { reference: reply.data, mark: referenceMark(hashing, reply.data) };
      return ok(reply.data);
    }
    const { stationNowMs } = reply.data;
    return last === undefined
      ? err({ kind: 'not-the-station' })
      : ok({ ...last.reference, stationNowMs });
  }

  async function fetchPage(
    link: StationLink,
    cursor: string | null,
  ): Promise<Result<DonorPage, LinkFailure>> {
    const from = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await link.get(`${paths.donors}?limit=${donors}${from}`);
    if (!answer.ok) {
      if (answer.error.kind === 'cut') donors = Math.max(page.least, Math.floor(donors / 2));
      return answer;
    }
    donors = Math.min(page.most, donors * 2);
    const read = donorPage.safeParse(answer.value.body);
    return read.success ? ok(read.data) : err({ kind: 'not-the-station' });
  }

  /** The donor index of `version`, page by page; a transfer cut off goes on at its cursor. */
  async function fetchIndex(
    link: StationLink,
    version: number,
  ): Promise<Result<null, LinkFailure>> {
    const transfer = keeper.begin(version);
    for (let pages = 0; pages < pagesMax; pages += 1) {
      const got = await fetchPage(link, transfer.cursor());
      if (!got.ok) {
        transfer.close();
        return got;
      }
      if (got.value.indexVersion !== version) {
        // The station's index moved on meanwhile; what came so far belongs to the older one and is fetched anew.
        transfer.abandon();
        return err({ kind: 'unreachable' });
      }
      transfer.take(got.value.donors, got.value.nextCursor);
      if (got.value.nextCursor === null) {
        transfer.finish();
        return ok(null);
      }
    }
    throw new Error('the donor index has more pages than any station can have');
  }

  function keep({ data, dinsUsed, ...index }: VehicleReference): void {
    const { indexVersion, indexDonors, donorHashKeyHex } = index;
    const body = canonicalJson(data);
    const sha256 = hashing.sha256(body);
    const isNew = takenAlong(store.reader)?.sha256 !== sha256;
    store.write((tx) => {
      keepStationData(tx, {
        ...{ version: data.version, sha256, body, donorHashKeyHex, indexVersion, indexDonors },
        receivedAtMs: nowMs(),
        isNew,
      });
      keepKnownDins(tx, dinsUsed);
      return ok(null);
    });
  }

  return async (link) => {
    const fetched = await fetchReference(link);
    if (!fetched.ok) return fetched;
    const reference = fetched.value;
    const { indexVersion, stationNowMs } = reference;
    if (!keeper.has(indexVersion)) {
      const index = await fetchIndex(link, indexVersion);
      if (!index.ok) return index;
    }
    keep(reference);
    keeper.use(indexVersion);
    return ok(stationNowMs);
  };
}
