import { Input } from 'antd';
import { useId, useState } from 'react';
import type { CallInput } from '../../../shared/contract/index.ts';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import type { BagLot } from '../../../shared/journal/bodies/session.ts';
import { Choices } from '../../parts/Choices.tsx';
import { ScanBox } from '../../parts/ScanBox.tsx';
import { useSaying } from '../../parts/SaidProvider.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { playSound } from '../../scan/sound.ts';
import { useText } from '../../text/use-text.ts';
import { likelyLot, lotsFor, othersLabel } from './view-model.ts';

export type Prepared = Pick<CallInput<'donation.prepare'>, 'din' | 'bagLot' | 'volumeMl'>;

interface Props {
  readonly visit: VisitDetail;
  readonly bagLots: readonly BagLot[];
  readonly dinsLeft: number;
  readonly busy: boolean;
  readonly onPrepare: (prepared: Prepared) => void;
}

/** The number and the bag: scanned, taken from the range, or typed with its check character. */
export function Prepare({ visit, bagLots, dinsLeft, busy, onPrepare }: Props) {
  const { t, day } = useText();
  const { say } = useSaying();
  const id = useId();
  const volumes = visit.decision?.allowedVolumesMl ?? [];
  const [chosenMl, setChosenMl] = useState<number | null>(null);
  const [chosenLot, setChosenLot] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const volumeMl = chosenMl ?? Math.max(...volumes, 0);
  const lots = lotsFor(bagLots, volumeMl);
  const bagLot = lots.some(({ lot }) => lot === chosenLot)
    ? chosenLot
    : likelyLot(bagLots, volumeMl);

  const prepare = (din: Prepared['din']): void => {
    if (bagLot !== null) return onPrepare({ din, bagLot, volumeMl });
    playSound('refused');
    say({ tone: 'stop', sentence: { key: 'collection.lot-first' } });
  };

  useScan((scan) => {
    const others = othersLabel(scan, visit);
    if (others !== null) {
      playSound('refused');
      say(others);
      return true;
    }
    if (scan.meaning.kind === 'din') {
      prepare({ kind: 'scanned', raw: scan.raw });
      return true;
    }
    const { raw } = scan;
    const lot = bagLots.find((known) => known.lot === raw);
    if (lot === undefined) return false;
    setChosenLot(lot.lot);
    playSound('taken');
    return true;
  });

  return (
    <>
      <ScanBox title={t('collection.scan-number')} sub={t('collection.scan-number-how')}>
        <button
          type="button"
          className="btn narrow"
          disabled={busy || dinsLeft === 0}
          onClick={() => prepare({ kind: 'next' })}
        >
          {t('collection.next-number')}
          <small>{t('collection.numbers-left', { n: dinsLeft })}</small>
        </button>
      </ScanBox>
      <div className="measures">
        <div className="measured tall">
          <span>{t('collection.volume')}</span>
          <Choices
            label={t('collection.volume')}
            value={String(volumeMl)}
            onChoose={(ml) => setChosenMl(Number(ml))}
            choices={volumes.map((ml) => ({ value: String(ml), label: `${ml} mL` }))}
          />
        </div>
        <div className="measured tall">
          <span>{t('collection.lot')}</span>
          <Choices
            label={t('collection.lot')}
            value={bagLot}
            onChoose={setChosenLot}
            choices={lots.map((lot) => ({
              value: lot.lot,
              label: `${lot.lot} · ${lot.anticoagulant} ${lot.nominalVolumeMl} · ${t('open.lot-until', { day: day(lot.expiresOn) })}`,
            }))}
          />
        </div>
        <form
          className="measured tall"
          onSubmit={(event) => {
            event.preventDefault();
            prepare({ kind: 'typed', text: typed.trim() });
          }}
        >
          <label htmlFor={`${id}-typed`}>{t('collection.typed')}</label>
          <span className="row">
            <Input
              id={`${id}-typed`}
              value={typed}
              maxLength={64}
              autoComplete="off"
              placeholder="G1234 17 654321 A"
              onChange={(event) => setTyped(event.target.value)}
            />
            <button type="submit" className="btn small" disabled={busy || typed.trim() === ''}>
              {t('collection.typed-take')}
            </button>
          </span>
        </form>
      </div>
    </>
  );
}
