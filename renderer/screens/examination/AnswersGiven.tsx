import type { VisitDetail } from '../../../shared/contract/visit.ts';
import type { Answer } from '../../../shared/domain/screening/schema.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useRuleNames } from '../../parts/rule-names.ts';
import { useText } from '../../text/use-text.ts';

function Events({ answer }: { readonly answer: Answer }) {
  const texts = useText();
  const names = useRuleNames();
  const { t, day } = texts;
  return answer.events.map((event) => (
    <small key={event.reason}>
      {names.ofCode(texts, event.reason)}
      {event.date !== null && ` · ${day(event.date)} ${event.time ?? ''}`}
      {event.active && ` · ${t('follow-up.still')}`}
    </small>
  ));
}

/** What the donor signed, for the examiner to go through: the answers that ask for attention open, the others counted. */
export function AnswersGiven({ visit }: { readonly visit: VisitDetail }) {
  const { t, ruleText } = useText();
  const forms = valueOf(useCall('screening.forms', {}));
  if (visit.answers === null || forms === null) return null;
  const { answers } = visit.answers;
  const told = answers.filter(({ answer }) => answer !== 'signed');
  const unexpected = forms.questionnaire.items.flatMap((question) => {
    const answer = told.find(({ itemId }) => itemId === question.id);
    return answer === undefined || answer.answer === question.expected
      ? []
      : [{ question, answer }];
  });
  return (
    <details className="consent answers" open={unexpected.length > 0}>
      <summary>
        {t('answers.signed', { n: told.length })}
        {' · '}
        <b className={unexpected.length > 0 ? 'attention' : 'confirmed'}>
          {unexpected.length > 0
            ? t('questionnaire.unexpected', { n: unexpected.length })
            : t('answers.nothing-unexpected')}
        </b>
      </summary>
      <ul>
        {unexpected.map(({ question, answer }) => (
          <li key={question.id}>
            <span>
              {ruleText(question.text)}
              <Events answer={answer} />
            </span>
            <b>{t(answer.answer === 'yes' ? 'answer.yes' : 'answer.no')}</b>
          </li>
        ))}
      </ul>
    </details>
  );
}
