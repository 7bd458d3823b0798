import { err, ok, type Result } from '../../result.ts';
import type { Definition } from './definition.ts';
import { DEFINITIONS } from './definitions.ts';
import type { StructureContents, StructureName } from './structure-contents.ts';

/** A data structure whose identifier, length, characters and value have been checked, in this order (ST-001 §2.2). */
export type DataStructure = {
  readonly [Name in StructureName]: {
    readonly name: Name;
    /** As scanned, identifier included. */
    readonly text: string;
    readonly content: StructureContents[Name];
  };
}[StructureName];

export interface StructureRefusal {
  /** Null when the identifier is nobody's. */
  readonly name: StructureName | null;
  readonly reason: 'unknown-identifier' | 'wrong-length' | 'bad-character' | 'value-unknown';
}

// Every key of the definitions is a name, because the type of DEFINITIONS says so.
export const STRUCTURE_NAMES = Object.keys(DEFINITIONS) as readonly StructureName[];

const NAME_BY_IDENTIFIER = new Map(
  STRUCTURE_NAMES.map((name) => [DEFINITIONS[name].identifier, name] as const),
);

const nameAt = (text: string): StructureName | null => {
  const listed =
    NAME_BY_IDENTIFIER.get(text.slice(0, 3)) ?? NAME_BY_IDENTIFIER.get(text.slice(0, 2));
  // One-character identifiers are those of the donation number and of the national structures, told by what follows.
  if (listed !== undefined && text.length > 1) return listed;
  if (/^=[A-Za-z0-9]/u.test(text)) return 'donation-number';
  return /^&[a-z]/u.test(text) ? 'national' : null;
};

/** Takes the structure that `text` begins with; what follows it is `rest`. Nothing is skipped and nothing guessed. */
export const takeStructure = (
  text: string,
): Result<{ readonly structure: DataStructure; readonly rest: string }, StructureRefusal> => {
  const name = nameAt(text);
  if (name === null) return err({ name, reason: 'unknown-identifier' });
  // Only what it has read goes back into it, so its own content type does not matter here.
  const definition = DEFINITIONS[name] as Definition<unknown>;
  const start = definition.identifier.length;
  const length = definition.lengthOf(text.slice(start));
  if (length === null || length === 0 || text.length < start + length) {
    return err({ name, reason: 'wrong-length' });
  }
  const data = text.slice(start, start + length);
  if (!definition.form.test(data)) return err({ name, reason: 'bad-character' });
  const content = definition.read(data);
  if (content === null) return err({ name, reason: 'value-unknown' });
  return ok({
    // The definition of this name has just read it.
    structure: { name, text: text.slice(0, start + length), content } as DataStructure,
    rest: text.slice(start + length),
  });
};

/** Exactly one data structure. */
export const readStructure = (text: string): Result<DataStructure, StructureRefusal> => {
  const taken = takeStructure(text);
  if (!taken.ok) return taken;
  const { structure, rest } = taken.value;
  return rest === '' ? ok(structure) : err({ name: structure.name, reason: 'wrong-length' });
};

/** The text of a symbol, identifier included; null when the content cannot be written so that it reads back the same. */
export const structureText = <Name extends StructureName>(
  name: Name,
  content: StructureContents[Name],
): string | null => {
  const { identifier, write } = DEFINITIONS[name];
  const data = write(content);
  if (data === null) return null;
  const text = identifier + data;
  const read = readStructure(text);
  return read.ok && read.value.name === name ? text : null;
};
