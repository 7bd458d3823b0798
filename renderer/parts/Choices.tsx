interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  /** How the button looks when it is chosen. */
  readonly tone?: 'go' | 'wait' | 'stop';
}

interface Props<T extends string> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T | null;
  readonly onChoose: (value: T) => void;
}

/** A few large buttons of which one is chosen. */
export function Choices<T extends string>({ label, choices, value, onChoose }: Props<T>) {
  return (
    <div className="choices" role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          role="radio"
          aria-checked={choice.value === value}
          className={`choice ${choice.value === value ? `chosen ${choice.tone ?? ''}` : ''}`}
          onClick={() => onChoose(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
