import type { CallOutput } from '../../../shared/contract/index.ts';
import { useText } from '../../text/use-text.ts';

type BagLots = CallOutput<'drive.list'>['bagLots'];

interface Props {
  readonly lots: BagLots;
  readonly chosen: readonly string[];
  readonly onToggle: (lot: string) => void;
}

/** The bag lots that go along; an expired one cannot be chosen. */
export function LotChoice({ lots, chosen, onToggle }: Props) {
  const { t, day } = useText();
  return (
    <section aria-label={t('open.lots')}>
      <h2 className="panel-title">{t('open.lots')}</h2>
      <p className="soft under-title">{t('open.lots-how')}</p>
      {lots.map((lot) => (
        <button
          key={lot.lot}
          type="button"
          role="checkbox"
          aria-checked={chosen.includes(lot.lot)}
          disabled={lot.expired}
          className={`row-choice lot ${chosen.includes(lot.lot) ? 'chosen' : ''}`}
          onClick={() => onToggle(lot.lot)}
        >
          <span className="venue">
            <b className="figures">{lot.lot}</b>
            <small>
              {lot.product} · {lot.anticoagulant} · {lot.nominalVolumeMl} mL
            </small>
            <small className={lot.expired ? 'warn' : ''}>
              {t(lot.expired ? 'open.lot-expired' : 'open.lot-until', { day: day(lot.expiresOn) })}
            </small>
          </span>
        </button>
      ))}
    </section>
  );
}
