import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { useNow } from '../../api/now.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { isSigned, type Signed, strokesToPath, strokesUnder } from '../../parts/signature.ts';
import { SignaturePad } from '../../parts/SignaturePad.tsx';
import { Verdict } from '../../parts/Verdict.tsx';
import { registrationView } from '../../parts/verdict-view.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { Work } from '../../parts/Work.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { localDay } from '../../text/local-day.ts';
import { useText } from '../../text/use-text.ts';
import { LeaveButton } from '../visit/LeaveButton.tsx';
import { VisitWho } from '../visit/VisitWho.tsx';
import { Recall } from '../self-service/Recall.tsx';
import { HandToDonor } from '../self-service/HandToDonor.tsx';
import { DraftMark } from './DraftMark.tsx';
import { QuestionRow } from './QuestionRow.tsx';
import {
  answersToSend,
  declarationOf,
  isUnexpected,
  progressOf,
  questionsFor,
} from './view-model.ts';
import { useDraft } from './use-draft.ts';

interface Props {
  readonly visit: VisitDetail;
  readonly forms: CallOutput<'screening.forms'>;
}

function Questionnaire({ visit, forms }: Props) {
  const { t, ruleText } = useText();
  const [signed, setSigned] = useState<Signed | null>(null);
  const send = useCommand('questionnaire.answer');
  const today = localDay(useNow(60_000));
  const { questionnaire, ruleSet, consent } = forms;
  const { sex } = visit.identity;
  const { given, give, kept, keepNow } = useDraft(visit, questionnaire);
  const strokes = strokesUnder(signed, given);

  const questions = questionsFor(questionnaire, sex);
  const progress = progressOf(questions, given, ruleSet);
  const unexpected = questions.filter((question) => isUnexpected(question, given)).length;
  const declaration = declarationOf(questionnaire);
  const isComplete = progress.next === null;

  const submit = async (): Promise<void> => {
    await send.run({
      visitId: visit.visitId,
      answers: answersToSend(questionnaire, sex, given),
      donorSignature: strokesToPath(strokes),
    });
  };

  return (
    <Work
      left={<VisitWho visit={visit} />}
      right={
        <>
          {visit.answer.check.kind !== 'may-continue' && (
            <Verdict view={registrationView(visit.answer.check)} />
          )}
          <div className="panel">
            <p className="big-figure">
              {progress.settled}
              <small> / {progress.total}</small>
            </p>
            <progress
              className="progress"
              value={progress.settled}
              max={progress.total}
              aria-label={t('questionnaire.progress')}
            />
            <DraftMark kept={kept} />
            {unexpected > 0 && (
              <p className="meaning wait">{t('questionnaire.unexpected', { n: unexpected })}</p>
            )}
            <button
              type="button"
              className="btn main"
              disabled={!isComplete || !isSigned(strokes) || send.busy}
              onClick={() => void submit()}
            >
              {t('questionnaire.submit')}
            </button>
            <p className="soft under">
              {isComplete
                ? isSigned(strokes)
                  ? t('questionnaire.ready')
                  : t('questionnaire.sign-first')
                : t('questionnaire.open', { n: progress.total - progress.settled })}
            </p>
            <HandToDonor visitId={visit.visitId} before={keepNow} />
            <LeaveButton visitId={visit.visitId} reasons={['refused-consent', 'left']} />
          </div>
        </>
      }
    >
      <details className="consent" open={progress.settled === 0}>
        <summary>{t('questionnaire.consent', { version: consent.version })}</summary>
        <p>{ruleText(consent.text)}</p>
      </details>
      <ol
        className="questions"
        aria-label={ruleText(questionnaire.title)}
        onBlur={() => void keepNow()}
      >
        {questions.map((question, at) => (
          <QuestionRow
            key={question.id}
            question={question}
            number={at + 1}
            answer={given[question.id] ?? null}
            ruleSet={ruleSet}
            today={today}
            isNext={progress.next === question.id}
            onChange={give}
          />
        ))}
      </ol>
      <section className={isComplete ? 'sign' : 'sign later'}>
        <p>{declaration === null ? null : ruleText(declaration.text)}</p>
        <SignaturePad
          label={t('questionnaire.sign-here')}
          strokes={strokes}
          onChange={(drawn) => setSigned({ strokes: drawn, under: given })}
        />
      </section>
    </Work>
  );
}

/** 知情同意与征询: every question answered one by one, follow-ups where an answer asks for one, the donor's signature. */
export function QuestionnaireStep({ visit }: { readonly visit: VisitDetail }) {
  const forms = useCall('screening.forms', {});
  const turned = valueOf(useCall('self-service.of', { visitId: visit.visitId }));
  useScan(() => false);
  // Two screens that both keep the answers would undo each other's.
  if (turned?.turned === true) return <Recall visit={visit} />;
  return (
    <Waiting answer={forms}>
      {(value) => <Questionnaire key={visit.visitId} visit={visit} forms={value} />}
    </Waiting>
  );
}
