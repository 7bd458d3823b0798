import { useState } from 'react';
import { Redirect } from 'wouter';
import { useNow } from '../../api/now.ts';
import { useCall } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { Frame, Title } from '../../parts/Frame.tsx';
import { PrintLoose } from '../../parts/PrintLoose.tsx';
import { useSaying } from '../../parts/SaidProvider.tsx';
import { ScanBox } from '../../parts/ScanBox.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Work } from '../../parts/Work.tsx';
import { dinText } from '../../scan/meaning.ts';
import { useScan } from '../../scan/ScanRouter.tsx';
import { playSound } from '../../scan/sound.ts';
import { useText } from '../../text/use-text.ts';
import { type Board, unpacked, waited } from '../board/view-model.ts';
import { Boxes } from './Boxes.tsx';
import { TakeOut } from './TakeOut.tsx';
import { bagScan, boxCode, toTakeOut } from './view-model.ts';

function Packing({ board }: { readonly board: Board }) {
  const { t, say } = useText();
  const saying = useSaying();
  const nowMs = useNow(10_000);
  const [box, setBox] = useState('');
  const [isTakingOut, setTakingOut] = useState(false);
  const pack = useCommand('unit.pack');
  const unpack = useCommand('unit.unpack');
  const waiting = unpacked(board);

  const put = async (raw: string): Promise<void> => {
    const done = await pack.run({ raw, box });
    if (!done.ok) return;
    playSound('taken');
    const values = { din: dinText(done.value.din), box: done.value.box };
    saying.say({ tone: 'go', sentence: { key: 'pack.packed', values } });
  };
  const takeOut = async (raw: string, reason: 'held' | 'wrong-box'): Promise<void> => {
    const done = await unpack.run({ raw, reason });
    if (!done.ok) return;
    playSound('taken');
    setTakingOut(false);
    // It goes into another box, which is scanned anew.
    setBox('');
    const values = { din: dinText(done.value.din), box: done.value.box };
    const key = reason === 'held' ? 'pack.taken-out' : 'pack.taken-out-plain';
    saying.say({ tone: 'go', sentence: { key, values } });
  };
  useScan((scan) => {
    const { meaning } = scan;
    const mayBeBox =
      meaning.kind === 'other' && (meaning.what === 'box' || meaning.what === 'unknown');
    if (mayBeBox && boxCode.test(meaning.shown)) {
      setBox(meaning.shown);
      playSound('taken');
      return true;
    }
    if (meaning.kind !== 'din') return false;
    const wanted = bagScan(board, meaning.din, { box, isTakingOut });
    switch (wanted.kind) {
      case 'take-out':
        void takeOut(scan.raw, wanted.reason);
        return true;
      case 'pack':
        void put(scan.raw);
        return true;
      case 'refuse':
        playSound('refused');
        saying.say({ tone: 'stop', sentence: wanted.sentence });
        return true;
    }
  });

  return (
    <Work
      left={<Boxes boxes={board.boxes} box={box} onBox={setBox} />}
      right={
        <>
          <div className="panel">
            <b>{t('pack.present')}</b>
            <p className="big-figure">{box === '' ? '—' : box}</p>
            <p className="soft">{t(box === '' ? 'pack.box-first' : 'pack.scan-now')}</p>
            <PrintLoose label={{ what: 'box', box }} disabled={!boxCode.test(box)}>
              {t('labels.box')}
            </PrintLoose>
          </div>
          {board.boxes.length > 0 && (
            <button type="button" className="btn" onClick={() => setTakingOut((was) => !was)}>
              {t(isTakingOut ? 'pack.wrong-box-stop' : 'pack.wrong-box')}
            </button>
          )}
        </>
      }
    >
      <TakeOut units={toTakeOut(board)} />
      <ScanBox
        title={t(
          isTakingOut ? 'pack.wrong-box-scan' : box === '' ? 'pack.scan-box' : 'pack.scan-bag',
        )}
        sub={t('pack.waiting', { n: waiting.length })}
      />
      <table className="labels">
        <tbody>
          {waiting.map((card) => (
            <tr key={card.visitId}>
              <th scope="row">
                {card.ticket} {card.maskedName}
              </th>
              <td>{card.donation !== null && <code>{dinText(card.donation.din)}</code>}</td>
              <td className="s not">
                {card.donation?.held === true ? t('pack.held') : say(waited(card, nowMs))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {waiting.length === 0 && <p className="soft centred">{t('pack.nothing')}</p>}
    </Work>
  );
}

/** 装箱: the box first, then bag after bag; what is held after it was packed comes out again. */
export function PackScreen() {
  const { t } = useText();
  const board = useCall('session.board', {});
  if (board.state === 'answered' && board.value === null) return <Redirect to="/open" replace />;
  return (
    <Frame head={<Title title={t('stage.packing')} sub={t('pack.sub')} />}>
      <Waiting answer={board}>{(day) => (day === null ? null : <Packing board={day} />)}</Waiting>
    </Frame>
  );
}
