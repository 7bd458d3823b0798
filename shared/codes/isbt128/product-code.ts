/** ST-001 §2.4.3 and table 7 (RT008): data structure 003, `αooootds`. */

const COLLECTION_TYPES = {
  '0': 'not-specified',
  V: 'volunteer',
  R: 'volunteer-research',
  S: 'volunteer-source',
  T: 'volunteer-therapeutic',
  P: 'paid',
  r: 'paid-research',
  s: 'paid-source',
  A: 'autologous-crossover',
  '1': 'autologous-only',
  X: 'autologous-only-biohazard',
  D: 'volunteer-directed-crossover',
  d: 'paid-directed-crossover',
  '2': 'directed-only',
  L: 'directed-only-limited-exposure',
  E: 'medical-exception',
  Q: 'scan-special-testing',
  '3': 'directed-only-biohazard',
  '4': 'designated',
  '5': 'dedicated',
  '6': 'designated-biohazard',
  F: 'family-reserved',
  C: 'replacement',
  '7': 'allogeneic',
  '8': 'autologous-with-allogeneic-material',
  B: 'directed-dedicated-designated-only',
  H: 'directed-dedicated-designated-biohazard',
  J: 'directed-dedicated-designated-crossover',
  G: 'emergency-only',
} as const;

export type CollectionType = (typeof COLLECTION_TYPES)[keyof typeof COLLECTION_TYPES];

/** What the last three characters `tds` are depends on the kind of product. */
export type ProductSuffix =
  /** `division` `00`: not divided; `99`: data structure 032 must be scanned too. */
  | { readonly kind: 'collection'; readonly collection: CollectionType; readonly division: string }
  /** Three digits, `000`: not divided. */
  | { readonly kind: 'division'; readonly division: string }
  | { readonly kind: 'reserved' }
  /** Defined by the country or the facility that assigned the code. */
  | { readonly kind: 'national'; readonly text: string };

export interface ProductCode {
  /** Product description code `αoooo`, such as `E0306`; its meaning is in a table only ICCBBA publishes. */
  readonly description: string;
  readonly suffix: ProductSuffix;
}

type SuffixKind = ProductSuffix['kind'];

const FORM = /^[A-Z][A-Z0-9]{4}[A-Za-z0-9][A-Z0-9][a-z0-9]$/u;
const SUFFIX_BY_DESCRIPTION: readonly (readonly [RegExp, SuffixKind])[] = [
  [/^([EFHSP][A-Z0-9]{4}|X0[A-Z0-9]{3}|Y[A-Z][A-Z0-9]{3})$/u, 'collection'],
  [/^[MNRTVW][A-Z0-9]{4}$/u, 'division'],
  [/^X[1-9][A-Z0-9]{3}$/u, 'reserved'],
  [/^[A-D][A-Z0-9]{4}$/u, 'national'],
];
const RESERVED_SUFFIX = '000';

const suffixKind = (description: string): SuffixKind | null =>
  SUFFIX_BY_DESCRIPTION.find(([form]) => form.test(description))?.[1] ?? null;

const collectionTypeOf = (t: string): CollectionType | null =>
  Object.hasOwn(COLLECTION_TYPES, t)
    ? // `hasOwn` has just shown that it is one of the keys.
      COLLECTION_TYPES[t as keyof typeof COLLECTION_TYPES]
    : null;

const readSuffix = (kind: SuffixKind, tds: string): ProductSuffix | null => {
  switch (kind) {
    case 'collection': {
      const collection = collectionTypeOf(tds.charAt(0));
      return collection === null ? null : { kind, collection, division: tds.slice(1) };
    }
    case 'division':
      return /^[0-9]{3}$/u.test(tds) ? { kind, division: tds } : null;
    case 'reserved':
      return tds === RESERVED_SUFFIX ? { kind } : null;
    case 'national':
      return { kind, text: tds };
  }
};

const suffixText = (suffix: ProductSuffix): string | null => {
  switch (suffix.kind) {
    case 'collection': {
      const found = Object.entries(COLLECTION_TYPES).find(([, name]) => name === suffix.collection);
      return found === undefined ? null : found[0] + suffix.division;
    }
    case 'division':
      return suffix.division;
    case 'reserved':
      return RESERVED_SUFFIX;
    case 'national':
      return suffix.text;
  }
};

/** Eight characters; null for a kind of product or a collection type that the standard has not assigned. */
export const readProductCode = (data: string): ProductCode | null => {
  if (!FORM.test(data)) return null;
  const description = data.slice(0, 5);
  const kind = suffixKind(description);
  const suffix = kind === null ? null : readSuffix(kind, data.slice(5));
  return suffix === null ? null : { description, suffix };
};

/** Null unless reading it back gives the same. */
export const productCodeText = ({ description, suffix }: ProductCode): string | null => {
  const tds = suffixText(suffix);
  if (tds === null || suffixKind(description) !== suffix.kind) return null;
  return readProductCode(description + tds) === null ? null : description + tds;
};
