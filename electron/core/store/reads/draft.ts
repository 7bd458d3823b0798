import {
  type QuestionnaireAnswers,
  questionnaireAnswersSchema,
} from '../../../../shared/domain/screening/schema.ts';
import type { VisitId } from '../../../../shared/ids.ts';
import { sql } from '../connection.ts';
import { fromJson, toJson } from '../json.ts';
import type { Reader, Writer } from '../writer.ts';

/** Answers given and not yet signed. */
export function draftOf(db: Reader, visit: VisitId): QuestionnaireAnswers | null {
  const row = db.first(
    sql.selectFrom('questionnaire_draft').select('answers').where('visit_id', '=', visit),
  );
  return row ? fromJson(questionnaireAnswersSchema, row.answers) : null;
}

export function keepDraft(
  tx: Writer,
  visit: VisitId,
  answers: QuestionnaireAnswers,
  atMs: number,
): void {
  const row = { answers: toJson(answers), at_ms: atMs };
  tx.keep(
    sql
      .insertInto('questionnaire_draft')
      .values({ visit_id: visit, ...row })
      .onConflict((oc) => oc.column('visit_id').doUpdateSet(row)),
  );
}

/** The signature made a record of it. */
export const dropDraft = (tx: Writer, visit: VisitId): void =>
  tx.keep(sql.deleteFrom('questionnaire_draft').where('visit_id', '=', visit));
