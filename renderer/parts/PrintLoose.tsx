import type { CallInput } from '../../shared/contract/index.ts';
import { useAction } from '../api/use-command.ts';
import { useText } from '../text/use-text.ts';
import { useSaying } from './SaidProvider.tsx';

interface Props {
  readonly label: CallInput<'label.print-loose'>;
  readonly children: string;
  readonly disabled?: boolean;
}

/** Prints a label that carries no donation number, and says that it went. */
export function PrintLoose({ label, children, disabled = false }: Props) {
  const { t } = useText();
  const { say } = useSaying();
  const print = useAction('label.print-loose');
  const run = async (): Promise<void> => {
    const done = await print.run(label);
    if (done.ok) say({ tone: 'go', sentence: { key: 'labels.sent' } });
  };
  return (
    <button
      type="button"
      className="btn"
      disabled={disabled || print.busy}
      aria-label={`${t('labels.print')} ${children}`}
      onClick={() => void run()}
    >
      {children}
    </button>
  );
}
