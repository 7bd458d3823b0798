import type { LabelFields } from './fields.ts';

const FIELD = /\{([^{}]*)\}/gu;

/** The names between braces, in order. */
export const fieldsIn = (template: string): readonly string[] =>
  Array.from(template.matchAll(FIELD), ([, name]) => name ?? '');

/** The text with its fields filled in. A field that is not there is an empty text: `readDesign` has checked the names. */
export const fillIn = (template: string, fields: LabelFields): string =>
  template.replace(FIELD, (_, name: string) => fields[name] ?? '').trim();

/** Whether an element's `when` holds; one without it always does. */
export const holds = (
  when: Readonly<Record<string, readonly string[]>> | undefined,
  fields: LabelFields,
): boolean =>
  Object.entries(when ?? {}).every(([name, values]) => values.includes(fields[name] ?? ''));
