/**
 * npm run dictionary -- FILE [--donors 60] [--seed 11]
 *
 * Writes what vehicle and station both know beforehand of a day's entries (resources/dictionaries), from a rehearsed day: invented
 * people only. A file that was shipped is never written again, because the other side may have it: a new one gets the next number.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rehearse } from './day/rehearse.ts';
import { chooseWords } from './line/choose-words.ts';
import { sentEntriesOf } from './line/sent-entries.ts';
import { readOptions } from './read-options.ts';

const { values, positionals } = readOptions(
  'npm run dictionary -- FILE [--donors 60] [--seed 11]',
  {
    allowPositionals: true,
    options: {
      donors: { type: 'string', default: '60' },
      seed: { type: 'string', default: '11' },
    },
  },
);
const [file] = positionals;
if (file === undefined || existsSync(file)) {
  console.error('Name a file that is not there yet: resources/dictionaries/entries-N.dict.');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'bloodmobile-dictionary-'));
try {
  const { donors, seed } = values;
  await rehearse({ donors: Number(donors), seed: Number(seed), folder, transport: 'tcp' });
  const words = chooseWords(sentEntriesOf(join(folder, 'vehicle')));
  writeFileSync(file, words);
  console.log(`${file}: ${words.length} bytes`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
