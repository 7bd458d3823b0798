import { createHash } from 'node:crypto';
import { epochId } from '../../shared/ids.ts';
import { err, ok } from '../../shared/result.ts';
import { batch as batchShape, holdingQuery, paths } from '../../shared/sync/station-api.ts';
import { nodeHashing } from '../../station/hashing.ts';
import { refusalStatus } from '../../station/http/refusal-status.ts';
import { compareHead } from '../../station/intake/compare-head.ts';
import { noticesPath, notices as noticesShape } from '../../shared/sync/notices.ts';
import { takeNotices } from '../../station/intake/take-notices.ts';
import { takeIn } from '../../station/intake/take-in.ts';
import { verdictPageOf } from '../../station/set-aside/feed.ts';
import type { Sender } from '../../station/enrolment/check-request.ts';
import type { StationDb } from '../../station/store/database.ts';
import { serveNextKey } from '../../station/reference/rotate-key.ts';
import { askMadeUp, askStation } from './ask-reference.ts';
import type { Device } from './device.ts';
import type { Answer, StationRequest } from './network.ts';
import {
  forgetNotices,
  pageWithoutUnits,
  type PlantedFault,
  serveWithoutDeferrals,
  takeInWith,
} from './planted-faults.ts';
import type { StationData } from './station-data.ts';
import { crashingAfter, StationCrash } from './station-crash.ts';

/** The station's processes over one database, without HTTP between them and the history. */
export interface SimulatedStation {
  readonly db: StationDb;
  /** `crashAfter`: the process ends after so many steps of its work; null: it does not. */
  readonly answer: (request: StationRequest, asked: Asked) => Promise<Answer>;
  /** A step of a rotation of its hash key for donors. */
  readonly serveNextKey: typeof serveNextKey;
}

export interface Asked {
  readonly process: number;
  readonly nowMs: number;
  readonly crashAfter: number | null;
  /** What laptops are sent down; null: what its database holds. */
  readonly data: StationData | null;
}

/** `processes`: the database as each process of the station has it open. */
export function createStation(
  processes: readonly [StationDb, ...StationDb[]],
  fault: PlantedFault | null,
): SimulatedStation {
  const [first] = processes;

  const post = async (
    request: StationRequest,
    { nowMs, crashAfter }: Asked,
    db: StationDb,
  ): Promise<Answer> => {
    const { body } = request;
    const batch = batchShape.safeParse(JSON.parse(body));
    if (!batch.success) throw new Error(`a batch of another shape: ${batch.error.message}`);
    const take = fault === null ? takeIn : takeInWith(fault, crashAfter !== null);
    const dies = crashAfter !== null && fault !== 'ack-before-commit';
    const seen = dies ? crashingAfter(db, crashAfter) : db;
    const taken = await take(
      { db: seen, hashing: nodeHashing, nowMs },
      senderOf(request),
      batch.data,
    );
    // It lived on just long enough to commit.
    if (dies) return err({ kind: 'cut' });
    if (taken.ok) return reply(200, taken.value, body.length);
    // What a proxy or the route says of it, the link reports by the status.
    if (taken.error.error === 'too-large') return err({ kind: 'too-large' });
    if (taken.error.error === 'wrong-vehicle') return err({ kind: 'not-allowed' });
    return reply(refusalStatus[taken.error.error], taken.error, body.length);
  };

  const notices = async (
    request: StationRequest,
    { nowMs, crashAfter }: Asked,
    db: StationDb,
  ): Promise<Answer> => {
    const body = noticesShape.parse(JSON.parse(request.body));
    const seen = crashAfter === null ? db : crashingAfter(db, crashAfter);
    const take = fault === 'notice-forgotten' ? forgetNotices : takeNotices;
    await take(seen, senderOf(request), body, nowMs);
    if (crashAfter !== null) return err({ kind: 'cut' });
    const throughSeq = body.notices.at(-1)?.seq ?? 1;
    return reply(200, { epoch: body.epoch, throughSeq, stationNowMs: nowMs }, 0);
  };

  const holding = async (
    request: StationRequest,
    nowMs: number,
    db: StationDb,
  ): Promise<Answer> => {
    const { pathname, searchParams } = new URL(request.path, 'http://station');
    const epoch = epochId.parse(pathname.slice(pathname.lastIndexOf('/') + 1));
    const query = holdingQuery.parse(Object.fromEntries(searchParams));
    const head = await compareHead(db, senderOf(request), epoch, { ...query, nowMs });
    return reply(200, { heldThroughSeq: head.seq, headHash: head.hash }, 0);
  };

  const verdicts = async ({ vehicle, path }: StationRequest, db: StationDb): Promise<Answer> => {
    const after = new URL(path, 'http://station').searchParams.get('after');
    const page = fault === 'hold-without-unit' ? pageWithoutUnits : verdictPageOf;
    return reply(200, await page(db, vehicle, Number(after)), 0);
  };

  return {
    db: first,
    serveNextKey: fault === 'deferrals-left-behind' ? serveWithoutDeferrals : serveNextKey,
    answer: async (request, asked) => {
      const db = processes[asked.process % processes.length] ?? first;
      try {
        if (request.path === noticesPath) return await notices(request, asked, db);
        if (request.method === 'POST') return await post(request, asked, db);
        const { data, nowMs } = asked;
        const sent = data
          ? askMadeUp(data, request.path, nowMs)
          : await askStation(db, request, senderOf(request), nowMs);
        if (sent) return reply(sent.status, sent.body, 0);
        if (request.path.startsWith(paths.verdicts)) return await verdicts(request, db);
        return await holding(request, asked.nowMs, db);
      } catch (error) {
        if (error instanceof StationCrash) return err({ kind: 'cut' });
        throw error;
      }
    },
  };
}

const senderOf = ({ vehicle, laptop, run, body, askedAtMs }: StationRequest): Sender => ({
  ...{ vehicle, laptop, run, nonceAtMs: askedAtMs },
  bodySha256: createHash('sha256').update(body).digest('hex'),
});

/** As it comes over the line. */
const reply = (status: number, body: unknown, sentBytes: number): Answer =>
  ok({ status, body: JSON.parse(JSON.stringify(body)) as unknown, sentBytes });

/** Makes vehicles and their laptops known to the station; how they prove who they are is no matter of a history. */
export async function letIn(db: StationDb, laptops: readonly Enrolled[]): Promise<void> {
  const vehicles = [...new Set(laptops.map(({ vehicle }) => vehicle))];
  await db
    .insertInto('vehicle')
    .values(vehicles.map((vehicle) => ({ vehicle, plate: vehicle, enrolled_at_ms: 0 })))
    // A seed may be lived twice over one database.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('laptop')
    .values(
      laptops.map(({ vehicle, device: { laptop, jwk } }) => ({
        ...{ laptop, vehicle, public_key: jwk, machine_name: laptop, app_version: '0.1.0' },
        ...{ enrolled_at_ms: 0, last_seen_at_ms: 0 },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

interface Enrolled {
  readonly vehicle: string;
  readonly device: Device;
}
