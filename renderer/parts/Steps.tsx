export interface Step {
  readonly name: string;
  readonly state: 'done' | 'now' | 'later';
}

/** The steps of a piece of work, and where it stands. */
export function Steps({
  steps,
  label,
}: {
  readonly steps: readonly Step[];
  readonly label: string;
}) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map(({ name, state }) => (
        <li key={name} className={state} aria-current={state === 'now' ? 'step' : undefined}>
          {name}
        </li>
      ))}
    </ol>
  );
}
