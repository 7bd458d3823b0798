import { keysUnderEveryHash } from '../judging/people.ts';
import type { Projected } from '../projection/project.ts';
import { donorHashKeys } from '../reference/donor-keys.ts';
import { areKeysLinked, keepLinks, linksFrom } from '../reference/key-links.ts';
import type { StationTransaction } from '../store/database.ts';
import { peopleIn } from './judge.ts';

/** Each key with those of the same document, or the same name, birth date and sex, under the station's other hash keys. */
export type Alike = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Everybody a batch names, under every hash key. What it registers is linked first: with one key or another, or long after it was
 * forgotten. While nobody is linked each key stands for itself.
 */
export async function keysUnderEach(trx: StationTransaction, projected: Projected): Promise<Alike> {
  const named = peopleIn(projected);
  if (named.length === 0) return new Map();
  const registered = projected.understood.flatMap((known) =>
    known.type === 'donor.registered' ? [known.body] : [],
  );
  const links = linksFrom(await donorHashKeys(trx), registered);
  await keepLinks(trx, links);
  if (links.length === 0 && !(await areKeysLinked(trx))) {
    return new Map(named.map((key) => [key, new Set([key])]));
  }
  return keysUnderEveryHash(trx, named);
}
