import { useCall, valueOf } from '../../api/use-call.ts';
import { driveName } from '../../parts/drive-name.ts';
import { useText } from '../../text/use-text.ts';

/** The sealed sessions of this vehicle, newest first. */
export function SealedDays() {
  const { t, moment, number } = useText();
  const sessions = valueOf(useCall('session.sealed-list', {}))?.sessions ?? [];
  return (
    <>
      <h2 className="panel-title">{t('sync.sealed-days')}</h2>
      {sessions.length === 0 && <p className="soft">{t('sync.no-sealed-day')}</p>}
      <ul className="differences">
        {sessions.map(({ sessionId, drive, sealedAtMs, totals }) => (
          <li key={sessionId}>
            <div>
              <b>{driveName(drive)}</b>
              <small>
                {t('sync.sealed-line', {
                  at: moment(sealedAtMs),
                  donors: totals.donors,
                  donations: totals.donations,
                  units: number(totals.units),
                })}
              </small>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
