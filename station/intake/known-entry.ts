import type { Entry } from '../../shared/journal/entry.ts';
import {
  type EntryBody,
  type EntryType,
  entryBodies,
  entryVersion,
  isEntryType,
} from '../../shared/journal/types.ts';

/** An entry whose body this station understands. */
export type KnownEntry = {
  [T in EntryType]: { readonly type: T; readonly entry: Entry; readonly body: EntryBody<T> };
}[EntryType];

/** undefined: a kind, version or shape this station does not know. It is kept all the same. */
export function knownEntry(entry: Entry): KnownEntry | undefined {
  const { type } = entry;
  if (!isEntryType(type) || entry.version !== entryVersion) return undefined;
  const body = entryBodies[type].safeParse(entry.body);
  // The schema looked up under `type` has just parsed the body; the compiler does not see that the two belong together.
  return body.success ? ({ type, entry, body: body.data } as KnownEntry) : undefined;
}
