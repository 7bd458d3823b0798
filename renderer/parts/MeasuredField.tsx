import { InputNumber } from 'antd';
import { type ReactNode, useId } from 'react';
import type { Limit } from '../../shared/domain/screening/schema.ts';
import { useText } from '../text/use-text.ts';
import { ToConfirm } from './ToConfirm.tsx';
import { judge, limitWords } from './limits-view.ts';

interface Props {
  readonly label: string;
  readonly unit: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly limits: readonly Limit[];
  /** What can be measured at all; anything outside is a slip of the finger. */
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** The rules want it and nobody has measured it. */
  readonly isMissing?: boolean;
  /** Earlier values of this visit, oldest first. */
  readonly earlier?: readonly number[];
  /** Where the value came from. */
  readonly source?: ReactNode;
}

/** A measured value with its limit beside it; green within, red outside, before anything is sent. */
export function MeasuredField(props: Props) {
  const { label, unit, value, onChange, limits, min, max, step = 1, source } = props;
  const { isMissing = false, earlier = [] } = props;
  const { t, say, ruleText } = useText();
  const id = useId();
  const words = limitWords(limits);
  const judgement = judge(value, limits);
  const clause = limits.find(({ clause: text }) => text !== null)?.clause ?? null;
  const missed =
    value === null ? [] : limits.filter((limit) => judge(value, [limit]) === 'outside');
  return (
    <div className={`measured ${isMissing ? 'missing' : judgement}`}>
      <label htmlFor={id}>{label}</label>
      <InputNumber
        id={id}
        value={value}
        min={min}
        max={max}
        step={step}
        controls={false}
        inputMode="decimal"
        suffix={unit}
        aria-describedby={`${id}-limit`}
        onChange={(typed) => onChange(typeof typed === 'number' ? typed : null)}
      />
      <span id={`${id}-limit`} className="limit">
        {words !== null && say(words)}
        {clause !== null && <small>{t('verdict.clause', { clause })}</small>}
        {limits.some(({ confirm }) => confirm) && <ToConfirm />}
        {isMissing && <b className="not-measured">{t('measured.missing')}</b>}
        {earlier.length > 0 && (
          <span className="earlier">
            {t('measured.earlier', { values: earlier.join(' · '), unit })}
          </span>
        )}
      </span>
      <span className="source">{source}</span>
      {missed.length > 0 && (
        <p className="missed" role="alert">
          {missed.map(({ text }) => ruleText(text)).join(t('list.separator'))}
        </p>
      )}
    </div>
  );
}
