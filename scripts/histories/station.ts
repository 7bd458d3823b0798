import { emptyHead } from '../../shared/journal/chain.ts';
import { err, ok } from '../../shared/result.ts';
import { batch as batchShape, paths } from '../../shared/sync/station-api.ts';
import * as administer from '../../station/administer.ts';
import { nodeHashing } from '../../station/hashing.ts';
import { takeIn } from '../../station/intake/take-in.ts';
import type { StationDb } from '../../station/store/database.ts';
import type { Answer, StationRequest } from './network.ts';
import { type PlantedFault, takeInWith } from './planted-faults.ts';
import type { StationData } from './station-data.ts';
import { crashingAfter, StationCrash } from './station-crash.ts';

/** The station's processes over one database, without HTTP between them and the history. */
export interface SimulatedStation {
  readonly db: StationDb;
  /** `crashAfter`: the process ends after so many steps of its work; null: it does not. */
  readonly answer: (request: StationRequest, asked: Asked) => Promise<Answer>;
}

export interface Asked {
  readonly process: number;
  readonly nowMs: number;
  readonly crashAfter: number | null;
  readonly data: StationData;
}

const statusOf = {
  gap: 409,
  fork: 409,
  'broken-chain': 409,
  'wrong-vehicle': 403,
  'not-a-batch': 400,
  'too-large': 413,
};

/** `processes`: the database as each process of the station has it open. */
export function createStation(
  processes: readonly [StationDb, ...StationDb[]],
  fault: PlantedFault | null,
): SimulatedStation {
  const [first] = processes;

  const post = async (
    { vehicle, body }: StationRequest,
    { nowMs, crashAfter }: Asked,
    db: StationDb,
  ): Promise<Answer> => {
    const batch = batchShape.safeParse(JSON.parse(body));
    if (!batch.success) throw new Error(`a batch of another shape: ${batch.error.message}`);
    const take = fault === null ? takeIn : takeInWith(fault, crashAfter !== null);
    const dies = crashAfter !== null && fault !== 'ack-before-commit';
    const seen = dies ? crashingAfter(db, crashAfter) : db;
    const taken = await take({ db: seen, hashing: nodeHashing, nowMs }, vehicle, batch.data);
    // It lived on just long enough to commit.
    if (dies) return err({ kind: 'cut' });
    if (taken.ok) return reply(200, taken.value, body.length);
    // What a proxy or the route says of it, the link reports by the status.
    if (taken.error.error === 'too-large') return err({ kind: 'too-large' });
    if (taken.error.error === 'wrong-vehicle') return err({ kind: 'not-allowed' });
    return reply(statusOf[taken.error.error], taken.error, body.length);
  };

  const holding = async ({ vehicle, path }: StationRequest, db: StationDb): Promise<Answer> => {
    const row = await db
      .selectFrom('epoch')
      .select(['held_seq', 'held_hash'])
      .where('vehicle', '=', vehicle)
      .where('epoch', '=', path.slice(path.lastIndexOf('/') + 1))
      .executeTakeFirst();
    const { held_seq = emptyHead.seq, held_hash } = row ?? {};
    return reply(
      200,
      { heldThroughSeq: held_seq, headHash: held_hash?.toString('hex') ?? emptyHead.hash },
      0,
    );
  };

  return {
    db: first,
    answer: async (request, asked) => {
      const db = processes[asked.process % processes.length] ?? first;
      try {
        if (request.method === 'POST') return await post(request, asked, db);
        if (request.path === paths.reference)
          return reply(200, asked.data.reference(asked.nowMs), 0);
        if (request.path.startsWith(paths.donors))
          return reply(200, asked.data.donorPage(request.path), 0);
        return await holding(request, db);
      } catch (error) {
        if (error instanceof StationCrash) return err({ kind: 'cut' });
        throw error;
      }
    },
  };
}

/** As it comes over the line. */
const reply = (status: number, body: unknown, sentBytes: number): Answer =>
  ok({ status, body: JSON.parse(JSON.stringify(body)) as unknown, sentBytes });

/** Makes vehicles known to the station; how they prove who they are is no matter of a history. */
export async function letIn(db: StationDb, vehicles: readonly string[]): Promise<void> {
  for (const vehicleId of vehicles) {
    const token = `token-of-the-vehicle-${vehicleId}`.padEnd(32, '0');
    const done = await administer.enrolVehicle(db, { vehicleId, plate: vehicleId, token });
    if (!done.ok) throw new Error(done.error);
  }
}
