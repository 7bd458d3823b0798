import type { SyncStatus } from '../../../shared/contract/device.ts';
import { useText } from '../../text/use-text.ts';
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
      <h2 className="panel-title">{t('sync.set-aside')}</h2>
      {status.setAside.length === 0 ? (
        <p className="soft">{t('sync.nothing-set-aside')}</p>
      ) : (
        <ul className="differences">
          {status.setAside.map(({ seq, reason }) => (
            <li key={seq}>
              <div>
                <b>{t(`set-aside.${reason}`)}</b>
                <small>{t('sync.entry', { seq })}</small>
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
