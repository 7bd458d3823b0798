import { donorChangesQuery } from '../../shared/sync/donor-changes.ts';
import { referenceMark } from '../../shared/sync/reference-mark.ts';
import { paths, referenceQuery } from '../../shared/sync/station-api.ts';
import { nodeHashing } from '../../station/hashing.ts';
import type { Sender } from '../../station/enrolment/check-request.ts';
import { changedDonors } from '../../station/reference/donor-changes.ts';
import { donorPage } from '../../station/reference/donors.ts';
import { vehicleReferenceOf } from '../../station/reference/vehicle-reference.ts';
import type { StationDb } from '../../station/store/database.ts';
import type { StationRequest } from './network.ts';
import type { StationData } from './station-data.ts';

/** Pages of few donors, so that a line has time to fall between two. */
const donorsPerPage = 2;

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const found = (body: unknown): Reply => ({ status: 200, body });

/** What a laptop asks of the station's own data, as the history has it made up; undefined: it asks for something else. */
export function askMadeUp(data: StationData, path: string, nowMs: number): Reply | undefined {
  if (path.startsWith(paths.reference)) return found(unlessKnown(path, data.reference(nowMs)));
  if (path.startsWith(paths.donorChanges)) return found(data.donorChanges(path));
  if (path.startsWith(paths.donors)) return found(data.donorPage(path));
  return undefined;
}

/** The same of the station's database, by the product's own means. */
export async function askStation(
  db: StationDb,
  { path }: StationRequest,
  sender: Sender,
  nowMs: number,
): Promise<Reply | undefined> {
  const query = Object.fromEntries(new URL(path, 'http://station').searchParams);
  if (path.startsWith(paths.reference)) {
    const { generation } = referenceQuery.parse(query);
    const reference = await vehicleReferenceOf(db, sender, generation, nowMs);
    return reference.ok
      ? found(unlessKnown(path, reference.value))
      : { status: 503, body: { error: 'not-ready', sentence: '' } };
  }
  if (path.startsWith(paths.donorChanges)) {
    const { generation, since, after } = donorChangesQuery.parse(query);
    const place = { version: since, donorKey: after ?? null };
    return found(await changedDonors(db, generation, place, donorsPerPage));
  }
  if (path.startsWith(paths.donors)) {
    const { generation, cursor } = query;
    return found(await donorPage(db, Number(generation), cursor, donorsPerPage));
  }
  return undefined;
}

function unlessKnown(path: string, reference: Parameters<typeof referenceMark>[1]): unknown {
  const known = new URL(path, 'http://station').searchParams.get('known');
  const isKnown = known === referenceMark(nodeHashing, reference);
  return isKnown ? { unchanged: true, stationNowMs: reference.stationNowMs } : reference;
}
