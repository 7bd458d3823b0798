import { useEffect, useEffectEvent } from 'react';
import type { DeviceSetting } from '../../../shared/device-setting.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useAction } from '../../api/use-command.ts';
import { ScanBox } from '../../parts/ScanBox.tsx';
import { useText } from '../../text/use-text.ts';
import { foundSetting } from './view-model.ts';

interface Props {
  readonly role: 'id-reader' | 'scanner';
  readonly onUse: (setting: DeviceSetting) => void;
  readonly onEnd: () => void;
}

/** Finds the reader or scanner on the free serial ports; the ports are let go when it is left. */
export function Wizard({ role, onUse, onEnd }: Props) {
  const { t } = useText();
  const find = useAction('device.find');
  const stop = useAction('device.stop-search');
  const search = valueOf(useCall('device.search', {}))?.search ?? null;
  const begin = useEffectEvent(() => void find.run({ role }));
  const end = useEffectEvent(() => void stop.run({}));
  useEffect(() => {
    begin();
    return () => end();
  }, []);
  const mine = search?.role === role ? search : null;
  const setting = mine === null ? null : foundSetting(mine);
  const phase = mine?.phase ?? 'quiet';
  return (
    <section className="wizard">
      <ScanBox
        title={t(`devices.wizard.${role}.${phase}`)}
        sub={t(`devices.wizard.${phase}.why`, {
          path: mine?.found?.path ?? '',
          heard: mine?.found?.heard ?? '—',
        })}
      />
      <ul className="plugged">
        {(mine?.ports ?? []).map(({ path, name, baud, state }) => (
          <li key={path}>
            <span>
              <b>{name ?? path}</b>
              <small>
                {name !== null && `${path} · `}
                {baud} baud
              </small>
            </span>
            <span className={`port-state ${state}`}>{t(`devices.port.${state}`)}</span>
          </li>
        ))}
      </ul>
      <div className="row-buttons">
        {setting !== null && (
          <button type="button" className="btn main" onClick={() => onUse(setting)}>
            {t('devices.use-found')}
          </button>
        )}
        {(phase === 'nothing' || phase === 'found') && (
          <button type="button" className="btn" onClick={() => void find.run({ role })}>
            {t('devices.find-again')}
          </button>
        )}
        <button type="button" className="btn" onClick={onEnd}>
          {t('devices.find-end')}
        </button>
      </div>
    </section>
  );
}
