import { useText } from '../../text/use-text.ts';
import type { Kept } from './use-draft.ts';

/** Says that a power cut would cost nothing now, or that it would. */
export function DraftMark({ kept }: { readonly kept: Kept }) {
  const { t } = useText();
  if (kept === 'nothing') return null;
  return (
    <p className={`draft-mark ${kept}`} role="status">
      {t(`draft.${kept}`)}
    </p>
  );
}
