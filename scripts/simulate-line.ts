/**
 * npm run simulate:line -- [--donors 200] [--kbit 64] [--round-trip 300] [--drop 10] [--seed 1] [--seconds 3600] [--json]
 *
 * A day of so many donors, rehearsed first, over a line of so many kbit/s in each direction and so many milliseconds there and back,
 * which falls after exponential times of so many seconds in the mean (0: never). Prints time, bytes and what the station holds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendDay } from './line/send-day.ts';
import { readOptions } from './read-options.ts';

const { values } = readOptions(
  'npm run simulate:line -- [--donors 200] [--kbit 64] [--round-trip 300] [--drop 10] [--seed 1] [--seconds 3600] [--json]',
  {
    options: {
      donors: { type: 'string', default: '200' },
      kbit: { type: 'string', default: '64' },
      'round-trip': { type: 'string', default: '300' },
      drop: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '3600' },
      json: { type: 'boolean', default: false },
    },
  },
);
const numbers = [
  values.donors,
  values.kbit,
  values['round-trip'],
  values.drop,
  values.seed,
  values.seconds,
].map(Number);
if (numbers.some((number) => !Number.isFinite(number) || number < 0) || Number(values.kbit) === 0) {
  console.error('All options take numbers; the line needs a rate.');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'bloodmobile-line-'));
try {
  const sent = await sendDay({
    ...{
      donors: Number(values.donors),
      seed: Number(values.seed),
      folder,
      secondsMax: Number(values.seconds),
    },
    shape: {
      ...{
        kbit: Number(values.kbit),
        roundTripMs: Number(values['round-trip']),
        seed: Number(values.seed),
      },
      dropEveryMs: Number(values.drop) === 0 ? null : Number(values.drop) * 1000,
    },
    onProgress: ({ entriesHeld, entriesTotal, bytesSent }, seconds) =>
      console.error(
        `${seconds.toFixed(1)} s: ${entriesHeld} of ${entriesTotal} entries, ${bytesSent} bytes`,
      ),
  });
  if (values.json) console.log(JSON.stringify(sent));
  else console.table(sent);
  process.exitCode = sent.verified && sent.held === sent.entries ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
