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
  // What was canonical when it was sent is read back in the same order, and the engine writes it several times faster.
  return isInOrder(value) ? JSON.stringify(value) : written(value);
}

/** Whether `JSON.stringify` writes this value canonically: everything JSON can carry, every object's members in order. */
function isInOrder(value: unknown): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) if (!isInOrder(value[at])) return false;
    return true;
  }
  if (!isPlain(value)) return false;
  let before: string | undefined;
  for (const key of Object.keys(value)) {
    if (before !== undefined && before >= key) return false;
    if (!key.isWellFormed() || !isInOrder(value[key])) return false;
    before = key;
  }
  return true;
}

function written(value: unknown): string {
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
  if (Array.isArray(value)) return `[${Array.from(value, (each) => written(each)).join(',')}]`;
  if (typeof value === 'object') {
    // A Date, a Map or bytes would come out as `{}`.
    if (!isPlain(value)) throw new Error('canonical JSON cannot carry an object of a class');
    const members = Object.keys(value)
      .toSorted()
      .map((key) => `${written(key)}:${written(value[key])}`);
    return `{${members.join(',')}}`;
  }
  throw new Error(`canonical JSON cannot carry ${typeof value}`);
}

const isPlain = (value: object): value is Readonly<Record<string, unknown>> => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};
