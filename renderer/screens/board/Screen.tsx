import { Redirect } from 'wouter';
import { useNow } from '../../api/now.ts';
import { useCall } from '../../api/use-call.ts';
import { Frame } from '../../parts/Frame.tsx';
import { SaidBar } from '../../parts/SaidBar.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { useOpensDonor } from './use-opens-donor.ts';
import { useText } from '../../text/use-text.ts';
import { BoxColumn } from './BoxColumn.tsx';
import { Column, DonorCard } from './Column.tsx';
import { DayStrip } from './DayStrip.tsx';
import { Tools } from './Tools.tsx';
import { type Board, cardsAt, cardView, columnStages } from './view-model.ts';

function Columns({ board }: { readonly board: Board }) {
  const { t } = useText();
  const nowMs = useNow(1_000);
  return (
    <div className="board">
      {columnStages.map((stage) => {
        const cards = cardsAt(board, stage);
        return (
          <Column key={stage} title={t(`stage.${stage}`)} count={cards.length}>
            {cards.map((card) => (
              <DonorCard key={card.visitId} card={cardView(card, nowMs)} />
            ))}
          </Column>
        );
      })}
      <BoxColumn board={board} />
    </div>
  );
}

/** The board: everybody in the vehicle, the longest wait on top. */
export function BoardScreen() {
  const board = useCall('session.board', {});
  useOpensDonor();
  const value = board.state === 'answered' ? board.value : null;
  if (board.state === 'answered' && board.value === null) return <Redirect to="/open" replace />;
  return (
    <Frame head={value === null ? null : <DayStrip board={value} />}>
      {value !== null && <Tools />}
      <div className="board-said">
        <SaidBar />
      </div>
      <Waiting answer={board}>{(day) => (day === null ? null : <Columns board={day} />)}</Waiting>
    </Frame>
  );
}
