/** Data structures that a collection vehicle meets (ST-001), by data identifier; the length is of the data alone. */
const DATA_STRUCTURES = {
  '=%': { name: 'blood-groups', length: 4 },
  '=<': { name: 'product-code', length: 8 },
  '=>': { name: 'expiry-date', length: 6 },
  '&>': { name: 'expiry-date-time', length: 10 },
  '=*': { name: 'collection-date', length: 6 },
  '&*': { name: 'collection-date-time', length: 10 },
  '&(': { name: 'special-testing', length: 5 },
  '=)': { name: 'container-manufacturer-and-catalogue', length: 10 },
  '&)': { name: 'container-lot', length: 10 },
  '=;': { name: 'donor-identification', length: 21 },
  "='": { name: 'staff-identification', length: 11 },
  '=-': { name: 'supply-manufacturer-and-catalogue', length: 10 },
  '&-': { name: 'supply-lot', length: 10 },
} as const;

export type DataStructureName = (typeof DATA_STRUCTURES)[keyof typeof DATA_STRUCTURES]['name'];

export interface DataStructureScan {
  readonly name: DataStructureName;
  readonly identifier: string;
  /** What follows the identifier, length checked, meaning not yet read. */
  readonly data: string;
}

const IDENTIFIER_LENGTH = 2;

/** A code of the list above with exactly its length and printable characters; null for everything else (a DIN too). */
export const readDataStructure = (text: string): DataStructureScan | null => {
  const identifier = text.slice(0, IDENTIFIER_LENGTH);
  if (!Object.hasOwn(DATA_STRUCTURES, identifier)) return null;
  // `hasOwn` has just shown that it is one of the keys.
  const structure = DATA_STRUCTURES[identifier as keyof typeof DATA_STRUCTURES];
  const data = text.slice(IDENTIFIER_LENGTH);
  if (data.length !== structure.length || !/^[\x20-\x7e]+$/u.test(data)) return null;
  return { name: structure.name, identifier, data };
};
