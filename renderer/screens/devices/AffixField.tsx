import { TakenField } from './TakenField.tsx';
import { shownAffix, typedAffix } from './view-model.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const shownCharactersMax = 32;

/** What a scanner sends before or behind every code; control characters as `\x02`. */
export function AffixField({ label, value, onChange }: Props) {
  const take = (shown: string): void => {
    const typed = typedAffix(shown);
    if (typed !== value) onChange(typed);
  };
  return (
    <TakenField
      {...{ label, charactersMax: shownCharactersMax }}
      value={shownAffix(value)}
      onTake={take}
    />
  );
}
