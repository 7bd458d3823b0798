import { useState } from 'react';
import type { QuestionnaireAnswers } from '../../../shared/domain/screening/schema.ts';
import type { VisitId } from '../../../shared/ids.ts';
import { useCommand } from '../../api/use-command.ts';
import { isSigned, type Stroke, strokesToPath } from '../../parts/signature.ts';
import { SignaturePad } from '../../parts/SignaturePad.tsx';
import { failureSentence } from '../../text/failure-sentence.ts';
import type { Sentence } from '../../text/index.ts';
import { useText } from '../../text/use-text.ts';

interface Props {
  readonly visitId: VisitId;
  readonly answers: QuestionnaireAnswers;
  readonly declaration: string;
  /** Numbers of the questions that still need the nurse; none may be left when the donor signs. */
  readonly open: readonly number[];
  readonly onGoTo: (number: number) => void;
}

/** The declaration and the signature; with questions open, what is open instead. */
export function SignPage({ visitId, answers, declaration, open, onGoTo }: Props) {
  const { t, say } = useText();
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [problem, setProblem] = useState<Sentence | null>(null);
  const send = useCommand('questionnaire.answer');
  const submit = async (): Promise<void> => {
    const donorSignature = strokesToPath(strokes);
    const result = await send.run({ visitId, answers, donorSignature });
    if (!result.ok) setProblem(failureSentence(result.error));
  };
  if (open.length > 0) {
    return (
      <section className="ask">
        <h1>{t('self-service.still-open', { n: open.length })}</h1>
        <p>{t('self-service.still-open-how')}</p>
        <div className="choices">
          {open.map((number) => (
            <button key={number} type="button" className="choice" onClick={() => onGoTo(number)}>
              {t('self-service.question', { n: number })}
            </button>
          ))}
        </div>
      </section>
    );
  }
  return (
    <section className="ask">
      <h1>{t('self-service.sign')}</h1>
      <p className="declaration">{declaration}</p>
      {problem !== null && (
        <p className="meaning stop" role="alert">
          {say(problem)}
        </p>
      )}
      <SignaturePad label={t('questionnaire.sign-here')} strokes={strokes} onChange={setStrokes} />
      <button
        type="button"
        className="btn main"
        disabled={!isSigned(strokes) || send.busy}
        onClick={() => void submit()}
      >
        {t('self-service.submit')}
      </button>
    </section>
  );
}
