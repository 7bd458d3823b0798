import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Answer, Question, RuleSet } from '../../../shared/domain/screening/schema.ts';
import { Choices } from '../../parts/Choices.tsx';
import { useText } from '../../text/use-text.ts';
import { FollowUp } from './FollowUp.tsx';
import { answerTo } from './view-model.ts';

interface Props {
  readonly question: Question;
  readonly number: number;
  readonly answer: Answer | null;
  readonly ruleSet: RuleSet;
  readonly today: string;
  /** The question the donor is at: it is brought into view and takes the keys Y and N. */
  readonly isNext: boolean;
  readonly onChange: (answer: Answer) => void;
}

export function QuestionRow(props: Props) {
  const { question, number, answer, ruleSet, today, isNext, onChange } = props;
  const { t, ruleText } = useText();
  const row = useRef<HTMLLIElement>(null);
  const wasNext = useRef(isNext);

  useEffect(() => {
    // Not on the first showing: the consent text above comes first.
    if (isNext && !wasNext.current) {
      row.current?.scrollIntoView({ block: 'center', behavior: 'smooth' });
      row.current?.focus({ preventScroll: true });
    }
    wasNext.current = isNext;
  }, [isNext]);

  const isUnexpected = answer !== null && answer.answer !== question.expected;
  const onKey = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'y' || event.key === '1') onChange(answerTo(question, 'yes', ruleSet));
    if (event.key === 'n' || event.key === '2') onChange(answerTo(question, 'no', ruleSet));
  };

  const state = answer === null ? (isNext ? 'next' : '') : isUnexpected ? 'unexpected' : 'settled';
  return (
    <li ref={row} className={`question ${state}`} tabIndex={-1} onKeyDown={onKey}>
      <span className="q-number">{number}</span>
      <p id={`text-${question.id}`}>{ruleText(question.text)}</p>
      <Choices
        label={ruleText(question.text)}
        value={answer === null || answer.answer === 'signed' ? null : answer.answer}
        onChoose={(given) => onChange(answerTo(question, given, ruleSet))}
        choices={(['yes', 'no'] as const).map((value) => ({
          value,
          label: t(`answer.${value}`),
          tone: value === question.expected ? ('go' as const) : ('wait' as const),
        }))}
      />
      {isUnexpected && question.reasons.length > 0 && (
        <FollowUp
          question={question}
          answer={answer}
          ruleSet={ruleSet}
          today={today}
          onChange={onChange}
        />
      )}
    </li>
  );
}
