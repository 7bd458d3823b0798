import { Input } from 'antd';
import { Field } from './Field.tsx';

/** A line of text under its name: grounds, reasons, names. */
export function TextField({
  label,
  hint,
  value,
  charsMax,
  placeholder,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly charsMax: number;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
      <Input
        value={value}
        maxLength={charsMax}
        {...(placeholder !== undefined && { placeholder })}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  );
}
