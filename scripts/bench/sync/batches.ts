import { zstdCompressSync } from 'node:zlib';
import { emptyHead } from '../../../shared/journal/chain.ts';
import { schedule, scheduleAtStart } from '../../../shared/sync/schedule.ts';
import { entriesPerBatchMax } from '../../../shared/sync/station-api.ts';
import type { MadeEntry, VehicleDay } from './vehicle-day.ts';

/** A batch as it travels. */
export interface WireBatch {
  readonly fromSeq: number;
  readonly entries: number;
  readonly json: string;
}

/** As `electron/core/sync/upload.ts` reckons. */
const headerBytes = 200;
const compression = 4;

/** Cuts a day as a laptop does that has all of it to send: from 8 KB compressed upwards, doubled by each batch that is held. */
export function batchesOf(day: VehicleDay, entriesMax = entriesPerBatchMax): WireBatch[] {
  const batches: WireBatch[] = [];
  let state = scheduleAtStart;
  for (let from = 0; from < day.entries.length; ) {
    let to = from;
    let bytes = 0;
    while (to < day.entries.length && to - from < entriesMax) {
      bytes += (day.entries[to]?.bodyText.length ?? 0) + headerBytes;
      if (to > from && bytes > state.batchBytes * compression) break;
      to += 1;
    }
    batches.push(wireBatch(day, from, to));
    ({ state } = schedule(state, { kind: 'held', more: to < day.entries.length }));
    from = to;
  }
  return batches;
}

export function wireBatch(day: VehicleDay, from: number, to: number): WireBatch {
  const some = day.entries.slice(from, to);
  const head = {
    ...{ vehicle: day.vehicle, epoch: day.epoch, fromSeq: from + 1 },
    prevHash: day.entries[from - 1]?.hash ?? emptyHead.hash,
    headHash: some.at(-1)?.hash ?? emptyHead.hash,
    dayKeys: [{ day: day.day, keyHex: day.dayKey }],
  };
  const json = `${JSON.stringify(head).slice(0, -1)},"entries":[${some.map(sentText).join(',')}]}`;
  return { fromSeq: from + 1, entries: some.length, json };
}

/** The members that travel, in the order a laptop writes them; the body is the text that was hashed. */
function sentText({ header, bodyText }: MadeEntry): string {
  const { epoch: _e, seq: _s, prevHash: _p, bodyHash: _b, ...sent } = header;
  return `${JSON.stringify(sent).slice(0, -1)},"body":${bodyText}}`;
}

export const compressed = ({ json }: WireBatch): Buffer => zstdCompressSync(json);
