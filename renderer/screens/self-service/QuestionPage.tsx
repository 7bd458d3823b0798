import type { Answer, Question, RuleSet } from '../../../shared/domain/screening/schema.ts';
import { useText } from '../../text/use-text.ts';
import { FollowUp } from '../questionnaire/FollowUp.tsx';
import { answerTo } from '../questionnaire/view-model.ts';

interface Props {
  readonly question: Question;
  readonly number: number;
  readonly answer: Answer | null;
  readonly ruleSet: RuleSet;
  readonly today: string;
  /** `isOver`: nothing more has to be asked here. */
  readonly onAnswer: (answer: Answer, isOver: boolean) => void;
}

/** One question on the whole screen; neither answer is coloured as the right one. */
export function QuestionPage({ question, number, answer, ruleSet, today, onAnswer }: Props) {
  const { t, ruleText } = useText();
  const needsMore = answer !== null && answer.answer !== question.expected;
  const choose = (value: 'yes' | 'no'): void => {
    // Pressing the same answer again keeps what was said about it.
    if (answer?.answer === value) return onAnswer(answer, value === question.expected);
    const isOver = value === question.expected || question.reasons.length === 0;
    onAnswer(answerTo(question, value, ruleSet), isOver);
  };
  return (
    <section className="ask" aria-label={t('self-service.question', { n: number })}>
      <h1>{ruleText(question.text)}</h1>
      <div className="ask-answers" role="radiogroup" aria-label={ruleText(question.text)}>
        {(['yes', 'no'] as const).map((value) => (
          <button
            key={value}
            type="button"
            role="radio"
            aria-checked={answer?.answer === value}
            className={answer?.answer === value ? 'choice chosen' : 'choice'}
            onClick={() => choose(value)}
          >
            {t(`answer.${value}`)}
          </button>
        ))}
      </div>
      {needsMore && question.reasons.length > 0 && (
        <>
          <FollowUp
            question={question}
            answer={answer}
            ruleSet={ruleSet}
            today={today}
            askedOf="donor"
            onChange={(changed) => onAnswer(changed, false)}
          />
          <p className="soft">{t('self-service.unsure')}</p>
        </>
      )}
    </section>
  );
}
