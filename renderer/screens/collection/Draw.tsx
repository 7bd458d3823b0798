import { InputNumber } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import type { DonationDetail } from '../../../shared/contract/visit.ts';
import { useNow } from '../../api/now.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTopic } from '../../api/use-topic.ts';
import { useText } from '../../text/use-text.ts';
import { runningTime } from '../board/view-model.ts';
import { EndDraw } from './EndDraw.tsx';
import { freshWeighing, timeWarnings, type Weighing, weighingOf } from './view-model.ts';

interface Props {
  readonly donation: DonationDetail;
  /** Puts the draw's own middle and its next action into the screen. */
  readonly children: (middle: ReactNode, next: ReactNode) => ReactNode;
}

/** The running draw: time since the needle, volume from the scale or by hand, and the end. */
export function Draw({ donation, children }: Props) {
  const { t, say } = useText();
  const id = useId();
  const nowMs = useNow(1_000);
  const [weighing, setWeighing] = useState<Weighing | null>(null);
  const [taken, setTaken] = useState<Weighing | null>(null);
  const [typedMl, setTypedMl] = useState<number | null>(null);
  const stop = useCommand('donation.stop');
  useTopic('scale.weighed', (message) => setWeighing({ ...message, atMs: nowMs }));

  const heard = freshWeighing(weighing, nowMs);
  const board = valueOf(useCall('session.board', {}));
  const drawsRunning =
    board?.cards.filter((card) => card.donation?.state === 'started').length ?? 1;
  const fresh = weighingOf(heard, taken, drawsRunning);
  const isOffered = drawsRunning > 1 && heard?.stable === true && heard.frame !== taken?.frame;
  const volumeMl = typedMl ?? fresh?.volumeMl ?? null;
  const isSettled = typedMl !== null || fresh?.stable === true;
  const share = Math.min(1, (volumeMl ?? 0) / donation.wantedVolumeMl);

  const end = async (): Promise<void> => {
    if (volumeMl === null) return;
    await stop.run({
      donationId: donation.donationId,
      volumeMl,
      volumeSource: typedMl === null ? 'scale' : 'typed',
      scaleFrame: typedMl === null ? (fresh?.frame ?? null) : null,
    });
  };

  const middle = (
    <div className="draw">
      <p className="timer" role="timer" aria-label={t('draw.since-start')}>
        {donation.startedAtMs === null ? '00:00' : runningTime(donation.startedAtMs, nowMs)}
      </p>
      {timeWarnings(donation, nowMs).map(({ isPassed, sentence }) => (
        <p key={sentence.key} className={isPassed ? 'meaning wait' : 'soft'}>
          {say(sentence)}
        </p>
      ))}
      <div className="volume">
        <p className="big-figure">
          {volumeMl ?? '—'}
          <small> / {donation.wantedVolumeMl} mL</small>
        </p>
        <progress className="progress" value={share} max={1} aria-label={t('draw.volume')} />
        <p className={fresh === null && typedMl === null ? 'soft' : 'confirmed'} role="status">
          {typedMl !== null
            ? t('draw.typed')
            : fresh === null
              ? t('draw.no-scale')
              : t(fresh.stable ? 'draw.scale-stable' : 'draw.scale-moving', { grams: fresh.grams })}
        </p>
      </div>
      {isOffered && (
        <button type="button" className="btn" onClick={() => setTaken(heard)}>
          {t('draw.take-scale', { ml: heard.volumeMl })}
        </button>
      )}
      <div className="measured tall">
        <label htmlFor={id}>{t('draw.type-volume')}</label>
        <InputNumber
          id={id}
          value={typedMl}
          min={0}
          max={1000}
          precision={0}
          controls={false}
          inputMode="numeric"
          suffix="mL"
          onChange={(value) => setTypedMl(typeof value === 'number' ? value : null)}
        />
      </div>
    </div>
  );
  const next = (
    <>
      <EndDraw
        donation={donation}
        volumeMl={volumeMl}
        disabled={volumeMl === null || !isSettled || stop.busy}
        onEnd={() => void end()}
      />
      {!isSettled && <p className="soft under">{t('draw.volume-first')}</p>}
    </>
  );
  return children(middle, next);
}
