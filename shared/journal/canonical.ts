/** A value JSON can carry exactly. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * Canonical JSON (RFC 8785): members sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript writes them.
 * Throws on what JSON cannot carry (NaN, undefined, functions): such a value in an entry is a fault, never data.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'string') {
    // A lone surrogate has no UTF-8 form, so two parties could hash different bytes (RFC 8785 §3.2.2.2).
    if (!value.isWellFormed()) throw new Error('canonical JSON cannot carry a lone surrogate');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('canonical JSON cannot carry a non-finite number');
    return JSON.stringify(value);
  }
  // `Array.from` visits holes too, which `map` would leave as nothing between two commas.
  if (Array.isArray(value))
    return `[${Array.from(value, (each) => canonicalJson(each)).join(',')}]`;
  if (typeof value === 'object') {
    // A Date, a Map or bytes would come out as `{}`.
    if (!isPlain(value)) throw new Error('canonical JSON cannot carry an object of a class');
    const members = Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new Error(`canonical JSON cannot carry ${typeof value}`);
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};
