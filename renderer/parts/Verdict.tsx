import type { ReactNode } from 'react';
import { useText } from '../text/use-text.ts';
import type { ReasonLine, VerdictView } from './verdict-view.ts';

function Reason({ line }: { readonly line: ReasonLine }) {
  const { t, say, ruleText, day } = useText();
  const words = 'key' in line.words ? say(line.words) : ruleText(line.words);
  return (
    <li>
      {words}
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
