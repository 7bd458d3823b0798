import { canonicalJson } from '../../../shared/journal/canonical.ts';
import type { Hashing } from '../../../shared/journal/chain.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { paths, referenceReply, type VehicleReference } from '../../../shared/sync/station-api.ts';
import { referenceMark } from '../../../shared/sync/reference-mark.ts';
import { keepFormerKeys } from '../store/former-keys.ts';
import { keepStationData } from '../store/keep-station-data.ts';
import { keepKnownDins } from '../store/known-dins.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import type { Store } from '../store/store.ts';
import { fetchIndex, firstPace, type Pace } from './fetch-index.ts';
import type { IndexKeeper } from './index-keeper.ts';
import type { LinkFailure, StationLink } from './station-link.ts';

export interface DownloadPorts {
  readonly store: Store;
  readonly keeper: IndexKeeper;
  readonly hashing: Hashing;
  readonly nowMs: () => number;
  readonly memory: DownloadMemory;
  /** Between two pages: what was recorded meanwhile need not wait for five million donors. */
  readonly between: () => Promise<void>;
  /** Lets everything go first that waits. */
  readonly pause: () => Promise<void>;
}

/** What is known from one try to the next. */
export interface DownloadMemory extends Pace {
  /** What the station said last, taken in or not: a cut on the way to the index does not cost the document again. */
  last: { readonly reference: VehicleReference; readonly mark: string } | undefined;
}

export const emptyMemory = (): DownloadMemory => ({ last: undefined, ...firstPace });

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
  const fetched = await fetchIndex(ports, link, nextKeyGeneration, indexVersion);
  if (!fetched.ok) return fetched;
  const changed = await fetchUnder(ports, link, nextKeyGeneration);
  return changed.ok ? ok(null) : changed;
}

async function fetchUnder(
  ports: DownloadPorts,
  link: StationLink,
  generation: number | undefined,
): Promise<Result<VehicleReference, LinkFailure>> {
  const reference = await fetchReference(ports, link, generation);
  if (!reference.ok) return reference;
  const { keyGeneration, indexVersion, donorHashKeyHex } = reference.value;
  const before = takenAlong(ports.store.reader);
  // A station restored to before it made that key has made another one since: nobody would be found in the index under the first.
  if (before?.keyGeneration === keyGeneration && before.donorHashKeyHex !== donorHashKeyHex) {
    ports.keeper.forget(keyGeneration);
  }
  const fetched = await fetchIndex(ports, link, keyGeneration, indexVersion);
  if (!fetched.ok) return fetched;
  swapIn(ports, reference.value);
  return reference;
}

/** The small tables come whole the first time and when they have changed; asked again, the station says that they have not. */
async function fetchReference(
  { memory, hashing }: DownloadPorts,
  link: StationLink,
  generation: number | undefined,
): Promise<Result<VehicleReference, LinkFailure>> {
  const query = new URLSearchParams();
  if (generation !== undefined) query.set('generation', String(generation));
  if (memory.last !== undefined) query.set('known', memory.last.mark);
  const answer = await link.get(
    query.size === 0 ? paths.reference : `${paths.reference}?${query.toString()}`,
  );
  if (!answer.ok) return answer;
  const reply = referenceReply.safeParse(answer.value.body);
  if (!reply.success) return err({ kind: 'not-the-station' });
  if ('unchanged' in reply.data) {
    const { stationNowMs } = reply.data;
    return memory.last === undefined
      ? err({ kind: 'not-the-station' })
      : ok({ ...memory.last.reference, stationNowMs });
  }
  memory.last = { reference: reply.data, mark: referenceMark(hashing, reply.data) };
  return ok(reply.data);
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
