/**
 * npm run plan -- preview FILE [--json]
 *
 * What a plan file (CSV or XLSX) holds, before anything is stored: every row of it and what was understood, in Chinese and English.
 * `--json` prints one line `{ rows, understood, rejected, units, targets, targetTotal }`. A file that is no plan exits 1 with a sentence.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { countsOf, previewPlan } from '../station/plan/preview.ts';
import { fileSentences } from '../station/plan/sentences.ts';
import { planTable } from './plan/plan-table.ts';
import { readOptions } from './read-options.ts';

const usage = 'npm run plan -- preview FILE [--json]';

function fail(...sentences: readonly string[]): never {
  console.error(sentences.join('\n'));
  process.exit(1);
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail(`无法读取 ${file} · ${file} cannot be read: ${why}`);
  }
}

const { values, positionals } = readOptions(usage, {
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const [command, file, ...more] = positionals;
if (command !== 'preview' || file === undefined || more.length > 0) fail(usage);
const preview = previewPlan(readBytes(file), basename(file));
if (!preview.ok) {
  const sentence = fileSentences[preview.error];
  fail(`${file}：${sentence.zh}`, `${file}: ${sentence.en}`);
}
if (values.json) console.log(JSON.stringify(countsOf(preview.value)));
else for (const line of planTable(preview.value)) console.log(line);
