import type { Question } from '../../../shared/domain/screening/schema.ts';
import type { Given } from '../questionnaire/view-model.ts';

/** Pages in order: the consent, one per question, the signature. */
export type Page =
  | { readonly kind: 'consent' }
  | { readonly kind: 'question'; readonly question: Question; readonly number: number }
  | { readonly kind: 'sign' };

export const pagesOf = (questions: readonly Question[]): readonly Page[] => [
  { kind: 'consent' },
  ...questions.map((question, at) => ({ kind: 'question' as const, question, number: at + 1 })),
  { kind: 'sign' },
];

/** Where a donor begins, or goes on after a power cut: the consent first, then the first question without an answer. */
export function startAt(pages: readonly Page[], given: Given): number {
  if (Object.keys(given).length === 0) return 0;
  return pages.findIndex(
    (page) => page.kind === 'sign' || (page.kind === 'question' && !(page.question.id in given)),
  );
}
