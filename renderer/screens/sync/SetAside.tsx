import type { SyncStatus } from '../../../shared/contract/device.ts';
import { dinText } from '../../scan/meaning.ts';
import { useText } from '../../text/use-text.ts';

/** What the station set aside: the units it holds, everything that waits there for a person, and what was decided. */
export function SetAside({ status }: { readonly status: SyncStatus }) {
  const { t, moment } = useText();
  return (
    <>
      {status.holds.length > 0 && (
        <>
          <h2 className="panel-title">{t('sync.holds')}</h2>
          <p className="soft">{t('sync.holds-how')}</p>
          <ul className="differences">
            {status.holds.map(({ donationId, din, box, reasons, other }) => (
              <li key={donationId}>
                <div>
                  <b>{dinText(din)}</b>
                  {/* After the seal nothing else says where to look for it. */}
                  {box !== null && <b>{t('sync.in-box', { box })}</b>}
                  <small>{reasons.map((reason) => t(`set-aside.${reason}`)).join(' · ')}</small>
                  {other !== null && (
                    <small>
                      {t('sync.other-donation', {
                        vehicle: other.vehicle,
                        at: moment(other.preparedAtMs),
                      })}
                    </small>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2 className="panel-title">{t('sync.set-aside')}</h2>
      {status.setAside.length === 0 ? (
        <p className="soft">{t('sync.nothing-set-aside')}</p>
      ) : (
        <ul className="differences">
          {status.setAside.map(({ seq, reason }) => (
            <li key={`${seq} ${reason}`}>
              <div>
                <b>{t(`set-aside.${reason}`)}</b>
                <small>{t('sync.entry', { seq })}</small>
              </div>
            </li>
          ))}
        </ul>
      )}
      {status.settled.length > 0 && (
        <>
          <h2 className="panel-title">{t('sync.settled')}</h2>
          <ul className="differences">
            {status.settled.map(({ seq, reason, decision, why, atMs }) => (
              <li key={`${seq} ${reason} ${atMs}`}>
                <div>
                  <b>
                    {t(`resolution.${decision}`)} · {t(`set-aside.${reason}`)}
                  </b>
                  <small>{t('sync.settled-line', { seq, at: moment(atMs), why })}</small>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
