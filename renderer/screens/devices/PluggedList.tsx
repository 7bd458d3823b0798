import type { DeviceView } from '../../../shared/contract/device.ts';
import type { DeviceRole } from '../../../shared/device-setting.ts';
import { useText } from '../../text/use-text.ts';
import { usePlugged } from './use-plugged.ts';
import { isSuitable, urlForRole } from './view-model.ts';

interface Props {
  readonly role: DeviceRole;
  readonly deviceId: string | null;
  readonly devices: readonly DeviceView[];
  readonly busy: boolean;
  readonly onUse: (url: string) => void;
}

/** What is plugged in and could be this device, with what it is used for now. */
export function PluggedList({ role, deviceId, devices, busy, onUse }: Props) {
  const { t } = useText();
  const plugged = usePlugged();
  const suitable = (plugged ?? []).filter((each) => isSuitable(role, each));
  return (
    <section>
      <h3>{t('devices.plugged')}</h3>
      {plugged !== null && suitable.length === 0 && (
        <p className="soft">{t('devices.nothing-plugged')}</p>
      )}
      <ul className="plugged">
        {suitable.map((each) => {
          const user = devices.find(({ id }) => id === each.usedBy);
          return (
            <li key={each.url + each.where}>
              <span>
                <b>{each.name ?? each.where}</b>
                <small>
                  {t(`devices.kind.${each.kind}`)}
                  {each.name !== null && ` · ${each.where}`}
                  {user !== undefined &&
                    ` · ${t('devices.used-as', { role: { keys: [`device.${user.role}`] } })}`}
                </small>
              </span>
              {user?.id === deviceId && user !== undefined ? (
                <span className="tag in-use">{t('devices.this-one')}</span>
              ) : (
                <button
                  type="button"
                  className="btn small"
                  disabled={busy || user !== undefined}
                  onClick={() => onUse(urlForRole(role, each))}
                >
                  {t('devices.use')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
