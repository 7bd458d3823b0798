import { Input } from 'antd';
import { useId, useState } from 'react';
import { Redirect } from 'wouter';
import { useNow } from '../../api/now.ts';
import { useCall } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { Frame, Title } from '../../parts/Frame.tsx';
import { useSaying } from '../../parts/SaidProvider.tsx';
import { PrintLoose } from '../../parts/PrintLoose.tsx';
import { ScanBox } from '../../parts/ScanBox.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Work } from '../../parts/Work.tsx';
import { dinText } from '../../scan/meaning.ts';
import { useScan } from '../../scan/ScanRouter.tsx';
import { playSound } from '../../scan/sound.ts';
import { useText } from '../../text/use-text.ts';
import { type Board, unpacked, waited } from '../board/view-model.ts';

/** What may be a box's code: letters, digits and hyphens. */
const boxCode = /^[A-Za-z0-9-]{2,32}$/;

function Packing({ board }: { readonly board: Board }) {
  const { t, say } = useText();
  const saying = useSaying();
  const id = useId();
  const nowMs = useNow(10_000);
  const [box, setBox] = useState('');
  const pack = useCommand('unit.pack');
  const waiting = unpacked(board);

  const put = async (raw: string): Promise<void> => {
    const done = await pack.run({ raw, box });
    if (!done.ok) return;
    playSound('taken');
    const values = { din: dinText(done.value.din), box: done.value.box };
    saying.say({ tone: 'go', sentence: { key: 'pack.packed', values } });
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
    if (box === '') {
      playSound('refused');
      saying.say({ tone: 'stop', sentence: { key: 'pack.box-first' } });
    } else void put(scan.raw);
    return true;
  });

  return (
    <Work
      left={
        <>
          <h2 className="panel-title">{t('pack.boxes')}</h2>
          {board.boxes.length === 0 && <p className="soft">{t('pack.no-box')}</p>}
          {board.boxes.map((known) => (
            <button
              key={known.box}
              type="button"
              aria-pressed={known.box === box}
              className={`row-choice ${known.box === box ? 'chosen' : ''}`}
              onClick={() => setBox(known.box)}
            >
              <b>{t('board.box', { box: known.box })}</b>
              <span>{t('board.bags', { n: known.units })}</span>
            </button>
          ))}
          <div className="field">
            <label htmlFor={id}>{t('pack.box')}</label>
            <Input
              id={id}
              value={box}
              maxLength={32}
              autoComplete="off"
              placeholder="T-04"
              onChange={(event) => setBox(event.target.value.trim())}
            />
          </div>
        </>
      }
      right={
        <div className="panel">
          <b>{t('pack.present')}</b>
          <p className="big-figure">{box === '' ? '—' : box}</p>
          <p className="soft">{t(box === '' ? 'pack.box-first' : 'pack.scan-now')}</p>
          <PrintLoose label={{ what: 'box', box }} disabled={!boxCode.test(box)}>
            {t('labels.box')}
          </PrintLoose>
        </div>
      }
    >
      <ScanBox
        title={t(box === '' ? 'pack.scan-box' : 'pack.scan-bag')}
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

/** 装箱: the box first, then bag after bag. */
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
