import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { useAction } from '../../api/use-command.ts';
import { Work } from '../../parts/Work.tsx';
import { useText } from '../../text/use-text.ts';
import { VisitWho } from '../visit/VisitWho.tsx';

/** What the nurse's page shows while the donor answers on another screen; the way back when its PIN is forgotten. */
export function Recall({ visit }: { readonly visit: VisitDetail }) {
  const { t } = useText();
  const recall = useAction('self-service.recall');
  return (
    <Work left={<VisitWho visit={visit} />} right={null}>
      <section className="panel">
        <h2>{t('self-service.elsewhere')}</h2>
        <p>{t('self-service.elsewhere-how')}</p>
        <button
          type="button"
          className="btn"
          disabled={recall.busy}
          onClick={() => void recall.run({ visitId: visit.visitId })}
        >
          {t('self-service.recall')}
        </button>
      </section>
    </Work>
  );
}
