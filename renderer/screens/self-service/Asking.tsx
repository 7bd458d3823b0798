import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { useNow } from '../../api/now.ts';
import { localDay } from '../../text/local-day.ts';
import { useText } from '../../text/use-text.ts';
import { useDraft } from '../questionnaire/use-draft.ts';
import {
  answersToSend,
  declarationOf,
  isSettled,
  questionsFor,
} from '../questionnaire/view-model.ts';
import { pagesOf, startAt } from './pages.ts';
import { QuestionPage } from './QuestionPage.tsx';
import { SignPage } from './SignPage.tsx';
import { TakeBack } from './TakeBack.tsx';

interface Props {
  readonly visit: VisitDetail;
  readonly forms: CallOutput<'screening.forms'>;
}

/** The consent, the questions one by one, the signature. What is answered is kept at once. */
export function Asking({ visit, forms }: Props) {
  const { t, ruleText } = useText();
  const { questionnaire, ruleSet, consent } = forms;
  const { sex } = visit.identity;
  const { given, give, keepNow } = useDraft(visit, questionnaire);
  const today = localDay(useNow(60_000));
  const questions = questionsFor(questionnaire, sex);
  const pages = pagesOf(questions);
  const [at, setAt] = useState(() => startAt(pages, given));
  const page = pages[at];
  if (page === undefined) return null;

  const open = questions.flatMap((question, index) =>
    isSettled(question, given, ruleSet) ? [] : [index + 1],
  );
  const isAnswered = page.kind !== 'question' || given[page.question.id] !== undefined;
  const declaration = declarationOf(questionnaire);

  return (
    <>
      <progress
        className="progress"
        value={Object.keys(given).length}
        max={questions.length}
        aria-label={t('questionnaire.progress')}
      />
      <main className="self-service-main">
        {page.kind === 'consent' && (
          <section className="ask">
            <h1>{t('questionnaire.consent', { version: consent.version })}</h1>
            <p className="consent-text">{ruleText(consent.text)}</p>
          </section>
        )}
        {page.kind === 'question' && (
          <QuestionPage
            key={page.question.id}
            question={page.question}
            number={page.number}
            answer={given[page.question.id] ?? null}
            ruleSet={ruleSet}
            today={today}
            onAnswer={(answer, isOver) => {
              give(answer);
              if (isOver) setAt(at + 1);
            }}
          />
        )}
        {page.kind === 'sign' && (
          <SignPage
            visitId={visit.visitId}
            answers={answersToSend(questionnaire, sex, given)}
            declaration={declaration === null ? '' : ruleText(declaration.text)}
            open={open}
            onGoTo={setAt}
          />
        )}
      </main>
      <nav className="self-service-foot">
        <TakeBack before={keepNow} isMain={false} />
        <span className="soft">
          {page.kind === 'question' &&
            t('self-service.number', { n: page.number, total: questions.length })}
        </span>
        <span className="row">
          {at > 0 && (
            <button type="button" className="btn narrow" onClick={() => setAt(at - 1)}>
              {t('self-service.before')}
            </button>
          )}
          {page.kind !== 'sign' && (
            <button
              type="button"
              className="btn narrow main"
              disabled={!isAnswered}
              onClick={() => setAt(at + 1)}
            >
              {t(page.kind === 'consent' ? 'self-service.read' : 'self-service.next')}
            </button>
          )}
        </span>
      </nav>
    </>
  );
}
