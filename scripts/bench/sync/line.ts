import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, zstdCompressSync } from 'node:zlib';
import { packLevel } from '../../../electron/core/pack-body.ts';
import type { SentEntry } from '../../../shared/sync/station-api.ts';
import { rehearseForLine, type SentDay, sendRehearsed } from '../../line/send-day.ts';
import { sentEntriesOf } from '../../line/sent-entries.ts';
import type { LineShape } from '../../line/shaped-line.ts';
import { rounded } from '../figures.ts';
import type { SyncPart } from '../sync.ts';

const donors = 200;
const seed = 1;
const secondsMax = 1800;
const overOnePieceMax = 1.25;
const smallestLevel = 19;

export const lineShape: LineShape = { kbit: 64, roundTripMs: 300, dropEveryMs: null, seed };

export interface SentOverLine {
  readonly sent: SentDay;
  readonly entries: readonly SentEntry[];
}

let once: Promise<SentOverLine> | undefined;

/** A rehearsed day sent over the line, once in each run of the bench. */
export function sentOverLine(): Promise<SentOverLine> {
  once ??= send();
  return once;
}

async function send(): Promise<SentOverLine> {
  const folder = mkdtempSync(join(tmpdir(), 'bloodmobile-bench-line-'));
  try {
    const options = { donors, seed, folder, shape: lineShape, secondsMax };
    const day = await rehearseForLine(options);
    const entries = sentEntriesOf(day.vehicleFolder);
    return { sent: await sendRehearsed(options, day), entries };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same entries as one text, packed as hard as `level` does, with no dictionary. */
const onePiece = (entries: readonly SentEntry[], level: number): number =>
  zstdCompressSync(JSON.stringify(entries), {
    params: { [constants.ZSTD_c_compressionLevel]: level },
  }).length;

/**
 * A day of 200 donors from a vehicle's real store to a real station, beside the least that one piece of it would be: what the line
 * needs for its bytes alone, without a request, a reply or a signature.
 */
async function run(): ReturnType<SyncPart['run']> {
  const { sent, entries } = await sentOverLine();
  const onePieceBytes = onePiece(entries, packLevel);
  const onePieceSeconds = (onePieceBytes * 8) / (lineShape.kbit * 1000);
  const overOnePiece = sent.seconds / onePieceSeconds;
  const isHeld = sent.verified && sent.held === sent.entries;
  return {
    figures: {
      ...{ donors, donations: sent.donations, entries: sent.entries, held: sent.held },
      ...{ kbitPerSecond: lineShape.kbit, roundTripMs: lineShape.roundTripMs },
      ...{ upBytes: sent.upBytes, downBytes: sent.downBytes },
      bytesPerDonation: Math.round(sent.upBytes / sent.donations),
      bytesPerDonor: Math.round(sent.upBytes / donors),
      seconds: sent.seconds,
      ...{ onePieceLevel: packLevel, onePieceBytes, onePieceSeconds: rounded(onePieceSeconds) },
      [`onePieceBytesAtLevel${smallestLevel}`]: onePiece(entries, smallestLevel),
      overOnePiece: rounded(overOnePiece),
    },
    goals: { overOnePiece: `<= ${overOnePieceMax}`, held: 'every entry, and the chain verifies' },
    met: isHeld && overOnePiece <= overOnePieceMax,
  };
}

export const linePart: SyncPart = { name: 'line', run };
