import type { ReactNode } from 'react';
import { useText } from '../text/use-text.ts';
import { useRuleNames } from './rule-names.ts';
import { ToConfirm } from './ToConfirm.tsx';
import type { ReasonLine, VerdictView } from './verdict-view.ts';

function Reason({ line, children }: { readonly line: ReasonLine; readonly children: ReactNode }) {
  const texts = useText();
  const { t, say, day } = texts;
  const names = useRuleNames();
  const until = line.until === null ? null : day(line.until);
  return (
    <li>
      <b>{names.ofLine(texts, line)}</b>
      {line.measured !== null && <span className="measured-words">{say(line.measured)}</span>}
      <span className="reason-foot">
        {line.clause !== null && <span>{t('verdict.clause', { clause: line.clause })}</span>}
        {until !== null && (
          <span>
            {t('verdict.until', {
              day: line.untilTime === null ? until : `${until} ${line.untilTime}`,
            })}
          </span>
        )}
        {line.toConfirm && <ToConfirm />}
      </span>
      {children}
    </li>
  );
}

function NextDates({ view }: { readonly view: VerdictView }) {
  const { t, say } = useText();
  if (view.earliest.length === 0) return null;
  return (
    <dl className="earliest" aria-label={t('earliest.title')}>
      {view.earliest.map(({ type, words }) => (
        <div key={type}>
          <dt>{t(`donation-type.${type}`)}</dt>
          <dd>{say(words)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface Props {
  readonly view: VerdictView;
  /** The facts it rests on, in a line. */
  readonly children?: ReactNode;
  /** What can be done about a reason, or was. */
  readonly onReason?: (line: ReasonLine) => ReactNode;
}

const noAction = (): null => null;

/** The verdict in one look: colour, headline, reasons with value, clause and date, flags, the next dates, what to tell the donor. */
export function Verdict({ view, children, onReason = noAction }: Props) {
  const { t, say } = useText();
  return (
    <section className={`verdict ${view.tone}`} aria-label={t('verdict.title')}>
      <h2>{say(view.headline)}</h2>
      {view.reasons.length > 0 && (
        <ul>
          {view.reasons.map((line, at) => (
            <Reason key={at} line={line}>
              {onReason(line)}
            </Reason>
          ))}
        </ul>
      )}
      {view.flags.length > 0 && (
        <p className="flags">
          {view.flags.map((flag) => (
            <b key={flag}>{t(`flag.${flag}`)}</b>
          ))}
        </p>
      )}
      {view.notes.length > 0 && (
        <ul className="notes">
          {view.notes.map((line, at) => (
            <Reason key={at} line={line}>
              {onReason(line)}
            </Reason>
          ))}
        </ul>
      )}
      <NextDates view={view} />
      {view.tell !== null && (
        <p className="tell-donor">
          <b>{t('tell.title')}</b>
          {say(view.tell)}
        </p>
      )}
      {children}
      <p className="rules">{t('verdict.rules', { rules: view.ruleSet })}</p>
    </section>
  );
}
