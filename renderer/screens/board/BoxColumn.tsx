import { Link } from 'wouter';
import { useText } from '../../text/use-text.ts';
import { Column } from './Column.tsx';
import { toTakeOut } from '../pack/view-model.ts';
import { type Board, unpacked } from './view-model.ts';

/** What is drawn and not yet packed, and the boxes. */
export function BoxColumn({ board }: { readonly board: Board }) {
  const { t } = useText();
  const waiting = unpacked(board).length;
  const packed = board.boxes.reduce((sum, { units }) => sum + units, 0);
  return (
    <Column title={t('stage.packing')} count={packed} to="/pack">
      {toTakeOut(board).length > 0 && (
        <Link href="/pack" className="card stop">
          <strong>{t('board.to-take-out')}</strong>
          <span className="t">{t('board.bags', { n: toTakeOut(board).length })}</span>
          <small>{t('board.to-take-out-how')}</small>
        </Link>
      )}
      {waiting > 0 && (
        <Link href="/pack" className="card wait">
          <strong>{t('board.to-pack')}</strong>
          <span className="t">{t('board.bags', { n: waiting })}</span>
          <small>{t('board.to-pack-how')}</small>
        </Link>
      )}
      {board.boxes.map(({ box, units }) => (
        <Link key={box} href="/pack" className="card">
          <strong>{t('board.box', { box })}</strong>
          <span className="t">{t('board.bags', { n: units })}</span>
        </Link>
      ))}
    </Column>
  );
}
