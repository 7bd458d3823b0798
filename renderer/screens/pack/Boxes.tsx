import { BoxField } from '../../parts/BoxField.tsx';
import { useText } from '../../text/use-text.ts';
import type { Board } from '../board/view-model.ts';

interface Props {
  readonly boxes: Board['boxes'];
  readonly box: string;
  readonly onBox: (box: string) => void;
}

/** The boxes of the day, and one that is not among them yet. */
export function Boxes({ boxes, box, onBox }: Props) {
  const { t } = useText();
  return (
    <>
      <h2 className="panel-title">{t('pack.boxes')}</h2>
      {boxes.length === 0 && <p className="soft">{t('pack.no-box')}</p>}
      {boxes.map((known) => (
        <button
          key={known.box}
          type="button"
          aria-pressed={known.box === box}
          className={`row-choice ${known.box === box ? 'chosen' : ''}`}
          onClick={() => onBox(known.box)}
        >
          <b>{t('board.box', { box: known.box })}</b>
          <span>{t('board.bags', { n: known.units })}</span>
        </button>
      ))}
      <BoxField box={box} onBox={onBox} />
    </>
  );
}
