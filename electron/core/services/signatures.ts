import type { QuestionnaireAnswers, Vitals } from '../../../shared/domain/screening/schema.ts';
import type { VisitId } from '../../../shared/ids.ts';
import { canonicalJson } from '../../../shared/journal/canonical.ts';
import type { Hashing } from '../../../shared/journal/chain.ts';

/** SHA-256 of exactly what the donor signed: the consent text seen, and the answers given (QMS 13.4, 11.4). */
export const signedByDonor = (
  { sha256 }: Hashing,
  visitId: VisitId,
  consentTextSha256: string,
  answers: QuestionnaireAnswers,
): string => sha256(canonicalJson({ visitId, consentTextSha256, answers }));

/** SHA-256 of exactly what the examiner signed: the donor's answers and what was measured. */
export const signedByExaminer = (
  { sha256 }: Hashing,
  visitId: VisitId,
  answers: QuestionnaireAnswers | null,
  vitals: Vitals,
): string => sha256(canonicalJson({ visitId, answers, vitals }));
