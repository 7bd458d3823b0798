/**
 * npm run bench -- NAME [--json] [--donors N] [--only PART]
 *
 *   lookup   a donor by card in an index of 5,000,000 (builds it first: some minutes, 3 GB in the temporary folder)
 *   decide   a screening decision with 200 past visits and 50 deferrals
 *   print    from the command to print a set of five labels to its first byte at the printer
 *   sync     a day sent to a real station, part by part (--only runs one of them)
 *
 * Prints what was measured beside its goals and exits 0 when they are met. --json prints one object and nothing else.
 */
import { benchDecide } from './bench/decide.ts';
import type { BenchResult } from './bench/figures.ts';
import { benchLookup } from './bench/lookup.ts';
import { benchPrint } from './bench/print.ts';
import { benchSync, syncPartNames } from './bench/sync.ts';
import { readOptions } from './read-options.ts';

const { values, positionals } = readOptions(
  'npm run bench -- lookup|decide|print|sync [--json] [--donors N] [--only PART]',
  {
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      donors: { type: 'string', default: '5000000' },
      only: { type: 'string' },
    },
  },
);

const donors = Number(values.donors);
const benches: Readonly<Record<string, () => BenchResult | Promise<BenchResult>>> = {
  lookup: () => benchLookup(donors),
  decide: benchDecide,
  print: benchPrint,
  sync: () => benchSync(values.only),
};
const [name = ''] = positionals;
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (!bench || !Number.isInteger(donors) || donors < 1 || donors > 20_000_000) {
  console.error(`Name one of ${Object.keys(benches).join(', ')}; --donors from 1 to 20000000.`);
  process.exit(2);
}
if (values.only !== undefined && (name !== 'sync' || !syncPartNames.includes(values.only))) {
  console.error(`--only is for sync: ${syncPartNames.join(', ')}.`);
  process.exit(2);
}
const result = await bench();
if (values.json) console.log(JSON.stringify(result));
else {
  console.table(result.figures);
  for (const [figure, goal] of Object.entries(result.goals)) console.log(`goal: ${figure} ${goal}`);
  console.log(result.met ? 'met' : 'NOT met');
}
process.exitCode = result.met ? 0 : 1;
