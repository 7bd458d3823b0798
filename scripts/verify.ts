/**
 * npm run verify -- --data DIR [--json]
 *
 * Walks the journal's chain, replays it into an empty store and compares every table. Exits 0 when all is equal; else names the
 * first entry or row that differs and exits 1.
 */
import { parseArgs } from 'node:util';
import { defaultDataFolder } from '../electron/core/config.ts';
import { startRefusal } from '../electron/core/start-refusal.ts';
import type { Verdict } from '../electron/core/store/verify.ts';
import { NothingToVerify, verifyFolder } from './verify/verify-folder.ts';

const { values } = parseArgs({
  options: { data: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const folder = values.data ?? defaultDataFolder();

function say(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'equal': {
      const rows = Object.entries(verdict.rows).map(([table, count]) => `${table} ${count}`);
      return `Verified: ${verdict.entries} entries in ${verdict.epochs} epoch(s); replayed rows equal: ${rows.join(', ')}.`;
    }
    case 'broken-entry':
      return `NOT VERIFIED: entry ${verdict.seq} of epoch ${verdict.epoch}: ${verdict.fault}.`;
    case 'different-row':
      return `NOT VERIFIED: row ${verdict.row} of table ${verdict.table}: ${verdict.what}.`;
  }
}

try {
  const verdict = verifyFolder(folder);
  console.log(values.json ? JSON.stringify(verdict) : say(verdict));
  process.exitCode = verdict.kind === 'equal' ? 0 : 1;
} catch (fault) {
  const sentence =
    fault instanceof NothingToVerify
      ? `There is no workstation data in ${folder}. Name the folder with --data.`
      : startRefusal(fault, folder);
  if (sentence === undefined) throw fault;
  console.error(sentence);
  process.exitCode = 1;
}
