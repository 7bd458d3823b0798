import type { BenchResult } from './figures.ts';
import { countryPart } from './sync/country.ts';
import { growthPart } from './sync/growth.ts';
import { intakePart } from './sync/intake.ts';
import { linePart } from './sync/line.ts';
import { pouchPart } from './sync/pouch.ts';

/** One part of `npm run bench -- sync`; what it calls `seconds` is called `lineSeconds` in the whole when its name is `line`. */
export interface SyncPart {
  readonly name: string;
  readonly run: () => Promise<Omit<BenchResult, 'name'>>;
}

/** In the order they run. Another part is another line here. */
const parts: readonly SyncPart[] = [linePart, pouchPart, intakePart, countryPart, growthPart];

export const syncPartNames: readonly string[] = parts.map(({ name }) => name);

function prefixed<T>(part: string, named: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(named).map(([key, value]) => [
      `${part}${key.charAt(0).toUpperCase()}${key.slice(1)}`,
      value,
    ]),
  );
}

/** The sync from end to end, part by part, as one result; `only` names the one part to run. Met when every part met its goals. */
export async function benchSync(only: string | undefined): Promise<BenchResult> {
  const chosen = parts.filter(({ name }) => only === undefined || name === only);
  let whole: BenchResult = { name: 'sync', figures: {}, goals: {}, met: chosen.length > 0 };
  for (const { name, run } of chosen) {
    const { figures, goals, met } = await run();
    whole = {
      name: whole.name,
      figures: { ...whole.figures, ...prefixed(name, figures) },
      goals: { ...whole.goals, ...prefixed(name, goals) },
      met: whole.met && met,
    };
  }
  return whole;
}
