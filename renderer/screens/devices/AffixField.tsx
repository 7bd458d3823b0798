import { Input } from 'antd';
import { useId, useState } from 'react';
import { shownAffix, typedAffix } from './view-model.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const shownCharactersMax = 32;

/** What a scanner sends before or behind every code; control characters as `\x02`. Taken when the field is left. */
export function AffixField({ label, value, onChange }: Props) {
  const id = useId();
  const [shown, setShown] = useState(shownAffix(value));
  const take = (): void => {
    const typed = typedAffix(shown);
    if (typed !== value) onChange(typed);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={shown}
        maxLength={shownCharactersMax}
        onChange={(event) => setShown(event.target.value)}
        onBlur={take}
        onPressEnter={take}
      />
    </div>
  );
}
