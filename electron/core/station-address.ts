import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';

export type StationUrlProblem = 'wrong' | 'plain';

export const stationUrlSentences: Readonly<Record<StationUrlProblem, string>> = {
  wrong: 'write http://… or https://…',
  plain:
    'plain http would send donors’ records readable by anybody on the way. Use https://…, or add --allow-plain-http on a line that is protected otherwise.',
};

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** An address records may be sent to. Nobody listens on the way to this very machine; everywhere else plain http must be asked for. */
export function checkStationUrl(
  text: string,
  allowPlainHttp: boolean,
): Result<string, StationUrlProblem> {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return err('wrong');
  const { protocol, hostname } = new URL(text);
  const isSafe = protocol === 'https:' || allowPlainHttp || loopback.test(hostname);
  return isSafe ? ok(text) : err('plain');
}

const fileName = 'station.json';
const fileSchema = z.strictObject({ station: z.string().max(300) });

/** The address typed in on the sync screen; undefined when none was, or the file is damaged: it is typed in again then. */
export function keptStation(dataFolder: string): string | undefined {
  const path = join(dataFolder, fileName);
  if (!existsSync(path)) return undefined;
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).station;
  } catch {
    return undefined;
  }
}

export function keepStation(dataFolder: string, station: string): void {
  const path = join(dataFolder, fileName);
  writeFileSync(`${path}.part`, JSON.stringify({ station }), { mode: 0o600, flush: true });
  renameSync(`${path}.part`, path);
}
