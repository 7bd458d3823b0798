import { err, ok, type Result } from '../result.ts';
import type { LabelDesign } from './design-schema.ts';
import type { LabelSort } from './fields.ts';

/** A file of designs and what came of reading it: a design, or the sentence that says what is wrong with it. */
export interface DesignFile {
  readonly file: string;
  readonly design: Result<LabelDesign, string>;
}

/** Every design there is, the station's own before those that ship. */
export interface LabelDesigns {
  readonly all: readonly LabelDesign[];
  readonly problems: readonly string[];
  /** The design for a sort and, of a donation's set, a kind of label; else the sentence that says why there is none. */
  readonly find: (sort: LabelSort, kind?: string) => Result<LabelDesign, string>;
}

/**
 * Puts the station's own files before those that ship; a file of the same name replaces the one that ships, so that a
 * bad one is refused by name and never silently printed as something else.
 */
export function createLabelDesigns(
  shipped: readonly DesignFile[],
  own: readonly DesignFile[],
): LabelDesigns {
  const kept = shipped.filter(({ file }) => own.every((each) => each.file !== file));
  const files = [...own, ...kept];
  const all = files.flatMap(({ design }) => (design.ok ? [design.value] : []));
  const problems = files.flatMap(({ design }) => (design.ok ? [] : [design.error]));
  return {
    all,
    problems,
    find: (sort, kind) => {
      const design = all.find(
        (each) =>
          each.prints === sort && (kind === undefined || (each.kinds?.includes(kind) ?? false)),
      );
      if (design) return ok(design);
      const what = kind === undefined ? sort : `${sort} ${kind}`;
      return err(problems[0] ?? `there is no label design for ${what}`);
    },
  };
}
