import type { Laptop } from './laptop.ts';
import type { StationData } from './station-data.ts';

/** What look-ups answer at a laptop is one version of the station's index, whole, and never a mixture of two. */
export function checkIndex(laptop: Laptop, data: StationData): string[] {
  const index = laptop.index();
  if (!index) return [];
  const version = index.version();
  const there = data.indexOf(version);
  if (!there) return [`looks up in version ${version} of the index, which never was`];
  const wrong = data.keys.filter((key) => index.find(key)?.donationCount !== there.get(key));
  if (wrong.length > 0)
    return [`${wrong.length} donors of its index are not of version ${version}`];
  return index.count() === there.size
    ? []
    : [`counts ${index.count()} donors in its index, there are ${there.size}`];
}
