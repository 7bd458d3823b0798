/**
 * npm run day -- --donors 100 --seed 7 [--data DIR] [--json] [--transport auto|tcp|pty]
 *
 * Rehearses a whole day against simulated devices and a real station. Without --data it works in a folder of its own and removes
 * it afterwards.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FolderNotEmpty, rehearse } from './day/rehearse.ts';
import { printSummary } from './day/summary.ts';
import { readOptions } from './read-options.ts';

const donorsMax = 450;

const { values } = readOptions(
  'npm run day -- [--donors 100] [--seed 7] [--data DIR] [--json] [--transport auto|tcp|pty]',
  {
    options: {
      donors: { type: 'string', default: '100' },
      seed: { type: 'string', default: '7' },
      data: { type: 'string' },
      json: { type: 'boolean', default: false },
      transport: { type: 'string', default: 'auto' },
    },
  },
);

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

const donors = Number(values.donors);
const seed = Number(values.seed);
const { transport } = values;
if (!Number.isInteger(donors) || donors < 1 || donors > donorsMax) {
  fail(`--donors: a whole number from 1 to ${donorsMax}.`);
}
if (!Number.isSafeInteger(seed) || seed < 0 || seed > 2 ** 31)
  fail('--seed: a whole number from 0.');
if (transport !== 'auto' && transport !== 'tcp' && transport !== 'pty') {
  fail('--transport: auto, tcp or pty.');
}

const own = values.data === undefined ? mkdtempSync(join(tmpdir(), 'bloodmobile-day-')) : undefined;
const folder = own ?? resolve(values.data ?? '');
try {
  const day = await rehearse({ donors, seed, folder, transport });
  console.log(values.json ? JSON.stringify(day) : printSummary(day));
  process.exitCode = day.verified ? 0 : 1;
} catch (fault) {
  if (!(fault instanceof FolderNotEmpty)) throw fault;
  fail(`${folder} already holds a day. Choose an empty folder with --data.`);
} finally {
  if (own !== undefined) rmSync(own, { recursive: true, force: true });
}
