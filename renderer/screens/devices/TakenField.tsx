import { Input } from 'antd';
import { useId, useState } from 'react';

interface Props {
  readonly label: string;
  /** What stands in the field before anybody types. */
  readonly value: string;
  readonly charactersMax: number;
  readonly onTake: (typed: string) => void;
}

/** A line of text, taken when the field is left. */
export function TakenField({ label, value, charactersMax, onTake }: Props) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const take = (): void => onTake(typed);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={typed}
        maxLength={charactersMax}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onPressEnter={take}
      />
    </div>
  );
}
