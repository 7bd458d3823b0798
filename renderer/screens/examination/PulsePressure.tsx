import type { RuleSet, Vitals } from '../../../shared/domain/screening/schema.ts';
import { judge, limitsOf, limitWords } from '../../parts/limits-view.ts';
import { ToConfirm } from '../../parts/ToConfirm.tsx';
import { useText } from '../../text/use-text.ts';
import { pulsePressure } from './view-model.ts';

/** Computed from the two pressures and judged like a measured value; nothing before both are there. */
export function PulsePressure({
  vitals,
  ruleSet,
}: {
  readonly vitals: Vitals;
  readonly ruleSet: RuleSet;
}) {
  const { t, say, ruleText } = useText();
  const value = pulsePressure(vitals);
  const limits = limitsOf(ruleSet, 'pulsePressureMmHg', 'unknown', false);
  const words = limitWords(limits);
  if (value === null || words === null) return null;
  const judgement = judge(value, limits);
  return (
    <div className={`measured computed ${judgement}`}>
      <span>{t('vital.pulse-pressure')}</span>
      <span className="computed-value">{value} mmHg</span>
      <span className="limit">
        {say(words)}
        {limits[0]?.clause && <small>{t('verdict.clause', { clause: limits[0].clause })}</small>}
        {limits.some(({ confirm }) => confirm) && <ToConfirm />}
      </span>
      <span className="source">{t('measured.computed')}</span>
      {judgement === 'outside' && (
        <p className="missed" role="alert">
          {limits.map(({ text }) => ruleText(text)).join(t('list.separator'))}
        </p>
      )}
    </div>
  );
}
