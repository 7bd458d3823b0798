import type { RuleSet, Vitals } from '../../../shared/domain/screening/schema.ts';
import { Choices } from '../../parts/Choices.tsx';
import { ToConfirm } from '../../parts/ToConfirm.tsx';
import { useText } from '../../text/use-text.ts';
import { observed } from './view-model.ts';

interface Props {
  readonly rules: RuleSet['observations'];
  readonly vitals: Vitals;
  readonly onMark: (code: string, result: 'normal' | 'abnormal') => void;
}

/** The general look: each finding the rules name is marked absent or present. */
export function Look({ rules, vitals, onMark }: Props) {
  const { t, ruleText } = useText();
  return (
    <section aria-label={t('examination.look')}>
      <h2 className="panel-title">{t('examination.look')}</h2>
      <ul className="look">
        {rules.map((rule) => (
          <li key={rule.code}>
            <span>
              {ruleText(rule.text)}
              {rule.clause !== null && (
                <small className="limit">{t('verdict.clause', { clause: rule.clause })}</small>
              )}
              {rule.confirm && <ToConfirm />}
            </span>
            <Choices
              label={ruleText(rule.text)}
              value={observed(vitals, rule.code)}
              onChoose={(result) => onMark(rule.code, result)}
              choices={[
                { value: 'normal', label: t('look.normal'), tone: 'go' },
                { value: 'abnormal', label: t('look.abnormal'), tone: 'stop' },
              ]}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
