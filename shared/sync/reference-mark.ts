import { canonicalJson } from '../journal/canonical.ts';
import type { Hashing } from '../journal/chain.ts';
import type { VehicleReference } from './station-api.ts';

/** What the laptop says it has already: everything in the document but the time it was asked for. */
export function referenceMark(hashing: Hashing, reference: VehicleReference): string {
  const { stationNowMs: _, ...rest } = reference;
  return hashing.sha256(canonicalJson(rest));
}
