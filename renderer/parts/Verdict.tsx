import type { ReactNode } from 'react';
import { ruleReasonsByCode } from '../../shared/domain/screening/rule-reasons.ts';
import type { RuleReason } from '../../shared/domain/screening/schema.ts';
import { useCall, valueOf } from '../api/use-call.ts';
import { useText } from '../text/use-text.ts';
import type { ReasonLine, VerdictView } from './verdict-view.ts';

/** The rule of a code in the rule set in force; null without a code, or when the rules do not know it. */
function useRule(code: string | null): RuleReason | null {
  const forms = valueOf(useCall('screening.forms', {}, { enabled: code !== null }));
  if (code === null || forms === null) return null;
  return ruleReasonsByCode(forms.ruleSet).get(code) ?? null;
}

function Reason({ line }: { readonly line: ReasonLine }) {
  const { t, say, ruleText, day } = useText();
  const rule = useRule(line.listedFor);
  const words = 'key' in line.words ? say(line.words) : ruleText(line.words);
  return (
    <li>
      {rule === null ? words : t('verdict.listed', { listed: words, rule: ruleText(rule.text) })}
      <span className="reason-foot">
        {line.clause !== null && <span>{t('verdict.clause', { clause: line.clause })}</span>}
        {line.until !== null && <span>{t('verdict.until', { day: day(line.until) })}</span>}
        {line.toConfirm && <span className="to-confirm">{t('verdict.to-confirm')}</span>}
      </span>
    </li>
  );
}

interface Props {
  readonly view: VerdictView;
  /** The facts it rests on, in a line. */
  readonly children?: ReactNode;
}

/** The verdict in one look: colour, headline, reasons with clause and date, the rules it was made by. */
export function Verdict({ view, children }: Props) {
  const { t, say } = useText();
  return (
    <section className={`verdict ${view.tone}`} aria-label={t('verdict.title')}>
      <h2>{say(view.headline)}</h2>
      {view.reasons.length > 0 && (
        <ul>
          {view.reasons.map((line, at) => (
            <Reason key={at} line={line} />
          ))}
        </ul>
      )}
      {view.notes.length > 0 && (
        <ul className="notes">
          {view.notes.map((line, at) => (
            <Reason key={at} line={line} />
          ))}
        </ul>
      )}
      {children}
      <p className="rules">{t('verdict.rules', { rules: view.ruleSet })}</p>
    </section>
  );
}
