import { createHash } from 'node:crypto';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { type DonorKey, donorKey } from '../../shared/ids.ts';
import { roles } from '../../shared/roles.ts';
import type { DonorChanges } from '../../shared/sync/donor-changes.ts';
import type { DonorPage, VehicleReference } from '../../shared/sync/station-api.ts';
import { stationData } from '../../shared/sync/station-data.ts';

/** What the station of one history sends down; small, and its own, so that histories on one database do not disturb each other. */
export interface StationData {
  readonly reference: (nowMs: number) => VehicleReference;
  readonly donorPage: (path: string) => DonorPage;
  readonly donorChanges: (path: string) => DonorChanges;
  /** A person at the station changed something. */
  readonly change: (index: boolean) => void;
  /** The donors of a version by key, with the count their record had; undefined: no such version ever was. */
  readonly indexOf: (version: number) => ReadonlyMap<DonorKey, number> | undefined;
  readonly keys: readonly DonorKey[];
}

const donorsPerPage = 2;
const pages = 3;

const keys = Array.from({ length: donorsPerPage * pages }, (_, at) =>
  donorKey.parse(createHash('sha256').update(`indexed donor ${at}`).digest('hex')),
).toSorted();

interface Row {
  readonly key: DonorKey;
  readonly version: number;
  /** null: removed in that version. */
  readonly count: number | null;
}

const indexed = (key: DonorKey, donationCount: number): IndexedDonor => ({
  ...{ donorKey: key, personKey: null, donationCount, bloodGroup: null, hadReaction: false },
  ...{ history: [], deferrals: [] },
});

const inPage = ({ key, count }: Row): IndexedDonor[] =>
  count === null ? [] : [indexed(key, count)];

export function createStationData(): StationData {
  let version = 1;
  let indexVersion = 1;
  let rows: readonly Row[] = keys.map((key) => ({ key, version: 1, count: 0 }));
  /** Removals up to here are forgotten. */
  let removedThrough = 0;
  const held = () =>
    new Map(rows.flatMap(({ key, count }) => (count === null ? [] : [[key, count] as const])));
  const versions = new Map([[indexVersion, held()]]);

  /** Most changes concern few; now and then all, or removals are forgotten. */
  const changeIndex = (): void => {
    indexVersion += 1;
    const changed =
      indexVersion % 5 === 0 ? keys : keys.filter((_, at) => (at + indexVersion) % 4 === 0);
    const count = indexVersion % 3 === 0 ? null : indexVersion;
    rows = rows.map((row) => {
      return changed.includes(row.key)
        ? { ...row, version: indexVersion, count: row.count === null ? indexVersion : count }
        : row;
    });
    if (indexVersion % 7 === 0) removedThrough = indexVersion - 1;
    versions.set(indexVersion, held());
  };

  return {
    keys,
    indexOf: (asked) => versions.get(asked),
    reference: (nowMs) => ({
      data: stationData.parse({
        version,
        station: { name: '试验血站', latinName: 'TEST STATION', licence: '' },
        settings: {
          deferralListAgeMaxMs: 86_400_000,
          labelSet: [{ kind: 'bag', flags: '00' }],
          tubesPerDonation: 1,
        },
        staff: [{ operatorId: 'nurse-1', name: '张护士', roles: [...roles] }],
        ...{ drives: [], bagLots: [], dinRanges: [], ruleSets: [] },
      }),
      dinsUsed: [],
      ...{ donorHashKeyHex: '5eed'.repeat(16), keyGeneration: 1, nextKeyGeneration: null },
      ...{ indexVersion, indexDonors: held().size, stationNowMs: nowMs },
    }),
    donorPage: (path) => {
      const cursor = new URL(path, 'http://station').searchParams.get('cursor');
      const left = rows.filter(({ key, count }) => count !== null && key > (cursor ?? ''));
      const some = left.slice(0, donorsPerPage);
      const last = left.length > donorsPerPage ? some.at(-1) : undefined;
      return { indexVersion, donors: some.flatMap(inPage), nextCursor: last?.key ?? null };
    },
    donorChanges: (path) => {
      const asked = new URL(path, 'http://station').searchParams;
      const since = Number(asked.get('since'));
      const after = asked.get('after') ?? 'g';
      if (since > indexVersion || removedThrough > since) return { kind: 'load-anew' };
      const left = rows
        .filter((row) => row.version > since || (row.version === since && row.key > after))
        .toSorted((a, b) => a.version - b.version || (a.key < b.key ? -1 : 1));
      const some = left.slice(0, donorsPerPage);
      const last = left.length > donorsPerPage ? some.at(-1) : undefined;
      return {
        ...{ kind: 'changes', indexVersion, donors: some.flatMap(inPage) },
        removed: some.flatMap(({ key, count }) => (count === null ? [key] : [])),
        next: last ? { version: last.version, donorKey: last.key } : null,
      };
    },
    change: (index) => {
      version += 1;
      if (index) changeIndex();
    },
  };
}
