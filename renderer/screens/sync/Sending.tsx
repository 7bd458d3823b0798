import type { SyncStatus } from '../../../shared/contract/device.ts';
import { useText } from '../../text/use-text.ts';
import { SetAside } from './SetAside.tsx';
import { heldShare, syncProblem } from './view-model.ts';

/** How much of the day the station holds, and what it set aside. */
export function Sending({ status }: { readonly status: SyncStatus }) {
  const { t, say, number, bytes, moment } = useText();
  const problem = syncProblem(status);
  return (
    <>
      {problem !== null && (
        <div className="say wait" role="alert">
          {say(problem)}
        </div>
      )}
      <p className="big-figure">
        {number(status.entriesHeld)}
        <small>
          {' '}
          / {number(status.entriesTotal)} {t('sync.entries')}
        </small>
      </p>
      <progress
        className="progress"
        value={heldShare(status)}
        max={1}
        aria-label={t('sync.progress')}
      />
      <dl className="result">
        <div>
          <dt>{t('sync.bytes')}</dt>
          <dd>{bytes(status.bytesSent)}</dd>
        </div>
        <div>
          <dt>{t('sync.last-contact')}</dt>
          <dd>
            {status.lastContactAtMs === null ? t('sync.never') : moment(status.lastContactAtMs)}
          </dd>
        </div>
      </dl>
      <SetAside status={status} />
    </>
  );
}
