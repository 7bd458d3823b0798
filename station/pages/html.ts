/** HTML that is already escaped. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | readonly Html[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Puts values into HTML, escaped unless they are HTML themselves. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.map((text, index) => text + toText(parts[index])).join('') };
}

function toText(part: Part | undefined): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return part.replace(/[&<>"']/g, (found) => escapes[found] ?? '');
  if (typeof part === 'number') return String(part);
  if ('html' in part) return part.html;
  return part.map((each) => each.html).join('');
}

export const nothing: Html = { html: '' };
