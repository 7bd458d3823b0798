import { createHash } from 'node:crypto';
import { donorKey } from '../../shared/ids.ts';
import { roles } from '../../shared/roles.ts';
import type { DonorPage, VehicleReference } from '../../shared/sync/station-api.ts';
import { stationData } from '../../shared/sync/station-data.ts';

/** What the station of one history sends down; small, and its own, so that histories on one database do not disturb each other. */
export interface StationData {
  readonly reference: (nowMs: number) => VehicleReference;
  readonly donorPage: (path: string) => DonorPage;
  /** A person at the station changed something. */
  readonly change: (index: boolean) => void;
}

const donorsPerPage = 2;
const pages = 3;

const keys = Array.from({ length: donorsPerPage * pages }, (_, at) =>
  donorKey.parse(createHash('sha256').update(`indexed donor ${at}`).digest('hex')),
).toSorted();

export function createStationData(): StationData {
  let version = 1;
  let indexVersion = 1;
  return {
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
      ...{
        donorHashKeyHex: '5eed'.repeat(16),
        indexVersion,
        indexDonors: keys.length,
        stationNowMs: nowMs,
      },
    }),
    donorPage: (path) => {
      const cursor = new URL(path, 'http://station').searchParams.get('cursor');
      const from = cursor === null ? 0 : keys.findIndex((key) => key > cursor);
      const some = from < 0 ? [] : keys.slice(from, from + donorsPerPage);
      const isLast = from < 0 || from + donorsPerPage >= keys.length;
      const donors = some.map((key) => ({
        ...{
          donorKey: key,
          personKey: null,
          donationCount: 0,
          bloodGroup: null,
          hadReaction: false,
        },
        ...{ history: [], deferrals: [] },
      }));
      return { indexVersion, donors, nextCursor: isLast ? null : (some.at(-1) ?? null) };
    },
    change: (index) => {
      version += 1;
      if (index) indexVersion += 1;
    },
  };
}
