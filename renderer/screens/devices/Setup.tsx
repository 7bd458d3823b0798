import { useState } from 'react';
import type { DeviceView, MachineView } from '../../../shared/contract/device.ts';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { DeviceRole, DeviceSetting } from '../../../shared/device-setting.ts';
import { useAction } from '../../api/use-command.ts';
import { useText } from '../../text/use-text.ts';
import { AddressField } from './AddressField.tsx';
import { DeviceState } from './DeviceState.tsx';
import { Options } from './Options.tsx';
import { PluggedList } from './PluggedList.tsx';
import { Serves } from './Serves.tsx';
import { deviceNumber, isSeveral, movedTo, whereText } from './view-model.ts';
import { Wizard } from './Wizard.tsx';

interface Props {
  readonly role: DeviceRole;
  /** Null: one more scanner. */
  readonly device: DeviceView | null;
  readonly devices: readonly DeviceView[];
  readonly machines: readonly MachineView[];
  readonly scaleFormats: CallOutput<'device.list'>['scaleFormats'];
  /** The device that is meant from now on. */
  readonly onChosen: (id: string) => void;
}

/** One role: how its device stands, which it is, and how it speaks. */
export function Setup({ role, device, devices, machines, scaleFormats, onChosen }: Props) {
  const { t } = useText();
  const [isFinding, setIsFinding] = useState(false);
  const assign = useAction('device.assign');
  const forget = useAction('device.forget');
  const setting = device?.setting ?? null;
  const isGiven = devices.some((each) => each.role === role && each.from === 'given');
  const number = device === null ? null : deviceNumber(device, devices);

  const put = async (next: DeviceSetting): Promise<void> => {
    const done = await assign.run({
      setting: next,
      replaces: setting === null ? null : (device?.id ?? null),
    });
    if (!done.ok) return;
    setIsFinding(false);
    onChosen(done.value.id);
  };

  const forgetIt = async (id: string): Promise<void> => {
    const done = await forget.run({ id });
    if (done.ok) onChosen(role);
  };

  return (
    <div className="device-setup">
      <h2 className="panel-title">
        {device === null ? t('devices.one-more') : t(`device.${role}`)}
        {number !== null && ` ${number}`}
      </h2>
      {device !== null && <DeviceState device={device} machines={machines} />}
      {device !== null && device.url !== null && (
        <p className="device-where">
          <b>{whereText(device.url)}</b> · {t(`devices.from.${device.from ?? 'chosen'}`)}
        </p>
      )}
      {device !== null && device.url !== null && role !== 'printer' && isSeveral(machines) && (
        <Serves device={device} machines={machines} />
      )}
      {isGiven ? (
        <p className="soft">{t('devices.given-why')}</p>
      ) : (
        <>
          {setting !== null && (
            <Options
              setting={setting}
              scaleFormats={scaleFormats}
              busy={assign.busy}
              onChange={(next) => void put(next)}
            />
          )}
          {isFinding && (role === 'id-reader' || role === 'scanner') ? (
            <Wizard
              role={role}
              onUse={(found) => void put(found)}
              onEnd={() => setIsFinding(false)}
            />
          ) : (
            <>
              <PluggedList
                role={role}
                deviceId={device?.id ?? null}
                devices={devices}
                busy={assign.busy}
                onUse={(url) => void put(movedTo(setting, role, url))}
              />
              <AddressField role={role} onUse={(url) => void put(movedTo(setting, role, url))} />
              <div className="row-buttons">
                {(role === 'id-reader' || role === 'scanner') && (
                  <button type="button" className="btn" onClick={() => setIsFinding(true)}>
                    {t('devices.find')}
                  </button>
                )}
                {setting !== null && device !== null && (
                  <button
                    type="button"
                    className="btn"
                    disabled={forget.busy}
                    onClick={() => void forgetIt(device.id)}
                  >
                    {t('devices.forget')}
                  </button>
                )}
              </div>
            </>
          )}
        </>
      )}
    </div>
  );
}
