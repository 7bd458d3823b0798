import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemHashing } from '../../electron/core/system.ts';
import { epochId, operatorId } from '../../shared/ids.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { checkLink, emptyHead, type Head, sealEntry } from '../../shared/journal/chain.ts';
import { type Entry, entry as entrySchema } from '../../shared/journal/entry.ts';

const runs = { numRuns: 200 };
const wellFormed = fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed());
// An own member called __proto__ is dropped when an entry is read; no body has one.
const memberName = wellFormed.filter((text) => text !== '__proto__');
const json = fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 }).filter(isWellFormed);

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, held]) => key.isWellFormed() && isWellFormed(held));
}

test('canonical JSON parsed and written again is the same text, whatever the order of members was', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value);
      const parsed: unknown = JSON.parse(text);
      expect(canonicalJson(parsed)).toBe(text);
      expect(canonicalJson(reversed(parsed))).toBe(text);
      // JSON has one zero.
      expect(parsed).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    runs,
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).toReversed();
  return Object.fromEntries(members.map(([key, held]) => [key, reversed(held)]));
}

test('canonical JSON refuses what JSON cannot carry instead of writing something else', () => {
  const uncarried = [
    ...[undefined, Number.NaN, Number.POSITIVE_INFINITY, () => 1, Symbol('x'), 1n, '\ud800'],
    ...[new Date(0), new Map([['a', 1]]), new Uint8Array(2), { '\udfff': 1 }],
    Array.from({ length: 3 }),
    Object.assign(new Array<number>(3), { 0: 1 }),
  ];
  for (const value of uncarried) {
    expect(() => canonicalJson(value)).toThrow('canonical JSON');
    expect(() => canonicalJson({ in: [value] })).toThrow('canonical JSON');
  }
});

const epoch = epochId.parse('0198a000-0000-7000-8000-000000000001');
const dayKeys = new Map([
  ['2026-06-16', 'ab'.repeat(32)],
  ['2026-06-17', 'cd'.repeat(32)],
]);
const dayKey = (day: string) => dayKeys.get(day);

const newEntry = fc.record({
  atMs: fc.integer({ min: -1e12, max: 4e12 }),
  clockOffsetMs: fc.integer({ min: -1e9, max: 1e9 }),
  day: fc.constantFrom(...dayKeys.keys()),
  operator: fc.constantFrom('demo', 'zhang').map((text) => operatorId.parse(text)),
  type: fc.constantFrom('donor.registered', 'visit.ended', 'something.newer'),
  version: fc.integer({ min: 1, max: 3 }),
  subject: fc.option(wellFormed.map((text) => text.slice(0, 20)).filter(isWellFormed)),
  body: fc.dictionary(memberName, json, { maxKeys: 5 }),
});

function chained(parts: readonly (typeof newEntry extends fc.Arbitrary<infer T> ? T : never)[]) {
  const entries: Entry[] = [];
  for (const { body, ...open } of parts) {
    const head: Head = entries.at(-1) ?? emptyHead;
    const key = dayKey(open.day) ?? '';
    entries.push(sealEntry(systemHashing, key, head, { ...open, epoch, session: null }, body));
  }
  return entries;
}

const follows = (head: Head, entry: Entry) => checkLink(systemHashing, dayKey, epoch, head, entry);

test('whatever is appended verifies, also after a trip through text', () => {
  fc.assert(
    fc.property(fc.array(newEntry, { minLength: 1, maxLength: 12 }), (parts) => {
      let head: Head = emptyHead;
      for (const entry of chained(parts)) {
        const carried: unknown = JSON.parse(JSON.stringify(entry));
        const link = follows(head, entrySchema.parse(carried));
        expect(link).toEqual({ ok: true, value: { seq: entry.seq, hash: entry.hash } });
        if (link.ok) head = link.value;
      }
      expect(head.seq).toBe(parts.length);
    }),
    runs,
  );
});

test('any one character of an entry changed breaks its link or makes it no entry at all', () => {
  fc.assert(
    fc.property(
      fc.array(newEntry, { minLength: 1, maxLength: 4 }),
      fc.nat(),
      fc.constantFrom('0', '1', 'a', 'f', 'Z', '"', ' ', '-', '.', '甲'),
      (parts, place, character) => {
        const entries = chained(parts);
        const entry = entries.at(-1);
        if (!entry) return;
        const text = JSON.stringify(entry);
        const at = place % text.length;
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        const read = readEntry(changed);
        // Another spelling of the same values is the same entry.
        if (read === undefined || isDeepStrictEqual(read, readEntry(text))) return;
        expect(follows(entries.at(-2) ?? emptyHead, read).ok, changed).toBe(false);
      },
    ),
    { numRuns: 1500 },
  );
});

function readEntry(text: string): Entry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

test('entries left out, doubled or swapped break the chain', () => {
  fc.assert(
    fc.property(fc.array(newEntry, { minLength: 3, maxLength: 8 }), fc.nat(), (parts, place) => {
      const entries = chained(parts);
      const at = 1 + (place % (entries.length - 2));
      const [before, here, after] = [entries[at - 1], entries[at], entries[at + 1]];
      if (!before || !here || !after) throw new Error('three entries in a row');
      expect(follows(before, after)).toMatchObject({ ok: false, error: { fault: 'gap' } });
      expect(follows(here, here)).toMatchObject({ ok: false, error: { fault: 'gap' } });
      const renumbered = { ...after, seq: here.seq };
      expect(follows(before, renumbered).ok).toBe(false);
    }),
    runs,
  );
});
