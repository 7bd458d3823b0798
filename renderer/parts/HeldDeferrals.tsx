import type { ReactNode } from 'react';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import { useText } from '../text/use-text.ts';
import { useRuleNames } from './rule-names.ts';

interface Props<D extends HeldDeferral> {
  readonly deferrals: readonly D[];
  readonly children?: (deferral: D) => ReactNode;
}

/** Deferrals in words, those in force in red. */
export function HeldDeferrals<D extends HeldDeferral>({ deferrals, children }: Props<D>) {
  const texts = useText();
  const { t, day } = texts;
  const names = useRuleNames();
  return (
    <ul className="deferrals">
      {deferrals.map((held, at) => (
        <li key={at} className={held.endedOn === null ? 'in-force' : ''}>
          <b>{names.ofCode(texts, held.reason)}</b>
          <small>
            {held.permanent
              ? t('deferral.for-good')
              : held.until === null
                ? t('deferral.open')
                : t('verdict.until', { day: day(held.until) })}
            {held.clause !== null && ` · ${t('verdict.clause', { clause: held.clause })}`}
            {held.endedOn !== null && ` · ${t('deferral.ended-on', { day: day(held.endedOn) })}`}
          </small>
          {children?.(held)}
        </li>
      ))}
    </ul>
  );
}
