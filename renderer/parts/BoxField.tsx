import { Input } from 'antd';
import { useId } from 'react';
import { useText } from '../text/use-text.ts';

interface Props {
  readonly box: string;
  readonly onBox: (box: string) => void;
}

/** The code of a transport box, typed. */
export function BoxField({ box, onBox }: Props) {
  const { t } = useText();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t('pack.box')}</label>
      <Input
        id={id}
        value={box}
        maxLength={32}
        autoComplete="off"
        placeholder="T-04"
        onChange={(event) => onBox(event.target.value.trim())}
      />
    </div>
  );
}
