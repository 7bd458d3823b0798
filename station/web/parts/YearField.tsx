import { InputNumber } from 'antd';
import { useState } from 'react';
import { useCall } from '../api/use-call.ts';
import { todayInChina } from '../text/formats.ts';
import { useText } from '../text/TextProvider.tsx';

/** The year looked at: this one at the station until another is chosen; undefined before the station has answered. */
export function useYear(): readonly [
  year: number | undefined,
  choose: (year: number | null) => void,
] {
  const nowMs = useCall('me.get', {}).value?.nowMs;
  const [chosen, choose] = useState<number | null>(null);
  return [
    chosen ?? (nowMs === undefined ? undefined : Number(todayInChina(nowMs).slice(0, 4))),
    choose,
  ];
}

export function YearField({
  year,
  onChange,
}: {
  readonly year: number | undefined;
  readonly onChange: (year: number | null) => void;
}) {
  const { t } = useText();
  return (
    <InputNumber
      min={2000}
      max={2200}
      precision={0}
      {...(year !== undefined && { value: year })}
      aria-label={t('plan.year')}
      onChange={onChange}
    />
  );
}
