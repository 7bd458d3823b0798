/**
 * npm run simulate:histories -- --seeds N [--from S] [--json]
 * npm run simulate:histories -- --seed S
 *
 * Vehicles, the station, the line between them and their power, made of the product's own parts, under seeds S … S+N−1 (by default
 * from a seed drawn now). Prints { histories, violations, seconds }, and on standard error each seed whose history broke a rule and
 * how to see it again, and now and then how far it is. SIGINT and SIGTERM end it after the histories under way, with what was done
 * so far; where its database or a process of it is lost, it says from which seed to go on. Exits 0 when no rule was broken.
 */
import { randomInt } from 'node:crypto';
import { runMany } from './histories/run-many.ts';
import { readOptions } from './read-options.ts';

const { values } = readOptions(
  'npm run simulate:histories -- [--seeds N] [--from S] [--seed S] [--json]',
  {
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  },
);

const seedMax = 2_000_000_000;
const count = values.seed === undefined ? Number(values.seeds) : 1;
const from = Number(values.seed ?? values.from ?? randomInt(seedMax));
if (
  !Number.isInteger(count) ||
  count < 1 ||
  !Number.isInteger(from) ||
  from < 0 ||
  from + count > seedMax + 10_000_000
) {
  console.error(`--seeds and --seed take whole numbers, seeds up to ${seedMax}.`);
  process.exit(2);
}

const startedAt = performance.now();
const sayEveryMs = 30_000;
let saidAt = startedAt;
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
/** The first seed whose history has not ended; they do not end in their order. */
let nextSeed = from;
const ended = new Set<number>();

const run = runMany({
  seeds: { from, count },
  stop: stop.signal,
  onResult: ({ seed, violations, done }, finished) => {
    ended.add(seed);
    while (ended.delete(nextSeed)) nextSeed += 1;
    if (violations.length > 0) {
      console.error(`seed ${seed}: ${violations.join('; ')}`);
      console.error(`  after ${done.join(', ')}`);
      console.error(`  again: npm run simulate:histories -- --seed ${seed}`);
    }
    const now = performance.now();
    if (now - saidAt < sayEveryMs) return;
    saidAt = now;
    const seconds = Math.round((now - startedAt) / 1000);
    console.error(`${finished} of ${count} histories in ${seconds} s, seeds from ${from}`);
  },
});
const ran = await run.catch((fault: unknown): null => {
  console.error(fault instanceof Error ? fault.message : fault);
  const left = from + count - nextSeed;
  console.error(`Go on: npm run simulate:histories -- --from ${nextSeed} --seeds ${left}`);
  return null;
});
if (ran !== null) {
  const { failed: _seen, ...result } = ran;
  if (values.json) console.log(JSON.stringify(result));
  else
    console.log(
      `${result.histories} histories, ${result.violations} with a violation, ${result.seconds} s`,
    );
}
process.exitCode = ran?.violations === 0 ? 0 : 1;
