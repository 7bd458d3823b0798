/**
 * npm run verify -- --data DIR [--json]
 *
 * Walks the journal's chain, replays it into an empty store, compares every table and makes every screening decision again under the
 * rule set it names. Exits 0 when all is equal; else names the first entry, row or decision that differs and exits 1.
 */
import { defaultDataFolder } from '../electron/core/config.ts';
import { startRefusal } from '../electron/core/start-refusal.ts';
import { type FolderVerdict, NothingToVerify, verifyFolder } from './verify/verify-folder.ts';
import { readOptions } from './read-options.ts';

const { values } = readOptions('npm run verify -- [--data DIR] [--json]', {
  options: { data: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const folder = values.data ?? defaultDataFolder();

function say(verdict: FolderVerdict): string {
  switch (verdict.kind) {
    case 'equal': {
      const rows = Object.entries(verdict.rows).map(([table, count]) => `${table} ${count}`);
      const { decisions, withoutRules } = verdict.decisions;
      const without = withoutRules === 0 ? '' : `, ${withoutRules} under rules not at hand`;
      return `Verified: ${verdict.entries} entries in ${verdict.epochs} epoch(s); replayed rows equal: ${rows.join(', ')}; decisions made again alike: ${decisions}${without}.`;
    }
    case 'broken-entry':
      return `NOT VERIFIED: entry ${verdict.seq} of epoch ${verdict.epoch}: ${verdict.fault}.`;
    case 'different-decision':
      return `NOT VERIFIED: the decision of entry ${verdict.seq} of epoch ${verdict.epoch} was ${verdict.kept}; made again it is ${verdict.replayed}.`;
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
