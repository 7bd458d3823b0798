import { canonicalJson } from '../../../shared/journal/canonical.ts';
import type { Hashing } from '../../../shared/journal/chain.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import {
  paths,
  type VehicleReference,
  vehicleReference,
} from '../../../shared/sync/station-api.ts';
import { keepFormerKeys } from '../store/former-keys.ts';
import { keepStationData } from '../store/keep-station-data.ts';
import { keepKnownDins } from '../store/known-dins.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import type { Store } from '../store/store.ts';
import { fetchIndex } from './fetch-index.ts';
import type { IndexKeeper } from './index-keeper.ts';
import type { LinkFailure, StationLink } from './station-link.ts';

export interface DownloadPorts {
  readonly store: Store;
  readonly keeper: IndexKeeper;
  readonly hashing: Hashing;
  readonly nowMs: () => number;
}

/**
 * Fetches what the station owns and swaps it in: the index first, then the small tables together with the mark that says which index
 * belongs to them, in one write. What was taken along grows younger only by this write.
 */
export async function download(
  ports: DownloadPorts,
  link: StationLink,
): Promise<Result<VehicleReference, LinkFailure>> {
  const generation = takenAlong(ports.store.reader)?.keyGeneration;
  const holds = generation !== undefined && ports.keeper.versionOf(generation) !== undefined;
  return fetchUnder(ports, link, holds ? generation : undefined);
}

/**
 * When the station has another hash key: fetches the index under it while the one in use goes on being asked, and changes over when it
 * is whole. Whoever has the new key without its index would take every deferred donor for a new one.
 */
export async function changeOver(
  ports: DownloadPorts,
  link: StationLink,
  { nextKeyGeneration, indexVersion }: VehicleReference,
): Promise<Result<null, LinkFailure>> {
  if (nextKeyGeneration === null) return ok(null);
  const fetched = await fetchIndex(link, ports.keeper, nextKeyGeneration, indexVersion);
  if (!fetched.ok) return fetched;
  const changed = await fetchUnder(ports, link, nextKeyGeneration);
  return changed.ok ? ok(null) : changed;
}

async function fetchUnder(
  ports: DownloadPorts,
  link: StationLink,
  generation: number | undefined,
): Promise<Result<VehicleReference, LinkFailure>> {
  const query = generation === undefined ? '' : `?generation=${generation}`;
  const answer = await link.get(`${paths.reference}${query}`);
  if (!answer.ok) return answer;
  const reference = vehicleReference.safeParse(answer.value.body);
  if (!reference.success) return err({ kind: 'not-the-station' });
  const { keyGeneration, indexVersion, donorHashKeyHex } = reference.data;
  const before = takenAlong(ports.store.reader);
  // A station restored to before it made that key has made another one since: nobody would be found in the index under the first.
  if (before?.keyGeneration === keyGeneration && before.donorHashKeyHex !== donorHashKeyHex) {
    ports.keeper.forget(keyGeneration);
  }
  const fetched = await fetchIndex(link, ports.keeper, keyGeneration, indexVersion);
  if (!fetched.ok) return fetched;
  swapIn(ports, reference.data);
  return ok(reference.data);
}

function swapIn({ store, keeper, hashing, nowMs }: DownloadPorts, reference: VehicleReference) {
  const { data, dinsUsed, indexDonors, donorHashKeyHex } = reference;
  const { keyGeneration, nextKeyGeneration } = reference;
  const body = canonicalJson(data);
  const sha256 = hashing.sha256(body);
  const before = takenAlong(store.reader);
  const hasNewKey = before !== undefined && before.donorHashKeyHex !== donorHashKeyHex;
  store.write((tx) => {
    if (hasNewKey) keepFormerKeys(tx, (text) => hashing.hmacSha256(donorHashKeyHex, text));
    keepStationData(tx, {
      ...{ version: data.version, sha256, body, donorHashKeyHex, keyGeneration, indexDonors },
      // Changes may have come that the reference did not know of yet.
      indexVersion: keeper.versionOf(keyGeneration) ?? reference.indexVersion,
      receivedAtMs: nowMs(),
      isNew: hasNewKey || before?.sha256 !== sha256,
    });
    keepKnownDins(tx, dinsUsed);
    return ok(null);
  });
  keeper.use(keyGeneration, nextKeyGeneration);
}
